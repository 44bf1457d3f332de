import { byId, change, type CompositeCase } from '../../support/composites';

const FREE_NUMBER = '12025550195';
const SHARED_MAC = '0004f2aabbdd';

type Prepare = NonNullable<CompositeCase['prepare']>;

/** A phone that the user leaves to somebody else. */
const sharedPhone: Prepare = async (simulator) =>
	await change(simulator, 'POST', '/phones', {
		domain: simulator.credentials.domain,
		'device-provisioning-mac-address': SHARED_MAC,
		'device-models-brand-and-model': 'Yealink T46U',
		'device-provisioning-sip-uri-1': `sip:103@${simulator.credentials.domain}`,
		'device-provisioning-line-1-enabled': 'yes',
	});

/**
 * User 102 forwards calls, and has a line of somebody else's phone. What the server presets is set, so that
 * records that are made again are the same.
 */
const leaving: Prepare = async (simulator) => {
	const { domain } = simulator.credentials;
	await sharedPhone(simulator);
	await change(simulator, 'PUT', '/phones', {
		domain,
		'device-provisioning-mac-address': SHARED_MAC,
		'device-models-brand-and-model': 'Yealink T46U',
		'device-provisioning-sip-uri-2': `sip:102@${domain}`,
		'device-provisioning-line-2-enabled': 'yes',
	});
	await change(simulator, 'PUT', '/users/102', {
		'directory-name-visible-in-list-enabled': 'yes',
		'directory-announce-in-dial-by-name-enabled': 'yes',
	});
	await change(simulator, 'PUT', '/users/102/devices/102', {
		'device-provisioning-sip-transport-protocol': 'udp',
		'device-push-enabled': 'yes',
		'device-sip-nat-traversal-enabled': 'automatic',
		'device-sip-registration-expiry-seconds': 60,
	});
	await change(simulator, 'PUT', '/users/102/answerrules/*', {
		'forward-always': { enabled: 'yes', parameters: ['12025550142'] },
		'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>', '12025550143'] },
	});
	await change(simulator, 'PUT', '/phonenumbers/12025550107', {
		'dial-rule-application': 'to-voicemail',
		'dial-rule-translation-destination-user': '102',
	});
};

/** Onboarding and offboarding, tried in all ways that plan.test.ts knows. */
export const employeeCases: CompositeCase[] = [
	onboarding('only a user', {}),
	onboarding('everything', {
		department: 'Sales',
		'caller-id-number': byId(FREE_NUMBER),
		device: '790',
		includeSipPassword: true,
		phone: {
			'device-provisioning-mac-address': byId('00:04:F2:AA:BB:CC'),
			'device-models-brand-and-model': byId('Yealink T46U'),
		},
		phonenumber: byId(FREE_NUMBER),
		'voicemail-login-pin': '4711',
		callHandling: {
			ringAllDevices: true,
			voicemailOnNoAnswer: true,
			'ring-no-answer-timeout-seconds': 20,
		},
		queues: {
			values: [
				{ callqueue: byId('4000'), 'callqueue-agent-wrap-up-allowance-seconds': 15 },
				{ callqueue: byId('4001') },
			],
		},
		emergencyAddress: {
			'address-line-1': '100 Main St',
			'address-city': 'Springfield',
			'address-state-province-abbreviation': 'IL',
			'address-postal-code': '62701',
		},
	}),
	{
		...onboarding(
			'a user who is there, on the second line of a phone',
			{
				'user-scope': byId('Basic User'),
				device: '105wp',
				phone: { 'device-provisioning-mac-address': byId(SHARED_MAC), line: 2 },
				phonenumber: byId('12025550105'),
				callHandling: { ringAllDevices: true, voicemailOnNoAnswer: true },
				queues: { values: [{ callqueue: byId('4000') }, { callqueue: byId('4001') }] },
				'emergency-address-id': byId('addr-acme.example'),
			},
			'105',
		),
		prepare: async (simulator) => {
			await sharedPhone(simulator);
			await change(simulator, 'PUT', '/users/105/answerrules/*', {
				'simultaneous-ring': { enabled: 'yes', parameters: ['12025550142'] },
				'forward-no-answer': { enabled: 'no' },
			});
		},
	},
	offboarding('disable, numbers to a user', { sendNumbersTo: byId('101') }),
	offboarding('delete, numbers to a call queue', {
		sendNumbersTo: byId('4000'),
		account: 'delete',
	}),
];

function onboarding(title: string, fields: object, user = '790'): CompositeCase {
	return {
		title: `Onboard: ${title}`,
		undoes: true,
		parameters: ({ credentials }) =>
			({
				resource: 'user',
				operation: 'onboard',
				domain: byId(credentials.domain),
				'new-user': user,
				'name-first-name': 'Nora',
				'name-last-name': 'Vance',
				'email-address': 'nora@example.com',
				fields,
			}) as never,
	};
}

function offboarding(title: string, more: object): CompositeCase {
	return {
		title: `Offboard: ${title}`,
		undoes: true,
		prepare: leaving,
		parameters: ({ credentials }) =>
			({
				resource: 'user',
				operation: 'offboard',
				domain: byId(credentials.domain),
				user: byId('102'),
				...more,
			}) as never,
	};
}
