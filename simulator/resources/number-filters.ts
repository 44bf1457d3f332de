import { ACCEPTED, ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

/** Blocked numbers of a domain and of a user. */
export function registerNumberFilters(sim: Simulator, routes: Routes): void {
	const table = sim.store.table('number-filters');
	sim.store.own('number-filters', '/domains/{}/users/{}/number-filters');
	const rejected = (call: Call): string[] => {
		const filter = (call.body['phone-numbers-to-reject'] ?? {}) as { parameters?: unknown[] };
		return (filter.parameters ?? []).map(String);
	};
	const stored = (call: Call): string[] =>
		(table.find(call.path, '*')?.data.numbers ?? []) as string[];
	for (const shape of ['/domains/{}/number-filters', '/domains/{}/users/{}/number-filters']) {
		routes.on('GET', shape, (call) => {
			const numbers = stored(call);
			return ok([
				{
					domain: call.path[0],
					'time-frame': '*',
					enabled: 'yes',
					'is-active': true,
					'phone-numbers-to-reject': {
						enabled: numbers.length > 0 ? 'yes' : 'no',
						parameters: numbers,
					},
				},
			]);
		});
		routes.on('POST', shape, (call) => {
			// One tester got 202 and found nothing stored.
			if (sim.switches.is('number-filter-add', 'drop')) return ACCEPTED;
			table.put(call.path, '*', { numbers: [...new Set([...stored(call), ...rejected(call)])] });
			return ACCEPTED;
		});
		routes.on('DELETE', shape, (call) => {
			const gone = new Set(rejected(call));
			table.put(call.path, '*', { numbers: stored(call).filter((number) => !gone.has(number)) });
			return ACCEPTED;
		});
	}
}
