/** What onboarding refuses, before it changes anything. */
import type { IDataObject } from 'n8n-workflow';
import {
	address,
	D,
	empty,
	leadingTo,
	MAC,
	onboarding,
	SHARED,
	type Lists,
} from '../../support/onboarding';

test.each<[string, IDataObject, Lists, RegExp]>([
	['no MAC address', { phone: { [MAC]: '00:04:F2' } }, empty, /^"00:04:F2" is no MAC address\. It/],
	['a MAC address with more', { phone: { [MAC]: `${SHARED}0` } }, empty, /is no MAC address/],
	['no MAC address at all', { phone: { line: 1 } }, empty, /^"" is no MAC address/],
	['a line beyond', { phone: { [MAC]: SHARED, line: 9 } }, empty, /"Line" takes .* from 1 to 8/],
	['line 0', { phone: { [MAC]: SHARED, line: 0 } }, empty, /"Line" takes .* from 1 to 8/],
	[
		'a line of somebody',
		{ phone: { [MAC]: SHARED } },
		empty,
		/^Line 1 of phone 0004f2aabbdd belongs to sip:103@acme\./,
	],
	['no model', { phone: { [MAC]: '0004f2000001' } }, empty, /^Phone 0004f2000001 is new, so its/],
	[
		'no such queue',
		{ queues: [{ callqueue: '4009' }] },
		empty,
		/no call queue 4009 in domain acme/,
	],
	['no such number', { phonenumber: '1303' }, empty, /^Phone number 1303 is not in domain acme\./],
	[
		'a number of somebody',
		{ phonenumber: '12025550195' },
		leadingTo('to-user', '101'),
		/is in use: its calls go to 101 \(to-user\)/,
	],
	[
		'a number of the queue with that extension',
		{ phonenumber: '12025550195' },
		leadingTo('to-callqueue', '790'),
		/is in use: its calls go to 790 \(to-callqueue\)/,
	],
	[
		'two addresses',
		{ 'emergency-address-id': 'main', emergencyAddress: address },
		empty,
		/are both filled in\. Keep one/,
	],
	[
		'an extension of the server',
		{},
		{ ...empty, [`${D}/users`]: [{ user: '790', 'service-code': 'system-aa' }] },
		/^Extension 790 belongs to a call queue, auto attendant, or another service/,
	],
])('%s: refused before anything changes', async (_, body, lists, message) => {
	const { server, done } = onboarding(body, lists);
	await expect(done()).rejects.toThrow(message);
	expect(server.sent).toEqual([]);
});
