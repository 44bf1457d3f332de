import { addCollection } from '../collection-routes';
import { conflict } from '../errors';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import { depart } from '../tenant/departure';

export function registerResellers(sim: Simulator, routes: Routes): void {
	const resellers = addCollection(sim, routes, {
		table: 'resellers',
		shape: '/resellers',
		owners: [],
		key: 'reseller',
		// Spelt as real servers spell it.
		exists: 'Reseller with name already exits',
		missing: (name) => `Reseller ${name} does not exist`,
		created: (row, call) => sim.audit('create', 'territory', row, call),
		deleted: (row, call) => {
			sim.audit('delete', 'territory', row, call);
			depart(sim, { reseller: row.id });
		},
		shown: (record) => {
			let domains = 0;
			let users = 0;
			for (const row of sim.store.table('domains').below()) {
				if (row.data.reseller !== record.reseller) continue;
				domains++;
				users += [...sim.store.table('users').below([row.id])].length;
			}
			return { ...record, 'domains-total': domains, 'users-total': users };
		},
	});
	routes.on('DELETE', '/resellers/{}', (call) => {
		const row = resellers.row([], call.path[0] ?? '');
		for (const domain of sim.store.table('domains').below()) {
			if (domain.data.reseller === row.id) {
				throw conflict('Cannot delete reseller with domains assigned');
			}
		}
		resellers.remove(row, call);
		return { status: 202, body: { code: 202, message: 'Accepted' } };
	});
}
