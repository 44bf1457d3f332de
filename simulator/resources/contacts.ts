import type { Collection } from '../collection';
import { addCollection } from '../collection-routes';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import { isYes } from '../yes';

/** Contacts: shared ones belong to the domain, personal ones to a user. */
export function registerContacts(sim: Simulator, routes: Routes): void {
	const common: Pick<Collection, 'key' | 'makeId' | 'prepare'> = {
		key: 'unique-id',
		makeId: () => sim.random.hex(32),
		prepare: (_call, data, row) => {
			if (!row) data['created-datetime'] = sim.plainNow();
		},
	};
	addCollection(sim, routes, {
		...common,
		table: 'contacts',
		shape: '/domains/{}/contacts',
		owners: ['domain'],
	});
	const personal = addCollection(sim, routes, {
		...common,
		table: 'user-contacts',
		shape: '/domains/{}/users/{}/contacts',
		owners: ['domain', 'user'],
	});
	routes.on('GET', '/domains/{}/users/{}/contacts', (call) => {
		const own = [...personal.rows(call.path, call.query)];
		if (!isYes(call.query.includeDomain)) {
			return personal.page(call, own);
		}
		const shared = sim.resource('contacts').rows(call.path.slice(0, 1), call.query);
		return personal.page(call, [...own, ...shared]);
	});
}
