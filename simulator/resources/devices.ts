import { addCollection } from '../collection-routes';
import { noRoute } from '../errors';
import { ok } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

export function registerDevices(sim: Simulator, routes: Routes): void {
	const devices = addCollection(sim, routes, {
		table: 'devices',
		shape: '/domains/{}/users/{}/devices',
		owners: ['domain', 'user'],
		key: 'device',
		views: ['/domains/{}/devices'],
		exists: 'Device already exists.',
		unique: 'in-domain',
		created: (row) => {
			const [domain] = row.parents;
			row.data = {
				...row.data,
				'device-sip-registration-uri':
					row.data['device-sip-registration-uri'] || `sip:${row.id}@${domain}`,
				'device-sip-registration-state':
					row.data['device-sip-registration-state'] ?? 'unregistered',
				'device-sip-registration-password':
					row.data['device-sip-registration-password'] || sim.random.hex(16),
				'device-sip-registration-core-server': sim.hostname,
			};
		},
	});
	const find = (domain: string, id: string) =>
		[...sim.store.table('devices').below([domain])].filter((row) => row.id === id).length;
	routes.on('GET', '/domains/{}/devices/{}/count', (call) =>
		ok({ total: find(call.path[0] ?? '', call.path[1] ?? '') }),
	);
	routes.on('GET', '/resellers/{}/devices/count', (call) => {
		let total = 0;
		for (const row of sim.store.table('devices').below()) {
			if (sim.resellerOf(row.parents[0] ?? '') === call.path[0]) total++;
		}
		return ok({ total });
	});
	// Two behaviors one operator saw on some builds.
	routes.on('GET', '/domains/{}/users/{}/devices/{}', (call) => {
		if (sim.switches.is('device-detail', 'no')) throw noRoute();
		const [domain = '', user = '', id = ''] = call.path;
		return { status: 200, json: devices.json(devices.row([domain, user], id)) };
	});
	routes.on('PUT', '/domains/{}/users/{}/devices/{}', (call) => {
		if (sim.switches.is('device-put-query', '404') && Object.keys(call.query).length > 0)
			throw noRoute();
		const [domain = '', user = '', id = ''] = call.path;
		const row = devices.row([domain, user], id);
		devices.update(row, call.body, call);
		return devices.written(call, row);
	});
}
