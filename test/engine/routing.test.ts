import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(async () => (simulator = await startSimulator(['--cdrs', '0'])));
afterAll(async () => await simulator.stop());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const number = '12125550199';

async function phoneNumber(operation: string, more: INodeParameters): Promise<IDataObject> {
	const { domain } = simulator.credentials;
	const { items, error } = await runNode({
		parameters: { resource: 'phoneNumber', operation, domain: byId(domain), ...more },
		credential: apiKeyCredential(simulator),
	});
	expect(error).toBeUndefined();
	return items[0]?.json ?? {};
}

const stored = async () =>
	await phoneNumber('get', { phonenumber: byId(number), output: 'raw', simplify: false });

const routed = (application: string, user: string, host = expect.any(String)) => ({
	'dial-rule-application': application,
	'dial-rule-translation-destination-user': user,
	'dial-rule-translation-destination-host': host,
});

test('a new number has its destination and its type side by side', async () => {
	await phoneNumber('create', {
		'new-phonenumber': number,
		'dial-rule-application': 'to-voicemail',
		'dial-rule-translation-destination-user': '101',
	});
	expect(await stored()).toMatchObject(routed('to-voicemail', '101'));
});

const destination = 'dial-rule-translation-destination-user';
const host = 'dial-rule-translation-destination-host';
const header = 'P-Charge-Info: <sip:12125550199@192.0.2.10>';
const ownership = 'to-connection-add-header-force-caller-id';

test.each<[routeTo: string, parameters: INodeParameters, result: object]>([
	['user', { user: byId('102') }, routed('to-user', '102')],
	['voicemail', { user: byId('102') }, routed('to-voicemail', '102')],
	['callQueue', { callqueue: byId('4000') }, routed('to-callqueue', '4000')],
	['autoAttendant', { attendant: byId('9000') }, routed('to-user', '9000')],
	[
		'conference',
		{ conference: byId('sip:2000.acme.example@conference-bridge') },
		routed('to-single-device', '2000.acme.example', 'conference-bridge'),
	],
	[
		'conference',
		{ conference: byId('2000.acme.example') },
		routed('to-single-device', '2000.acme.example', 'conference-bridge'),
	],
	[
		'outsideNumber',
		{
			[destination]: '12125550100',
			[host]: '[*]',
			'dial-rule-application': ownership,
			fields: { 'dial-rule-parameter': header },
		},
		{ ...routed(ownership, '12125550100', '[*]'), 'dial-rule-parameter': header },
	],
	[
		'outsideNumber',
		{
			[destination]: '12125550100',
			[host]: '[*]',
			'dial-rule-application': 'to-connection-add-header-force-cdr-by-fields',
		},
		routed('to-connection-add-header-force-cdr-by-fields', '12125550100', '[*]'),
	],
	[
		'sipTrunk',
		{ [destination]: '[*]', trunk: byId('sip.carrier.example') },
		routed('to-connection', '[*]', 'sip.carrier.example'),
	],
	[
		'sipTrunk',
		{ [destination]: '12125550100', trunk: byId('sip*@pbx.customer.example') },
		routed('to-connection', '12125550100', 'pbx.customer.example'),
	],
	['hangUp', {}, routed('hangup', '[*]')],
	['release', {}, { ...routed('available-number', '[*]', '[*]'), 'dial-rule-parameter': '' }],
])('a number goes to %s', async (routeTo, parameters, result) => {
	await phoneNumber('route', { routeTo, phonenumber: byId(number), ...parameters });
	expect(await stored()).toMatchObject(result);
});

test('a number that is released says so itself; the server need not know', async () => {
	const { domain } = simulator.credentials;
	const { requests } = await runNode({
		parameters: {
			resource: 'phoneNumber',
			operation: 'route',
			routeTo: 'release',
			domain: byId(domain),
			phonenumber: byId(number),
		},
		credential: apiKeyCredential(simulator),
	});
	expect(requests[0]?.body).toEqual({
		phonenumber: number,
		'dial-rule-application': 'available-number',
		[destination]: '[*]',
		[host]: '[*]',
		'dial-rule-parameter': '',
	});
});

test('a trunk that takes calls to anywhere is no one place', async () => {
	const { domain } = simulator.credentials;
	const { error, requests } = await runNode({
		parameters: {
			resource: 'phoneNumber',
			operation: 'route',
			routeTo: 'sipTrunk',
			domain: byId(domain),
			phonenumber: byId(number),
			[destination]: '[*]',
			trunk: byId('sip:*@*'),
		},
		credential: apiKeyCredential(simulator),
	});
	expect(error?.message).toContain('takes a host such as sip.carrier.example');
	expect(requests).toEqual([]);
});
