import { blank } from '../blank';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Simulator } from '../simulator';

/**
 * Answers endpoints without state of their own in the documented shape: an accepted write, or the
 * plainest record or an empty list.
 */
export function registerFallback(sim: Simulator): void {
	for (const endpoint of sim.spec.endpoints) {
		if (!sim.handles(endpoint)) sim.on(endpoint.method, endpoint.shape, plain);
	}
}

function plain(call: Call): Answer {
	const { spec } = call.sim;
	const statuses = spec.successes(call.variant);
	if (statuses.includes(202)) return ACCEPTED;
	const schema = spec.responseSchema(call.variant, statuses[0] ?? 200);
	const body = blank(spec, schema);
	return ok(body === '' && !schema ? {} : body);
}
