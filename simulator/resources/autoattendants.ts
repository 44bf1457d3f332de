import { conflict, notFound } from '../errors';
import { ACCEPTED, ok, type Call } from '../handler';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { pageOf, takePage } from '../listing';

const TABLE = 'autoattendants';
/** Number of the prompt that a new attendant begins with. */
const FIRST_PROMPT = '101';

/** Auto attendants: each brings a dial plan, a system user and that user's answer rule. */
export function registerAutoAttendants(sim: Simulator): void {
	const table = sim.store.table(TABLE);
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
	sim.on('GET', '/domains/{}/autoattendants', (call) => {
		const page = takePage(table.below(call.path), pageOf(call));
		return ok(
			page.map((row) => ({
				...shown(row),
				'read-path': `/domains/${row.parents[0]}/users/${row.parents[1]}/autoattendants/${row.id}`,
			})),
		);
	});
	sim.on('POST', '/domains/{}/autoattendants', (call) => {
		const user = String(call.body.user);
		const [domain = ''] = call.path;
		if ([...table.below([domain, user])].length > 0)
			throw conflict('Auto attendant already exists.');
		const row = table.put([domain, user], FIRST_PROMPT, call.body);
		makeParts(sim, domain, user, String(call.body['attendant-name']));
		return ok(shown(row));
	});
	const one = '/domains/{}/users/{}/autoattendants/{}';
	sim.on('GET', one, (call) => ok(shown(find(call))));
	sim.on('PUT', one, (call) => {
		const row = find(call);
		table.update(row, call.body);
		return ok(shown(row));
	});
	sim.on('DELETE', one, (call) => {
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

/** Puts an attendant into a domain that is being seeded. */
export function seedAutoAttendant(
	sim: Simulator,
	domain: string,
	user: string,
	name: string,
): void {
	sim.store
		.table(TABLE)
		.put([domain, user], FIRST_PROMPT, { 'attendant-name': name, 'time-frame': '*' });
	makeParts(sim, domain, user, name);
}

function makeParts(sim: Simulator, domain: string, user: string, name: string): void {
	const plan = `${domain}_${user}`;
	sim
		.resource('dialplans')
		.create([domain], plan, { 'dial-rule-description': `Auto attendant ${name}` });
	sim.resource('dialrules').create([domain, plan], sim.random.hex(8), {
		'dial-rule-matching-to-uri': 'sip:Prompt_101*@*',
		'dial-rule-application': 'to-user',
		'dial-rule-translation-destination-user': user,
		'dial-rule-description': 'First tier',
	});
	if (sim.store.table('users').find([domain], user)) return;
	sim.resource('users').create([domain], user, {
		'name-first-name': name,
		'name-last-name': 'Attendant',
		'login-username': `${user}@${domain}`,
		'email-address': '',
		'user-scope': 'No Portal',
		'service-code': 'system-aa',
		'dial-plan': plan,
	});
}
