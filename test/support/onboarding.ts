/** Onboarding an employee of a small domain. */
import type { IDataObject } from 'n8n-workflow';
import { onboard } from '../../nodes/NetSapiens/composites/employee/onboard';
import { MemoryServer } from './memoryServer';

export const D = '/domains/acme';
export const MAC = 'device-provisioning-mac-address';
export const MODEL = 'device-models-brand-and-model';
export const line = (number: number) => `device-provisioning-sip-uri-${number}`;
/** A phone that is there, with the device of somebody else on its first line. */
export const SHARED = '0004f2aabbdd';

export const nora = {
	user: '790',
	'name-first-name': 'Nora',
	'name-last-name': 'Vance',
	'email-address': 'nora@x.test',
};

/** A domain without the employee. */
export const empty = {
	[`${D}/users`]: [],
	[`${D}/callqueues`]: [{ callqueue: '4000' }, { callqueue: '4001' }],
	[`${D}/phonenumbers`]: [
		{
			phonenumber: '12025550195',
			'dial-rule-application': 'available-number',
			'dial-rule-translation-destination-user': '[*]',
		},
	],
	[`${D}/phones`]: [{ [MAC]: SHARED, [MODEL]: 'Yealink T46U', [line(1)]: 'sip:103@acme' }],
	// Servers make it with the user.
	[`${D}/users/790/answerrules`]: [{ 'time-frame': '*' }],
};
/** And one with the employee. */
export const there = { ...empty, [`${D}/users`]: [{ ...nora, 'user-scope': 'Basic User' }] };

export type Lists = Record<string, IDataObject[]>;

/** A server, the call, and what carries it out. */
export function onboarding(body: IDataObject, lists: Lists = empty, query: IDataObject = {}) {
	const server = new MemoryServer(structuredClone(lists));
	const [call] = server.calls([
		{
			...{ resource: 'user', operation: 'onboard', body: { ...nora, ...body } },
			query: { domain: 'acme', dryRun: false, undoOnFailure: false, ...query },
		},
	]);
	return { server, call: call!, done: async () => await onboard(call!) };
}

/** What the server was sent, and what the item says. */
export async function onboarded(...args: Parameters<typeof onboarding>) {
	const { server, done } = onboarding(...args);
	const [item] = await done();
	return { sent: server.sent, json: item!.json };
}

export const address = {
	'address-line-1': '100 Main St',
	'address-city': 'Springfield',
	'address-state-province-abbreviation': 'IL',
	'address-postal-code': '62701',
};
/** The domain with calls to its number going somewhere. */
export const leadingTo = (application: string, user: string) => ({
	...empty,
	[`${D}/phonenumbers`]: [
		{
			phonenumber: '12025550195',
			'dial-rule-application': application,
			'dial-rule-translation-destination-user': user,
		},
	],
});
