import { addCollection } from '../collection-routes';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

/** Sites; their names are also a field of users, and removing the last user does not remove a site. */
export function registerSites(sim: Simulator, routes: Routes): void {
	addCollection(sim, routes, {
		table: 'sites',
		shape: '/domains/{}/sites',
		owners: ['domain'],
		key: 'site',
		exists: 'Site already exists.',
		created: (row) => {
			row.data = {
				...row.data,
				'login-username': row.data['login-username'] || `${row.id}@${row.parents[0]}`,
				'created-datetime': sim.isoNow(),
				'last-modified-datetime': sim.isoNow(),
			};
		},
	});
	routes.on('GET', '/domains/{}/departments/list', (call) => {
		const names = new Set<string>();
		for (const row of sim.store.table('users').below(call.path)) {
			if (row.data.department) names.add(String(row.data.department));
		}
		return { status: 200, body: [...names].sort() };
	});
}
