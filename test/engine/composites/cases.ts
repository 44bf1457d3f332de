import { calling } from './calling';
import { byId, type CompositeCase } from '../../support/composites';
import { syncCases } from './sync';
import { customerCases } from './customerCases';
import { employeeCases } from './employeeCases';

/** Operations made of several requests: each is tried in all ways that plan.test.ts knows. */
export const cases: CompositeCase[] = [
	...calling,
	upsert('user, new', 'user', {
		'new-user': '790',
		'name-first-name': 'Nora',
		'name-last-name': 'Vance',
		'email-address': 'nora@example.com',
		fields: { department: 'Sales', 'voicemail-enabled': true },
	}),
	upsert('user, changed', 'user', {
		'new-user': '101',
		'name-first-name': 'Nora',
		'name-last-name': 'Vance',
		'email-address': 'nora@example.com',
		fields: { department: 'Sales', 'voicemail-enabled': false },
	}),
	upsert('device', 'device', {
		user: byId('101'),
		'new-device': '101lab',
		fields: { 'device-srtp-enabled': 'yes' },
	}),
	upsert('phone number, new', 'phoneNumber', {
		'new-phonenumber': '12025550999',
		'dial-rule-application': 'to-user',
		'dial-rule-translation-destination-user': '101',
	}),
	upsert('phone number, changed', 'phoneNumber', {
		'new-phonenumber': '12025550101',
		'dial-rule-application': 'to-voicemail',
		'dial-rule-translation-destination-user': '102',
	}),
	upsert('shared contact, new', 'sharedContact', {
		matchBy: 'email',
		fields: {
			'name-first-name': 'Nora',
			email: 'nora@example.com',
			'phonenumber-work': '12025550998',
		},
	}),
	upsert('personal contact, new', 'userContact', {
		user: byId('101'),
		matchBy: 'phonenumber-work',
		fields: { 'name-first-name': 'Nora', 'phonenumber-work': '12025550998' },
	}),
	upsert('shared contact, by any phone number', 'sharedContact', {
		matchBy: 'anyPhone',
		fields: {
			'name-first-name': 'Nora',
			'phonenumber-cell': '+1 202 555 0998',
			'phonenumber-work': '12025550997',
		},
	}),
	upsert('call queue, new', 'callQueue', {
		'new-callqueue': '4790',
		fields: { description: 'Spare Parts', 'callqueue-max-wait-timeout-minutes': 5 },
	}),
	upsert('call queue, changed', 'callQueue', {
		'new-callqueue': '4000',
		fields: { description: 'Spare Parts', 'callqueue-max-wait-timeout-minutes': 7 },
	}),
	upsert('agent', 'agent', {
		callqueue: byId('4000'),
		'queue-member': byId('110'),
		fields: { 'callqueue-agent-wrap-up-allowance-seconds': 15 },
	}),
	upsert('site', 'site', {
		'new-site': 'Harbor',
		fields: { 'time-zone': 'America/New_York', 'caller-id-name': 'Harbor' },
	}),
	upsert('answer rule', 'answerRule', {
		user: byId('101'),
		'time-frame': '*',
		enabled: true,
		fields: { 'do-not-disturb': { enabled: true } },
	}),
	upsert('shared timeframe', 'sharedTimeframe', {
		'timeframe-name': 'Inventory Day',
		timeframeType: 'specific-dates',
		'timeframe-specific-dates-array': {
			values: [
				{
					'timeframe-specific-dates-begin-date': '2027-01-02T00:00:00',
					'timeframe-specific-dates-begin-time': '09:00',
					'timeframe-specific-dates-end-date': '2027-01-02T00:00:00',
					'timeframe-specific-dates-end-time': '17:00',
				},
			],
		},
	}),
	upsert('SMS number', 'smsNumber', {
		'new-number': '12025550999',
		application: 'user',
		fields: { dest: '101' },
	}),
	{
		...upsert('blocked numbers', 'blockedNumber', {
			'phone-numbers-to-reject': { parameters: ['12025550123', '12025550124'] },
		}),
		lacking: ['documented-44', 'live-44.1'],
	},
	...syncCases,
	...customerCases,
	...employeeCases,
];

function upsert(title: string, resource: string, more: object): CompositeCase {
	return {
		title: `Create or Update: ${title}`,
		parameters: ({ credentials }) =>
			({
				resource,
				operation: 'upsert',
				domain: byId(credentials.domain),
				...more,
			}) as never,
	};
}
