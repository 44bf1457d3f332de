/** What onboarding and offboarding say, refuse and leave alone; that they hold in all ways is in plan.test.ts. */
import type { INodeParameters } from 'n8n-workflow';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import {
	byId,
	change,
	runCase,
	startAnew,
	stateOf,
	writesOf,
	type CompositeCase,
} from '../../support/composites';
import { apiKeyCredential } from '../../support/credentials';

let simulator: RunningSimulator;

beforeAll(async () => {
	const small = ['--cdrs', '10', '--users', '60', '--domains', '3'];
	simulator = await startSimulator([...small, '--now', '2026-11-20T12:00:00Z']);
});
afterAll(async () => await simulator.stop());
beforeEach(async () => await startAnew(simulator, onboard));

const onboard: CompositeCase = {
	title: 'Onboard',
	parameters: ({ credentials }) => ({
		resource: 'user',
		operation: 'onboard',
		domain: byId(credentials.domain),
		'new-user': '790',
		'name-first-name': 'Nora',
		'name-last-name': 'Vance',
		'email-address': 'nora@example.com',
	}),
};

const offboard: CompositeCase = {
	title: 'Offboard',
	parameters: ({ credentials }) => ({
		resource: 'user',
		operation: 'offboard',
		domain: byId(credentials.domain),
		user: byId('102'),
		sendNumbersTo: byId('101'),
	}),
};

const phoneWith = (phone: INodeParameters): INodeParameters => ({ fields: { phone } });
const MAC = 'device-provisioning-mac-address';
const MODEL = 'device-models-brand-and-model';

test.each<[string, CompositeCase, object, string]>([
	[
		'a number that the domain does not have',
		onboard,
		{ fields: { phonenumber: byId('12025550999') } },
		'Phone number 12025550999 is not in domain acme.example',
	],
	[
		'a number of somebody else',
		onboard,
		{ fields: { phonenumber: byId('12025550103') } },
		'Phone number 12025550103 is in use: its calls go to 103 (to-user)',
	],
	[
		'a number of a call queue with the extension of the user',
		onboard,
		{ fields: { phonenumber: byId('12025550190') } },
		'Phone number 12025550190 is in use: its calls go to 4000 (to-callqueue)',
	],
	[
		'no MAC address',
		onboard,
		phoneWith({ [MAC]: byId('12025550103'), [MODEL]: byId('Yealink T46U') }),
		'"12025550103" is no MAC address',
	],
	[
		'a new phone without its model',
		onboard,
		phoneWith({ [MAC]: byId('0004f2aabbcc') }),
		'Phone 0004f2aabbcc is new, so its "Phone Model" is needed too',
	],
	[
		'a line that no phone has',
		onboard,
		phoneWith({ [MAC]: byId('0004f2aabbcc'), [MODEL]: byId('Yealink T46U'), line: 9 }),
		'Line',
	],
	[
		'a call queue that is not there',
		onboard,
		{ fields: { queues: { values: [{ callqueue: byId('4009') }] } } },
		'There is no call queue 4009 in domain acme.example',
	],
	[
		'two emergency addresses',
		onboard,
		{
			fields: {
				'emergency-address-id': byId('addr-acme.example'),
				emergencyAddress: { 'address-line-1': '100 Main St' },
			},
		},
		'are both filled in',
	],
	['the extension of a call queue', onboard, { 'new-user': '4000' }, 'Extension 4000 belongs to'],
	['the extension of a call queue', offboard, { user: byId('4000') }, 'Extension 4000 belongs to'],
	[
		'numbers for who leaves',
		offboard,
		{ sendNumbersTo: byId('102') },
		'"Send Phone Numbers To" is the user who leaves',
	],
	[
		'numbers for somebody who is not there',
		offboard,
		{ sendNumbersTo: byId('999') },
		'There is no user or call queue 999 in domain acme.example',
	],
	[
		'the voicemail of a call queue',
		offboard,
		{ sendNumbersTo: byId('4000'), fields: { straightToVoicemail: true } },
		'"Straight to Voicemail" needs a user',
	],
	[
		'the voicemail of nobody',
		offboard,
		{ sendNumbersTo: byId('available-number'), fields: { straightToVoicemail: true } },
		'"Straight to Voicemail" needs a user',
	],
	[
		'a user to disable who is not there',
		offboard,
		{ user: byId('790') },
		'There is no user 790 in domain acme.example',
	],
])('%s is refused before anything changes', async (_, one, more, message) => {
	const before = await stateOf(simulator);
	const { error } = await runCase(simulator, one, more as never);
	expect(error?.message).toContain(message);
	expect(await stateOf(simulator)).toBe(before);
});

test('a line of somebody else is refused, by whom it is', async () => {
	await change(simulator, 'POST', '/phones', {
		domain: simulator.credentials.domain,
		[MAC]: '0004f2aabbcc',
		[MODEL]: 'Yealink T46U',
		'device-provisioning-sip-uri-1': 'sip:103@acme.example',
	});
	const { error } = await runCase(simulator, onboard, phoneWith({ [MAC]: byId('0004f2aabbcc') }));
	expect(error?.message).toContain('Line 1 of phone 0004f2aabbcc belongs to sip:103@acme.example');
});

test.each([onboard, offboard])(
	'$title: who may not gets one message, and nothing changes',
	async (one) => {
		const before = await stateOf(simulator);
		const credential = apiKeyCredential(simulator, 'basicUser');
		const { error, requests } = await runCase(simulator, one, {}, { credential });
		expect(error?.message).toMatch(/not allowed|may not|permission|scope/i);
		expect(requests.length).toBeLessThan(4);
		expect(await stateOf(simulator)).toBe(before);
	},
);

