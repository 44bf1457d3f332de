import type { RunningSimulator } from '../../../simulator/steer/process';
import { byId, type CompositeCase } from '../../support/composites';

/** Everything may go: what the limits are for has tests of its own. */
const noLimits = { maxDeletions: 100_000, maxDeletionsPercent: 100, returnRecords: 'all' };

const rows = (...items: object[]) => items.map((json) => ({ json: json as never }));

/** A sync of the items as they are, their keys named as in the API. */
export function syncCase(
	title: string,
	resource: string,
	more: object,
	items: object[],
): CompositeCase {
	return {
		title: `Sync: ${title}`,
		parameters: ({ credentials }) =>
			({
				resource,
				operation: 'sync',
				domain: byId(credentials.domain),
				dataMode: 'autoMapInputData',
				...more,
			}) as never,
		input: rows(...items),
	};
}

const people = [
	{
		'name-first-name': 'Nora',
		'name-last-name': 'Vance',
		email: 'nora@example.com',
		'phonenumber-work': '+1 (202) 555-0998',
	},
	{
		'name-first-name': 'Omar',
		'name-last-name': 'Reyes',
		email: 'omar@example.com',
		'phonenumber-cell': '202-555-0997',
	},
];

const PIER = 'pier.example';

export const syncCases: CompositeCase[] = [
	syncCase('shared contacts, add', 'sharedContact', { matchBy: 'email', syncMode: 'add' }, people),
	syncCase(
		'shared contacts, mirror',
		'sharedContact',
		{ matchBy: 'email', syncMode: 'mirror', options: noLimits },
		people,
	),
	syncCase(
		'personal contacts, by any phone number',
		'userContact',
		{ user: byId('101'), matchBy: 'anyPhone', syncMode: 'mirror', options: noLimits },
		people,
	),
	syncCase('users, new and changed', 'user', { matchBy: 'user', syncMode: 'addAndUpdate' }, [
		{
			user: '790',
			'name-first-name': 'Nora',
			'name-last-name': 'Vance',
			'email-address': 'nora@example.com',
		},
		{ user: '101', department: 'Spare Parts' },
		{ user: 102, department: 'Spare Parts' },
	]),
	{
		...syncCase(
			'users, mirror',
			'user',
			{ domain: byId(PIER), matchBy: 'user', syncMode: 'mirror', options: noLimits },
			[
				{ user: '201', department: 'Spare Parts' },
				{
					user: '204',
					'name-first-name': 'Nora',
					'name-last-name': 'Vance',
					'email-address': 'nora@example.com',
				},
			],
		),
		prepare: foundPier,
	},
	syncCase('phone numbers, new and changed', 'phoneNumber', { syncMode: 'addAndUpdate' }, [
		{
			phonenumber: '(202) 555-0999',
			'dial-rule-application': 'to-user',
			'dial-rule-translation-destination-user': '101',
		},
		{
			phonenumber: '+12025550101',
			'dial-rule-application': 'to-voicemail',
			'dial-rule-translation-destination-user': '102',
		},
	]),
	{
		...syncCase(
			'blocked numbers, mirror',
			'blockedNumber',
			{
				syncMode: 'mirror',
				'new-phonenumber': '={{ $json.number }}',
				options: noLimits,
			},
			[{ number: '202-555-0123' }, { number: '12025550124' }, { number: '12025550125' }],
		),
		lacking: ['documented-44', 'live-44.1'],
		prepare: async (simulator) => await block(simulator, ['12025550124', '12025550126']),
	},
];

/** A domain with three users, one of whom changes and two of whom go. */
async function foundPier(simulator: RunningSimulator): Promise<void> {
	const reseller = 'Northwind Telecom';
	await askApi(simulator, 'POST', '/domains', { domain: PIER, reseller, synchronous: 'yes' });
	for (const user of ['201', '202', '203']) {
		const name = { 'name-first-name': 'Ida', 'name-last-name': 'Moss' };
		const body = { user, ...name, 'email-address': '', 'user-scope': 'Basic User' };
		await askApi(simulator, 'POST', `/domains/${PIER}/users`, { ...body, synchronous: 'yes' });
	}
}

/** Blocks numbers past the node. */
export async function block(simulator: RunningSimulator, numbers: string[]): Promise<void> {
	const body = { 'phone-numbers-to-reject': { parameters: numbers } };
	await askApi(simulator, 'POST', `/domains/${simulator.credentials.domain}/number-filters`, body);
}

/** Asks the server past the node. */
export async function askApi<T>(
	{ url, credentials }: RunningSimulator,
	method: string,
	path: string,
	body?: object,
): Promise<T> {
	const response = await fetch(`${url}/ns-api/v2${path}`, {
		method,
		headers: {
			authorization: `Bearer ${credentials.apiKeys.superUser}`,
			...(body && { 'content-type': 'application/json' }),
		},
		body: body && JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
	return (text === '' ? undefined : JSON.parse(text)) as T;
}
