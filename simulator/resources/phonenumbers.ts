import { addCollection } from '../collection-routes';
import { badRequest } from '../errors';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';

/** Applications after which a number is nobody's. */
const FREE = 'available-number';

export function registerPhoneNumbers(sim: Simulator, routes: Routes): void {
	addCollection(sim, routes, {
		table: 'phonenumbers',
		shape: '/domains/{}/phonenumbers',
		owners: ['domain'],
		key: 'phonenumber',
		views: ['/phonenumbers'],
		bodyKey: 'phonenumber',
		exists: 'Phone number already exists',
		unique: 'everywhere',
		prepare: (call, data, row) => route(data, row?.data, call.path[0] ?? ''),
		created: (row, call) => sim.audit('create', 'phonenumber', row, call),
		updated: (row, _before, call) => sim.audit('update', 'phonenumber', row, call),
		deleted: (row, call) => sim.audit('delete', 'phonenumber', row, call),
	});
}

/** A number that is released loses its destination; one that is routed needs one. */
function route(data: Data, before: Data | undefined, domain: string): void {
	const application = data['dial-rule-application'] ?? before?.['dial-rule-application'];
	if (!before) data.enabled ??= 'yes';
	if (application === FREE) {
		data['dial-rule-translation-destination-user'] = '[*]';
		data['dial-rule-translation-destination-host'] = '[*]';
		data['dial-rule-parameter'] = '';
		return;
	}
	if (application === undefined && !before) data['dial-rule-application'] = FREE;
	const user = data['dial-rule-translation-destination-user'];
	if (String(application).startsWith('to-') && user === '') {
		throw badRequest('Missing required field: dial-rule-translation-destination-user');
	}
	if (user !== undefined) data['dial-rule-translation-destination-host'] ??= domain;
}
