/** What New Customer refuses, before it changes anything. */
import type { IDataObject } from 'n8n-workflow';
import { newCustomer } from '../../../nodes/NetSapiens/composites/customer/newCustomer';
import { MemoryServer } from '../../support/memoryServer';
import { D, person, settingUp, type Lists } from '../../support/newCustomer';

const attendant = { autoAttendant: { attendantExtension: '5000' } };

test.each<[string, IDataObject, Lists, string]>([
	[
		'a number to nobody',
		{ phoneNumbers: [{ number: '+1 303', sendTo: ' ' }] },
		{},
		'Phone number 1303 needs an extension under "Send To".',
	],
	[
		'a key to nobody',
		{ menuKeys: [{ menuKey: '5', menuSendTo: ' ' }] },
		{},
		'Key 5 needs an extension under "Send To".',
	],
	[
		'keys without a menu',
		{ autoAttendant: {} },
		{},
		'"Menu Keys" needs an auto attendant. Add Auto Attendant and fill in its extension.',
	],
	[
		'hours under the name of a timeframe of another type',
		attendant,
		{
			'/domains': [{ domain: 'harbor.example' }],
			[`${D}/timeframes`]: [
				{ 'timeframe-name': 'Business Hours', 'timeframe-type': 'always', 'timeframe-id': 't1' },
			],
		},
		'Timeframe "Business Hours" is of type always, not one of days of the week. Give the business hours another name.',
	],
])('%s: refused before anything changes', async (_, more, lists, message) => {
	const { server, done } = settingUp(lists, more);
	await expect(done()).rejects.toThrow(message);
	expect(server.sent).toEqual([]);
});

describe('items that do not fit together', () => {
	const together = async (...bodies: IDataObject[]) => {
		const server = new MemoryServer({});
		const calls = server.calls(
			bodies.map((body) => ({ resource: 'domain', operation: 'newCustomer', body })),
		);
		const error = await newCustomer(calls).then(
			() => undefined,
			(one: Error & { context?: IDataObject }) => one,
		);
		expect(server.sent.length > 0).toBe(error === undefined);
		return error && [error.message, error.context?.itemIndex];
	};
	const one = { ...person('201', 'Nora'), domain: 'a.example' };

	test('are refused, by their number', async () => {
		expect(await together(one, { ...one, user: '202', domain: 'b.example' })).toEqual([
			'Item 1 is for another domain than the first one. Set up one customer at a time.',
			1,
		]);
		expect(await together(one, { ...one, user: '202' }, one)).toEqual([
			'Items 0 and 2 have the same extension, 201. Give each user another one.',
			2,
		]);
	});

	test('may spell the domain in two ways', async () => {
		expect(await together(one, { ...one, user: '202', domain: 'A.example' })).toBeUndefined();
	});

	test('are none', async () => {
		expect(await newCustomer([])).toEqual([]);
	});
});

test.each([
	[403, 'The credential may not set up this domain. That takes scope Reseller or Super User'],
	[500, 'Refused'],
])('a domain that is answered with %i', async (status, message) => {
	const { server, done } = settingUp({});
	server.refuses[`GET ${D}`] = status;
	await expect(done()).rejects.toThrow(message);
	expect(server.sent).toEqual([]);
});
