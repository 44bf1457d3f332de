import { ok } from '../handler';
import type { Routes } from '../routes';
import type { Spec } from '../spec';

/**
 * Real routers take `/count` after every list, documented or not: what has no count of its own
 * counts what its list answers.
 */
export function registerCounts(spec: Spec, routes: Routes): void {
	for (const { endpoint, handler } of routes.all()) {
		const { method, shape, variants } = endpoint;
		const [variant] = variants;
		const schema = variant && spec.resolve(spec.responseSchema(variant, 200));
		const list = method === 'GET' && schema?.type === 'array' && !/\}$|\/(list|count)$/.test(shape);
		if (!variant || !list || routes.has('GET', `${shape}/count`)) continue;
		routes.on('GET', `${shape}/count`, async (call) => {
			const { body, json } = await handler({
				...call,
				endpoint,
				variant,
				query: { ...call.query, start: 0, limit: 1000 },
			});
			const records = (json === undefined ? body : JSON.parse(json)) as unknown[];
			return ok({ total: records.length });
		});
	}
}
