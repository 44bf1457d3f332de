import { requireOwners, sees } from '../auth/authorize';
import { SUPER } from '../auth/scopes';
import { addCollection } from '../collection-routes';
import { badRequest, conflict, notFound } from '../errors';
import { ACCEPTED, ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';

const MAC = 'device-provisioning-mac-address';

const plainMac = (mac: unknown) =>
	String(mac ?? '')
		.replace(/[^0-9A-Fa-f]/g, '')
		.toLowerCase();

/** Whose a phone is; what is left out is everybody's. */
const ownersOf = ({ domain, reseller, territory }: Data): Data => ({
	domain: String(domain ?? '*').toLowerCase() || '*',
	reseller: reseller || territory || '*',
});

/** A phone that a reseller adds without a domain is the reseller's. */
const ownReseller = ({ body, principal }: Call): Data =>
	body.domain === undefined && principal.rank < SUPER ? { reseller: principal.reseller } : {};

/** Phones by MAC: one inventory, seen whole or by domain; changes name the MAC in the body. */
export function registerPhones(sim: Simulator, routes: Routes): void {
	const phones = addCollection(sim, routes, {
		table: 'phones',
		shape: '/phones',
		owners: [],
		key: MAC,
	});
	const known = (call: Call): Row => {
		const mac = plainMac(call.body[MAC] ?? call.path.at(-1));
		if (!mac) throw badRequest(`Missing required field: ${MAC}`);
		const row = phones.row([], mac);
		const domain = call.endpoint.shape.startsWith('/domains') ? call.path[0] : undefined;
		if (domain && row.data.domain !== domain) throw notFound();
		if (!sees(sim, call.principal, row.data)) throw notFound();
		return row;
	};
	/** The phone to be changed. @throws ApiError 403 when it is somebody else's */
	const owned = (call: Call): Row => {
		const row = known(call);
		requireOwners(sim, call.principal, ownersOf(row.data));
		return row;
	};
	for (const prefix of ['', '/domains/{}']) {
		const own = (call: Call) => (prefix ? { domain: call.path[0] } : {});
		routes.on('GET', `${prefix}/phones`, (call) =>
			phones.page(call, [...phones.rows([], { ...call.query, ...own(call) }, call)]),
		);
		routes.on('POST', `${prefix}/phones`, (call) => {
			const mac = plainMac(call.body[MAC]);
			if (!/^[0-9a-f]{12}$/.test(mac)) throw badRequest(`Invalid value for field ${MAC}`);
			if (sim.store.table('phones').find([], mac)) throw conflict('MAC address already exists');
			const owners = ownersOf({ ...ownReseller(call), ...call.body, ...own(call) });
			requireOwners(sim, call.principal, owners);
			phones.create([], mac, { ...call.body, ...owners });
			return ACCEPTED;
		});
		const change = (call: Call) => {
			phones.update(owned(call), call.body);
			return ACCEPTED;
		};
		routes.on('PUT', `${prefix}/phones`, change);
		routes.on('DELETE', `${prefix}/phones`, (call) => {
			phones.remove(owned(call));
			return ACCEPTED;
		});
		routes.on('GET', `${prefix}/phones/{}`, (call) => ok(phones.show(known(call))));
	}
	registerModels(sim, routes);
}

function registerModels(sim: Simulator, routes: Routes): void {
	const models: Array<[string, string]> = [
		['Yealink', 'T46U'],
		['Yealink', 'T54W'],
		['Polycom', 'VVX450'],
		['Grandstream', 'GRP2614'],
	];
	const shape = addCollection(sim, routes, {
		table: 'phone-models',
		shape: '/phones/models',
		owners: [],
		key: 'brand_model',
	});
	for (const [brand, model] of models) {
		shape.create([], `${brand} ${model}`, { brand, model, device_type: 'phone' });
	}
	routes.on('GET', '/phones/models', (call) => {
		const { brand, model } = call.query;
		const found = models.filter(([b, m]) => (!brand || b === brand) && (!model || m === model));
		const records = found.map(([b, m]) => shape.show(shape.row([], `${b} ${m}`)));
		if (!brand || !model) return ok(records);
		if (!records[0]) throw notFound();
		return ok(records[0]);
	});
	const servers = addCollection(sim, routes, {
		table: 'phone-servers',
		shape: '/phones/servers',
		owners: [],
		key: 'name',
	});
	servers.create([], sim.hostname, {
		location: 'East',
		ns_api_hostname: sim.hostname,
		status: 'ok',
	});
}
