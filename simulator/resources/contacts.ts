import type { Collection } from '../generic';
import type { Simulator } from '../simulator';
import { listAnswer } from './lists';

/** Contacts: shared ones belong to the domain, personal ones to a user. */
export function registerContacts(sim: Simulator): void {
	const common: Pick<Collection, 'key' | 'makeId' | 'prepare'> = {
		key: 'unique-id',
		makeId: () => sim.random.hex(32),
		prepare: (_call, data, row) => {
			if (!row) data['created-datetime'] = sim.plainNow();
		},
	};
	sim.collection({
		...common,
		table: 'contacts',
		shape: '/domains/{}/contacts',
		owners: ['domain'],
	});
	const personal = sim.collection({
		...common,
		table: 'user-contacts',
		shape: '/domains/{}/users/{}/contacts',
		owners: ['domain', 'user'],
	});
	sim.on('GET', '/domains/{}/users/{}/contacts', (call) => {
		const own = [...personal.rows(call.path, call.query)];
		if (!['yes', 'true', '1'].includes(String(call.query.includeDomain))) {
			return listAnswer(call, personal, own);
		}
		const shared = sim.resource('contacts').rows(call.path.slice(0, 1), call.query);
		return listAnswer(call, personal, [...own, ...shared]);
	});
}