test.each([onboard, offboard])(
	'$title: an office manager may do all of it in the own domain',
	async (one) => {
		const credential = apiKeyCredential(simulator, 'officeManager');
		const outcome = await runCase(simulator, one, { domain: byId('~') }, { credential });
		expect(outcome.error).toBeUndefined();
		expect(outcome.items[0]?.json.domain).toBe('acme.example');
	},
);

test('the SIP password is in the output when it is asked for, also on a later run', async () => {
	const fields = { device: '790' };
	const asked = { fields: { ...fields, includeSipPassword: true } };
	const dry = await runCase(simulator, onboard, { ...asked, dryRun: true });
	const first = await runCase(simulator, onboard, { fields });
	const later = await runCase(simulator, onboard, asked);
	const device = { device: '790', sipAddress: 'sip:790@acme.example' };
	expect(dry.items[0]?.json.device).toEqual({ ...device, sipPassword: null });
	expect(first.items[0]?.json.device).toEqual(device);
	expect(later.items[0]?.json.device).toEqual({ ...device, sipPassword: expect.any(String) });
	expect(later.items[0]?.json.result).toBe('unchanged');
});

test('a new employee costs one request for each thing that is made or read', async () => {
	const first = await runCase(simulator, onboard, {
		fields: { device: '790', phonenumber: byId('12025550195') },
	});
	expect(first.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'POST', 'PUT']);
	expect(first.items[0]?.json).toMatchObject({
		user: '790',
		result: 'created',
		steps: [
			{ step: 'Create user 790', status: 'done' },
			{ step: 'Create device 790', status: 'done' },
			{ step: 'Send calls to 12025550195 to user 790', status: 'done' },
		],
	});
});

test('two employees on two lines of one phone: the second finds what the first has made', async () => {
	const item = (user: string, line: number) => ({ json: { user, line } });
	const input = [item('790', 1), item('791', 2)];
	const outcome = await runCase(
		simulator,
		{ ...onboard, input },
		{
			'new-user': '={{ $json.user }}',
			...phoneWith({
				[MAC]: byId('0004f2aabbcc'),
				[MODEL]: byId('Yealink T46U'),
				line: '={{ $json.line }}',
			}),
		},
	);
	expect(outcome.error).toBeUndefined();
	const steps = outcome.items.map(({ json }) => json.steps as Array<{ step: string }>);
	expect(steps.map((all) => all.at(-1)?.step)).toEqual([
		'Add phone 0004f2aabbcc',
		'Put device 791 on line 2 of phone 0004f2aabbcc',
	]);
});

test.each([
	['nobody', 'available-number', {}, 'available-number', '[*]'],
	['a user', '101', {}, 'to-user', '101'],
	['the voicemail of a user', '101', { straightToVoicemail: true }, 'to-voicemail', '101'],
	['a call queue', '4000', {}, 'to-callqueue', '4000'],
])('numbers of who leaves go to %s', async (_, to, fields, application, destination) => {
	const outcome = await runCase(simulator, offboard, { sendNumbersTo: byId(to), fields });
	expect(outcome.error).toBeUndefined();
	expect(outcome.items[0]?.json.phoneNumbers).toEqual(['12025550102']);
	const [sent] = writesOf(outcome).filter(({ url }) => url.includes('/phonenumbers/'));
	expect(sent?.body).toMatchObject({
		'dial-rule-application': application,
		'dial-rule-translation-destination-user': destination,
	});
});

test('voicemail on no answer stays when forwarding ends', async () => {
	const rule = '/users/102/answerrules/Business%20Hours';
	await change(simulator, 'PUT', rule, {
		'forward-no-answer': { enabled: 'yes', parameters: ['vmail_102'] },
		'forward-on-busy': { enabled: 'yes', parameters: ['103'] },
	});
	const outcome = await runCase(simulator, offboard);
	const [sent] = writesOf(outcome).filter(({ url }) => url.includes('/answerrules/'));
	expect(sent?.body).toEqual({ 'forward-on-busy': { enabled: 'no' } });
});

test('who is deleted closes the access first and goes last; deleting again finds nothing to do', async () => {
	const first = await runCase(simulator, offboard, { account: 'delete' });
	const steps = first.items[0]?.json.steps as Array<{ step: string }>;
	expect(steps.at(0)?.step).toBe('Disable user 102');
	expect(steps.at(-1)?.step).toBe('Delete user 102');
	expect(first.items[0]?.json.result).toBe('deleted');
	const again = await runCase(simulator, offboard, { account: 'delete' });
	expect(again.error).toBeUndefined();
	expect(again.items[0]?.json).toMatchObject({ result: 'unchanged', steps: [] });
	expect(writesOf(again)).toEqual([]);
});

test('what a deleted user has left behind is cleared up', async () => {
	await change(simulator, 'DELETE', '/users/102');
	const outcome = await runCase(simulator, offboard, { account: 'delete' });
	const steps = outcome.items[0]?.json.steps as Array<{ step: string }>;
	expect(steps.map(({ step }) => step)).toEqual([
		'Send calls to 12025550102 to user 101 instead of user 102',
		'Remove user 102 from call queue 4000',
		'Remove user 102 from call queue 4001',
		expect.stringMatching(/^Remove phone /),
	]);
	expect(outcome.items[0]?.json.result).toBe('updated');
});
