import { conflict } from '../errors';
import type { Simulator } from '../simulator';

export function registerResellers(sim: Simulator): void {
	const resellers = sim.collection({
		table: 'resellers',
		shape: '/resellers',
		owners: [],
		key: 'reseller',
		// Spelt as real servers spell it.
		exists: 'Reseller with name already exits',
		missing: (name) => `Reseller ${name} does not exist`,
		created: (_sim, row, call) => sim.audit('create', 'territory', row, call),
		deleted: (_sim, row, call) => sim.audit('delete', 'territory', row, call),
		shown: (_sim, record) => {
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
	sim.on('DELETE', '/resellers/{}', (call) => {
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
