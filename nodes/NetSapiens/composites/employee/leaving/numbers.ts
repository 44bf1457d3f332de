import { UserError } from 'n8n-workflow';
import { toggle } from '../../../execute/scalars';
import { spelled } from '../../../spellings';
import type { Step } from '../../plan/plan';
import { readRecord } from '../../plan/read';
import { FREE, isOfUsers, leadingNowhere, leadingTo, routeOf, routeSteps } from '../numbers';
import { listOf, type Person } from '../person';

/** The numbers of who leaves, and what becomes of them. */
export interface LeavingNumbers {
	numbers: string[];
	steps: Step[];
}

/**
 * Numbers that lead to a user, their devices or their mailbox go where the form says.
 *
 * @throws UserError when there is nobody who could get them
 */
export async function leavingNumbers(person: Person): Promise<LeavingNumbers> {
	const { domain, user } = person;
	const heir = await heirOf(person);
	const records = (await listOf(person, 'numbers')).filter((record) => {
		const { application, destination } = routeOf(record);
		return isOfUsers(application) && isOwn(destination, person);
	});
	const named = records.map((record) => ({
		record,
		number: String(spelled(record, 'phoneNumber').get('phonenumber')),
	}));
	return {
		numbers: named.map(({ number }) => number),
		steps: named.flatMap(({ record, number }) => {
			const title = `Send calls to ${number} to ${heir.name} instead of user ${user}`;
			return routeSteps(title, { domain, phonenumber: number }, record, heir.route);
		}),
	};
}

/** Devices are called like the extension, with letters behind it. */
const isOwn = (destination: string, { user, domain }: Person): boolean => {
	const [name = '', host = domain] = destination.split('@');
	return host === domain && (name === user || isDeviceOf(user, name));
};

/** Whether a device bears the name of an extension, as in 101wp (facts: multi-step behavior). */
export const isDeviceOf = (user: string, device: string): boolean =>
	device.startsWith(user) && /^[a-z]*$/i.test(device.slice(user.length));

/** Who gets the numbers. */
async function heirOf(person: Person) {
	const { call, domain, user } = person;
	const asked = String(call.values.query.sendNumbersTo).trim();
	const isVoicemail = toggle(
		call.values.body.straightToVoicemail ?? false,
		'Straight to Voicemail',
	);
	if (asked === user) {
		throw new UserError(
			`"Send Phone Numbers To" is the user who leaves. Choose someone else, a call queue, or ${NOBODY}.`,
		);
	}
	if (asked === FREE) {
		if (isVoicemail) throw new UserError(NO_VOICEMAIL);
		return { name: 'nobody', route: leadingNowhere };
	}
	const path = { domain, user: asked };
	const record = await readRecord(call, { resource: 'user', operation: 'get', path });
	const service = spelled(record ?? {}, 'user').get('service-code');
	if (record && service !== 'system-queue') {
		const application = isVoicemail ? 'to-voicemail' : 'to-user';
		const name = isVoicemail ? `the voicemail of user ${asked}` : `user ${asked}`;
		return { name, route: leadingTo(application, asked, domain) };
	}
	const queue = { resource: 'callQueue', operation: 'get', path: { domain, callqueue: asked } };
	if (!(await readRecord(call, queue))) {
		throw new UserError(
			`There is no user or call queue ${asked} in domain ${domain}. Choose another one under "Send Phone Numbers To".`,
		);
	}
	if (isVoicemail) throw new UserError(NO_VOICEMAIL);
	return { name: `call queue ${asked}`, route: leadingTo('to-callqueue', asked, domain) };
}

const NOBODY = 'Nobody (Free Number)';

const NO_VOICEMAIL =
	'"Straight to Voicemail" needs a user whose voicemail gets the calls. Choose one under "Send Phone Numbers To", or turn it off.';
