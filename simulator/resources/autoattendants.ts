import { conflict, notFound } from '../errors';
import { ACCEPTED, ok, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { addAutoAttendant, AUTO_ATTENDANTS } from '../tenant/autoattendants';

/** Auto attendants: each brings a dial plan, a system user and that user's answer rule. */
export function registerAutoAttendants(sim: Simulator, routes: Routes): void {
	const table = sim.store.table(AUTO_ATTENDANTS);
	sim.store.own(AUTO_ATTENDANTS, '/domains/{}/users/{}/autoattendants');
	const shown = (row: Row): Data => ({
		'attendant-name': row.data['attendant-name'],
		user: row.parents[1],
		'time-frame': row.data['time-frame'] ?? '*',
		'starting-prompt': row.id,
		'auto-attendant': row.data['auto-attendant'] ?? {},
	});
	const find = ({ path }: Call): Row => {
		const [domain = '', user = '', prompt = ''] = path;
		const row = table.find([domain, user], prompt);
		if (!row) throw notFound();
		return row;
	};
	routes.on('GET', '/domains/{}/autoattendants', (call) => {
		const page = takePage(table.below(call.path), pageOf(sim, call));
		return ok(
			page.map((row) => ({
				...shown(row),
				'read-path': `/domains/${row.parents[0]}/users/${row.parents[1]}/autoattendants/${row.id}`,
			})),
		);
	});
	routes.on('POST', '/domains/{}/autoattendants', (call) => {
		const user = String(call.body.user);
		const [domain = ''] = call.path;
		if ([...table.below([domain, user])].length > 0)
			throw conflict('Auto attendant already exists.');
		return ok(shown(addAutoAttendant(sim, domain, user, call.body)));
	});
	const one = '/domains/{}/users/{}/autoattendants/{}';
	routes.on('GET', one, (call) => ok(shown(find(call))));
	routes.on('PUT', one, (call) => {
		const row = find(call);
		table.update(row, call.body);
		return ok(shown(row));
	});
	routes.on('DELETE', one, (call) => {
		const row = find(call);
		const [domain = '', user = ''] = row.parents;
		table.delete(row);
		const system = sim.store.table('users').find([domain], user);
		if (system?.data['service-code'] === 'system-aa') sim.resource('users').remove(system, call);
		sim.store.table('dialplans').deleteBelow([domain, `${domain}_${user}`]);
		const plan = sim.store.table('dialplans').find([domain], `${domain}_${user}`);
		if (plan) sim.store.table('dialplans').delete(plan);
		sim.store.table('dialrules').deleteBelow([domain, `${domain}_${user}`]);
		return ACCEPTED;
	});
}
