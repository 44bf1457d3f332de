import { addCollection } from '../collection-routes';
import { notFound } from '../errors';
import { ok, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';

const PATTERN = 'connection-orig-match-pattern';

/** SIP trunks ("connections") and the older spelling of the route operations. */
export function registerTrunks(sim: Simulator, routes: Routes): void {
	const trunks = addCollection(sim, routes, {
		table: 'connections',
		shape: '/domains/{}/connections',
		owners: ['domain'],
		key: PATTERN,
		views: ['/connections'],
		exists: 'Connection already exists.',
	});
	// A trunk is created on the system's path and names its domain in the body.
	routes.on('POST', '/connections', (call) => {
		const domain = String(call.body.domain).toLowerCase();
		if (!sim.store.table('domains').find([], domain))
			throw notFound(`Domain ${domain} does not exist`);
		return trunks.post({ ...call, path: [domain] });
	});
	routes.on('POST', '/dialplans', (call) =>
		sim.resource('dialplans').post({ ...call, path: [String(call.body.domain).toLowerCase()] }),
	);
	// A policy names its domain in the body; `*` makes one for the whole system.
	routes.on('POST', '/dialpolicy', (call) => {
		const domain = String(call.body.domain).toLowerCase();
		if (domain === '*') return sim.resource('system-dialpolicy').post(call);
		if (!sim.store.table('domains').find([], domain))
			throw notFound(`Domain ${domain} does not exist`);
		return sim.resource('dialpolicy').post({ ...call, path: [domain] });
	});
	registerOldRoutes(sim, routes);
}

const CONNECTION =
	'match_to match_from class hostname con_index con_user con_host weight cost'.split(' ');

const NUMBERS = ['con_index', 'weight', 'cost'];

/** What of a body is kept; numbers are read as such, where they are written as text. */
const connectionFields = (body: Data): Data =>
	Object.fromEntries(
		Object.entries(body)
			.filter(([name]) => CONNECTION.includes(name))
			.map(([name, value]) => [
				name,
				NUMBERS.includes(name) && Number.isFinite(Number(value)) ? Number(value) : value,
			]),
	);

/** `/routes` and `/routecon` as older cores know them: found by their match, not by an id. */
function registerOldRoutes(sim: Simulator, routes: Routes): void {
	const success = ok({ code: 200, message: 'Success' });
	const table = sim.store.table('routecon');
	const id = (data: Data) => `${data.match_to}|${data.con_index}`;
	const connection = (call: Call): Row => {
		const row = table.find([], id(call.body));
		if (!row) throw notFound();
		return row;
	};
	routes.on('GET', '/routecon', (call) => {
		const rows = [...table.below()]
			.map((row) => row.data)
			.filter((data) => data.match_to === call.query.match_to);
		return ok(takePage(rows, pageOf(sim, call)));
	});
	routes.on('GET', '/routecon/count', () =>
		ok({ total: table.total + sim.store.table('route-connections').total }),
	);
	routes.on('POST', '/routecon', (call) => {
		table.put([], id(call.body), {
			match_from: '*',
			class: '*',
			hostname: '*',
			con_user: '[*]',
			weight: 50,
			cost: 0,
			...connectionFields(call.body),
		});
		return success;
	});
	routes.on('PUT', '/routecon', (call) => {
		table.update(connection(call), connectionFields(call.body));
		return success;
	});
	const route = (name: string): Row => {
		for (const row of sim.store.table('routes').below()) {
			if (row.data['route-destination-match-pattern'] === name) return row;
		}
		throw notFound();
	};
	routes.on('PUT', '/routes', (call) => {
		sim.resource('routes').update(route(String(call.body.forward_request_matchrule)), call.body);
		return success;
	});
	routes.on('DELETE', '/routes/frm/{}', (call) => {
		sim.resource('routes').remove(route(call.path[0] ?? ''));
		return success;
	});
}
