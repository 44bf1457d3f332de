import { blank } from '../blank';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Simulator } from '../simulator';

/**
 * Answers endpoints without state of their own in the documented shape: an accepted write, or the
 * plainest record or an empty list.
 */
export function registerFallback(sim: Simulator): void {
	registerCounts(sim);
	for (const endpoint of sim.spec.endpoints) {
		if (!sim.binds(endpoint.method, endpoint.shape)) sim.on(endpoint.method, endpoint.shape, plain);
	}
}

/** Real routers take `/count` after every list, documented or not. */
function registerCounts(sim: Simulator): void {
	for (const { endpoint, handler } of sim.allBindings()) {
		const { method, shape, variants } = endpoint;
		const [variant] = variants;
		const schema = variant && sim.spec.resolve(sim.spec.responseSchema(variant, 200));
		const list = method === 'GET' && schema?.type === 'array' && !/\}$|\/(list|count)$/.test(shape);
		if (!list || sim.binds('GET', `${shape}/count`)) continue;
		sim.on('GET', `${shape}/count`, async (call) => {
			const { body, json } = await handler({
				...call,
				query: { ...call.query, start: 0, limit: 1000 },
			});
			const records = (json === undefined ? body : JSON.parse(json)) as unknown[];
			return ok({ total: records.length });
		});
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
