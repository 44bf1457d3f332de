import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';

/** The table of all attendants, by domain and user. */
export const AUTO_ATTENDANTS = 'autoattendants';

/** Number of the prompt that a new attendant begins with. */
const FIRST_PROMPT = '101';

/** Makes an attendant with its dial plan and system user. */
export function addAutoAttendant(sim: Simulator, domain: string, user: string, data: Data): Row {
	const row = sim.store.table(AUTO_ATTENDANTS).put([domain, user], FIRST_PROMPT, data);
	makeParts(sim, domain, user, String(data['attendant-name']));
	return row;
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
