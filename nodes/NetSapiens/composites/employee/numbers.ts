import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import { changeSteps } from '../plan/steps';
import type { Step } from '../plan/plan';

/** Where calls to a number go: each field, and what it says where it says nothing. */
const nowhere = {
	'dial-rule-application': 'available-number',
	'dial-rule-translation-destination-user': '[*]',
	'dial-rule-translation-destination-host': '[*]',
	'dial-rule-parameter': '',
};
type Route = Partial<typeof nowhere>;

/** The treatment of a number that belongs to nobody. */
export const FREE = nowhere['dial-rule-application'];

/** Reads a number in whatever dialect. */
export function routeOf(record: IDataObject): { application: string; destination: string } {
	const { get } = spelled(record, 'phoneNumber');
	return {
		application: String(get('dial-rule-application') ?? ''),
		destination: String(get('dial-rule-translation-destination-user') ?? ''),
	};
}

/** Whether a number rings a user, their devices or their mailbox. */
export const isOfUsers = (application: string): boolean =>
	/^to-(user|voicemail|single-device)/.test(application);

/**
 * Sends the calls of a number elsewhere. The destination is part of each request: without it, servers
 * leave a number without owner (facts: phone number).
 */
export function routeSteps(
	title: string,
	path: IDataObject,
	record: IDataObject,
	wanted: Route,
): Step[] {
	const act = { resource: 'phoneNumber', operation: 'update', path };
	const [step] = changeSteps(title, act, wanted, record);
	if (!step) return [];
	const { get } = spelled(record, 'phoneNumber');
	const before = Object.entries(nowhere).map(([name, none]) => [name, get(name) ?? none] as const);
	return [
		{
			...step,
			act: { ...act, body: wanted },
			undo: { ...act, body: Object.fromEntries(before) as IDataObject },
		},
	];
}

/** A number goes to a user or a queue of the domain. */
export const leadingTo = (application: string, user: string, domain: string): Route => ({
	'dial-rule-application': application,
	'dial-rule-translation-destination-user': user,
	'dial-rule-translation-destination-host': domain,
});

/** A number is nobody's. */
export const leadingNowhere: Route = nowhere;
