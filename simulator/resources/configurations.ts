import { requireOwners, sees } from '../auth/authorize';
import { MANAGER } from '../auth/scopes';
import { addCollection } from '../collection-routes';
import { conflict, notFound } from '../errors';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import { filtersOf, pageOf, passes, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { inSuccess } from './error-in-success';

/** Fields that say for whom a value holds; together with the name they are its identity. */
const SCOPE = ['domain', 'reseller', 'user', 'core-server', 'user-scope', 'admin-ui-account-type'];

/** Configurations: one name has many values, each for another scope. */
export function registerConfigurations(sim: Simulator, routes: Routes): void {
	const table = sim.store.table('configurations');
	sim.store.own('configurations', '/configurations/{}');
	const scopeOf = (data: Data) => SCOPE.map((field) => String(data[field] ?? '*')).join('|');
	const complete = (data: Data): Data => ({
		description: '',
		...Object.fromEntries(SCOPE.map((field) => [field, '*'])),
		...data,
	});
	const isShown = ({ principal }: Call, data: Data) =>
		sees(sim, principal, data) &&
		(data.user === '*' || principal.rank >= MANAGER || data.user === principal.user);
	const fitting = (call: Call, rows: Iterable<Row>): Data[] => {
		const filters = filtersOf(call.query, new Set(SCOPE));
		const all = [...rows].map((row) => row.data);
		return all.filter((data) => isShown(call, data) && passes(data, filters));
	};
	const list = (call: Call, rows: Iterable<Row>): Answer =>
		ok(takePage(fitting(call, rows), pageOf(sim, call)));
	const own = ({ principal, body }: Call) => requireOwners(sim, principal, complete(body));
	routes.on('GET', '/configurations', (call) => list(call, table.below()));
	routes.on('GET', '/configurations/count', (call) =>
		ok({ total: fitting(call, table.below()).length }),
	);
	routes.on('GET', '/configurations/{}', (call) => list(call, table.below(call.path)));
	routes.on('POST', '/configurations', (call) => {
		own(call);
		const name = String(call.body['config-name']);
		if (table.find([name], scopeOf(call.body))) throw conflict('Configuration already exists');
		table.put([name], scopeOf(call.body), complete(call.body));
		return ACCEPTED;
	});
	routes.on('PUT', '/configurations', (call) => {
		own(call);
		const row = table.find([String(call.body['config-name'])], scopeOf(call.body));
		if (!row) throw notFound();
		table.update(row, call.body);
		return ACCEPTED;
	});
	routes.on('DELETE', '/configurations/{}', (call) => {
		own(call);
		const row = table.find(call.path, scopeOf(call.body));
		if (!row) throw notFound();
		table.delete(row);
		return ACCEPTED;
	});
	table.put(
		['PORTAL_VOICE_TRANSCRIPTION_SENTIMENT'],
		scopeOf({}),
		complete({ 'config-name': 'PORTAL_VOICE_TRANSCRIPTION_SENTIMENT', 'config-value': 'yes' }),
	);
	registerDefinitions(sim, routes);
}

/** What configurations there can be. The document shows errors inside a 202; whether servers do so is a switch. */
function registerDefinitions(sim: Simulator, routes: Routes): void {
	const definitions = addCollection(sim, routes, {
		table: 'config-definitions',
		shape: '/config-definitions',
		owners: [],
		key: 'config-name',
		exists: 'Config definition already exists',
		single: 'list',
		fields: 'list',
	});
	routes.on('POST', '/config-definitions', (call) => inSuccess(sim, () => definitions.post(call)));
	routes.on('PUT', '/config-definitions/{}', (call) => inSuccess(sim, () => definitions.put(call)));
}
