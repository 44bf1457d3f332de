import { addCollection } from '../collection-routes';
import { badRequest, conflict, notFound } from '../errors';
import { ACCEPTED, ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';

const MAC = 'device-provisioning-mac-address';

const plainMac = (mac: unknown) =>
	String(mac ?? '')
		.replace(/[^0-9A-Fa-f]/g, '')
		.toLowerCase();

/** Phones by MAC: one inventory, seen whole or by domain; changes name the MAC in the body. */
export function registerPhones(sim: Simulator, routes: Routes): void {
	const phones = addCollection(sim, routes, {
		table: 'phones',
		shape: '/phones',
		owners: [],
		key: MAC,
		created: (row) => (row.data.domain ??= '*'),
	});
	const known = (call: Call): Row => {
		const mac = plainMac(call.body[MAC] ?? call.path.at(-1));
		if (!mac) throw badRequest(`Missing required field: ${MAC}`);
		const row = phones.row([], mac);
		const domain = call.endpoint.shape.startsWith('/domains') ? call.path[0] : undefined;
		if (domain && row.data.domain !== domain) throw notFound();
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
			phones.create([], mac, { ...call.body, ...own(call) });
			return ACCEPTED;
		});
		const change = (call: Call) => {
			phones.update(known(call), call.body);
			return ACCEPTED;
		};
		routes.on('PUT', `${prefix}/phones`, change);
		routes.on('DELETE', `${prefix}/phones`, (call) => {
			phones.remove(known(call));
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
