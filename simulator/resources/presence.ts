import { presenceRecord } from '../events/payloads';
import { ok, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { isSystemUser } from '../tenant/system-users';

/** The presence of the people of a domain or department. */
export function registerPresence(sim: Simulator, routes: Routes): void {
	const presence = (call: Call, department?: string): Data[] =>
		[...sim.store.table('users').below([call.path[0] ?? ''])]
			.filter((row) => !isSystemUser(row))
			.filter((row) => department === undefined || row.data.department === department)
			.map((row) => presenceRecord(row, sim.resource('users').show(row)));
	routes.on('GET', '/domains/{}/presence/list', (call) =>
		ok(takePage(presence(call), pageOf(sim, call))),
	);
	routes.on('GET', '/domains/{}/departments/{}/presence/list', (call) =>
		ok(takePage(presence(call, call.path[1]), pageOf(sim, call))),
	);
}
