import { blank } from '../blank';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Spec } from '../spec';

/**
 * Answers every endpoint that is left over, which has no state of its own, in the documented shape:
 * an accepted write, or the plainest record or an empty list.
 */
export function registerStateless(spec: Spec, routes: Routes): void {
	for (const { method, shape } of routes.unanswered()) {
		routes.on(method, shape, (call) => plain(spec, call));
	}
}

function plain(spec: Spec, call: Call): Answer {
	const statuses = spec.successes(call.variant);
	if (statuses.includes(202)) return ACCEPTED;
	const schema = spec.responseSchema(call.variant, statuses[0] ?? 200);
	const body = blank(spec, schema);
	return ok(body === '' && !schema ? {} : body);
}
