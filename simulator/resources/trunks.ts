import { notFound } from '../errors';
import { ok, type Call } from '../handler';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { pageOf, takePage } from '../listing';

const PATTERN = 'connection-orig-match-pattern';

/** SIP trunks ("connections") and the older spelling of the route operations. */
export function registerTrunks(sim: Simulator): void {
	const trunks = sim.collection({
		table: 'connections',
		shape: '/domains/{}/connections',
		owners: ['domain'],
		key: PATTERN,
		views: { '/connections': 0 },
		exists: 'Connection already exists.',
	});
	// A trunk is created on the system's path and names its domain in the body.
	sim.on('POST', '/connections', (call) => {
		const domain = String(call.body.domain).toLowerCase();
		if (!sim.store.table('domains').find([], domain))
			throw notFound(`Domain ${domain} does not exist`);
		return trunks.post({ ...call, path: [domain] });
	});
	sim.on('POST', '/dialplans', (call) =>
		sim.resource('dialplans').post({ ...call, path: [String(call.body.domain).toLowerCase()] }),
	);
	// A policy names its domain in the body; `*` makes one for the whole system.
	sim.on('POST', '/dialpolicy', (call) => {
		const domain = String(call.body.domain).toLowerCase();
		if (domain === '*') return sim.resource('system-dialpolicy').post(call);
		if (!sim.store.table('domains').find([], domain))
			throw notFound(`Domain ${domain} does not exist`);
		return sim.resource('dialpolicy').post({ ...call, path: [domain] });
	});
	registerOldRoutes(sim);
}

/** `/routes` and `/routecon` as older cores know them: found by their match, not by an id. */
function registerOldRoutes(sim: Simulator): void {
	const success = ok({ code: 200, message: 'Success' });
	const table = sim.store.table('routecon');
	const id = (data: Data) => `${data.match_to}|${data.con_index}`;
	const connection = (call: Call): Row => {
		const row = table.find([], id(call.body));
		if (!row) throw notFound();
		return row;
	};
	sim.on('GET', '/routecon', (call) => {
		const rows = [...table.below()]
			.map((row) => row.data)
			.filter((data) => data.match_to === call.query.match_to);
		return ok(takePage(rows, pageOf(call)));
	});
	sim.on('GET', '/routecon/count', () =>
		ok({ total: table.total + sim.store.table('route-connections').total }),
	);
	sim.on('POST', '/routecon', (call) => {
		table.put([], id(call.body), {
			match_from: '*',
			class: '*',
			hostname: '*',
			con_user: '[*]',
			weight: '50',
			cost: '0',
			...call.body,
		});
		return success;
	});
	sim.on('PUT', '/routecon', (call) => {
		table.update(connection(call), call.body);
		return success;
	});
	const route = (name: string): Row => {
		for (const row of sim.store.table('routes').below()) {
			if (row.data['route-destination-match-pattern'] === name) return row;
		}
		throw notFound();
	};
	sim.on('PUT', '/routes', (call) => {
		sim.resource('routes').update(route(String(call.body.forward_request_matchrule)), call.body);
		return success;
	});
	sim.on('DELETE', '/routes/frm/{}', (call) => {
		sim.resource('routes').remove(route(call.path[0] ?? ''));
		return success;
	});
}
