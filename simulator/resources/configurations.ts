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
	const scopeOf = (data: Data) => SCOPE.map((field) => String(data[field] ?? '*')).join('|');
	const complete = (data: Data): Data => ({
		description: '',
		...Object.fromEntries(SCOPE.map((field) => [field, '*'])),
		...data,
	});
	const list = (call: Call, rows: Iterable<Row>): Answer => {
		const filters = filtersOf(call.query, new Set(SCOPE));
		const fit = [...rows].map((row) => row.data).filter((data) => passes(data, filters));
		return ok(takePage(fit, pageOf(sim, call)));
	};
	routes.on('GET', '/configurations', (call) => list(call, table.below()));
	routes.on('GET', '/configurations/count', () => ok({ total: table.total }));
	routes.on('GET', '/configurations/{}', (call) => list(call, table.below(call.path)));
	routes.on('POST', '/configurations', (call) => {
		const name = String(call.body['config-name']);
		if (table.find([name], scopeOf(call.body))) throw conflict('Configuration already exists');
		table.put([name], scopeOf(call.body), complete(call.body));
		return ACCEPTED;
	});
	routes.on('PUT', '/configurations', (call) => {
		const row = table.find([String(call.body['config-name'])], scopeOf(call.body));
		if (!row) throw notFound();
		table.update(row, call.body);
		return ACCEPTED;
	});
	routes.on('DELETE', '/configurations/{}', (call) => {
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
