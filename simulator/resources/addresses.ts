import { addCollection } from '../collection-routes';
import { conflict } from '../errors';
import { ok, type Answer, type Call } from '../handler';
import type { Resource } from '../resource';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { isYes } from '../yes';

const ID = 'emergency-address-id';
const PIDFLO = 'address-formatted-pidflo';

/** Emergency addresses of a domain and of a user, their endpoints, and the check of an address. */
export function registerAddresses(sim: Simulator, routes: Routes): void {
	const shared = addCollection(sim, routes, {
		table: 'addresses',
		shape: '/domains/{}/addresses',
		owners: ['domain'],
		key: ID,
		exists: 'Conflicting address_id',
		created: (row) => (row.data.user ??= '*'),
	});
	const personal = addCollection(sim, routes, {
		table: 'user-addresses',
		shape: '/domains/{}/users/{}/addresses',
		owners: ['domain', 'user'],
		key: ID,
		exists: 'Conflicting address_id',
	});
	for (const [resource, shape] of [
		[shared, '/domains/{}/addresses'],
		[personal, '/domains/{}/users/{}/addresses'],
	] as Array<[Resource, string]>) {
		routes.on('POST', shape, (call) => create(sim, call, resource));
	}
	// A user sees the addresses of the domain too, unless only personal ones are asked for.
	routes.on('GET', '/domains/{}/users/{}/addresses', (call) => {
		const own = [...personal.rows(call.path)];
		const only = isYes(call.query.show_only_personal);
		return personal.page(call, only ? own : [...own, ...shared.rows(call.path.slice(0, 1))]);
	});
	routes.on('POST', '/domains/{}/addresses/validate', (call) => ok(checked(call)));
	addCollection(sim, routes, {
		table: 'address-endpoints',
		shape: '/domains/{}/addresses/endpoints',
		owners: ['domain'],
		key: 'address-callback-number',
		makeId: () => String(sim.random.integer(10000, 99999)),
		// Written as a record, read as a text.
		prepare: (_call, data) => {
			const location = data[PIDFLO];
			if (location === undefined) return;
			data[PIDFLO] = Object.keys(location ?? {}).length > 0 ? JSON.stringify(location) : '';
		},
	});
}

function create(sim: Simulator, call: Call, resource: Resource): Answer {
	const { body, path } = call;
	const id = String(body[ID]);
	const taken = [...sim.store.table(resource.definition.table).below(path)].some(
		(row) => row.id === id,
	);
	if (taken) throw conflict('Conflicting address_id');
	resource.create(path, id, body, call);
	return ok({
		[PIDFLO]: {},
		object: 'address',
		domain: path[0],
		user: path[1] ?? '*',
		singular: 1,
		address_id: id,
		address_name: body['address-name'],
		callid_nmbr: body['caller-name'],
		address_line_1: body['address-line-1'],
		address_line_2: body['address-line-2'] ?? '',
		city: body['address-city'],
		state_code: body['address-state-province-abbreviation'],
		zip: String(body['address-postal-code']),
		country_code: body['address-country-abbreviation'],
		location: body['address-location-description'] ?? '',
		carrier: body.carrier ?? '',
		public_ip: body['ip-address-public'] ?? '',
		action: 'create',
		controller: 'addresses',
		format: 'json',
		apiVer: 'v2',
	});
}

function checked({ body, path }: Call): Data {
	return {
		...body,
		domain: path[0],
		object: 'address',
		[ID]: body[ID] ?? '',
		'address-line-2': body['address-line-2'] ?? '',
		[PIDFLO]: {},
		carrier: 'example-carrier',
	};
}
