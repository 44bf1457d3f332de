/** Devices that should be registered and are not, and since when. */
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { phonesOffline } from '../../../../nodes/NetSapiens/reports/inventory/phonesOffline';
import { deviceOf, phoneOf, userOf } from '../../../../nodes/NetSapiens/reports/inventory/records';

const now = DateTime.fromISO('2026-11-20T12:00:00', { zone: 'America/New_York' });
const MAC = 'device-provisioning-mac-address';
const REGISTERED = 'device-sip-registration-datetime';
const EXPIRES = 'device-sip-registration-expires-datetime';
const device = (device: string, more: IDataObject = {}) =>
	deviceOf({ device, user: '101', 'device-sip-registration-state': 'unregistered', ...more });

const report = (devices: Array<ReturnType<typeof device>>) =>
	phonesOffline(
		{
			name: 'acme.example',
			users: [userOf({ user: '101', 'name-first-name': 'Ada', 'name-last-name': 'Park' })],
			devices,
			phones: [
				phoneOf({
					[MAC]: '0004F2AABBCC',
					'device-models-brand-and-model': 'Yealink T46U',
					'device-provisioning-sip-uri-2': 'sip:101d@acme.example',
				}),
			],
			notes: ['A note.'],
		},
		now,
	);

test('a row says whose it is, what it is, and since when it is offline', () => {
	const { title, subtitle, figures, tables, notes } = report([
		device('101d', { [REGISTERED]: '2026-11-01 10:00:00', [EXPIRES]: '2026-11-20 15:30:00' }),
	]);
	expect([title, subtitle, notes]).toEqual(['Phones Offline', 'acme.example', ['A note.']]);
	expect(figures).toEqual([
		{ label: 'Offline', value: 1 },
		{ label: 'Expected', value: 1 },
	]);
	const { columns, rows } = tables[0]!;
	expect(rows).toEqual([
		{
			device: '101d',
			extension: '101',
			name: 'Ada Park',
			model: 'Yealink T46U',
			mac: '0004f2aabbcc',
			offlineSince: '2026-11-20T10:30:00.000-05:00',
			hoursOffline: 1.5,
		},
	]);
	expect(columns.map(({ key }) => key)).toEqual(Object.keys(rows[0]!));
	expect(columns.map(({ label }) => label)).toEqual([
		...['Device', 'Extension', 'Name', 'Model', 'MAC Address', 'Offline Since', 'Hours'],
	]);
	expect(columns.flatMap(({ kind }) => kind ?? [])).toEqual(['dateTime', 'number']);
});

test('the hardware is that of the device itself where it says so', () => {
	const own = { [MAC]: '0004F2000001', 'device-models-model': 'Polycom' };
	expect(report([device('101d', own)]).tables[0]!.rows).toMatchObject([
		{ mac: '0004f2000001', model: 'Polycom', offlineSince: null, hoursOffline: null },
	]);
});

test.each<[string, IDataObject, number | null, boolean]>([
	['an app that nobody ever signed in to', {}, null, false],
	['a phone that never registered', { [MAC]: '0004F2000001' }, null, true],
	['one that registered once', { [REGISTERED]: '2026-11-20 16:00:00' }, 1, true],
	[
		'one whose registration has run out',
		{ [REGISTERED]: '2026-11-19 17:00:00', [EXPIRES]: '2026-11-20 15:00:00' },
		2,
		true,
	],
	[
		// It went away before its time.
		'one whose registration would still hold',
		{ [REGISTERED]: '2026-11-20 16:30:00', [EXPIRES]: '2026-11-20 17:30:00' },
		0.5,
		true,
	],
	[
		'one whose registration runs out right now',
		{ [REGISTERED]: '2026-11-20 16:00:00', [EXPIRES]: '2026-11-20 17:00:00' },
		0,
		true,
	],
])('%s', (_, more, hoursOffline, isMissed) => {
	const { tables, figures } = report([device('101x', more)]);
	expect(tables[0]!.rows.map((row) => row.hoursOffline)).toEqual(isMissed ? [hoursOffline] : []);
	expect(figures.map(({ value }) => value)).toEqual(isMissed ? [1, 1] : [0, 0]);
});

test('one that is registered is expected and not offline', () => {
	const state = { 'device-sip-registration-state': 'Registered' };
	expect(report([device('101x', state)]).figures.map(({ value }) => value)).toEqual([0, 1]);
});

test('those that are gone for longest come first, then those in their order', () => {
	const at = (time: string) => ({ [REGISTERED]: `2026-11-20 ${time}` });
	const phone = { [MAC]: '0004F2000001' };
	const devices = [
		device('d', at('16:00:00')),
		device('101b10', phone),
		device('c', at('10:00:00')),
		device('101b9', phone),
		device('b', at('16:00:00')),
	];
	const names = report(devices).tables[0]!.rows.map((row) => row.device);
	expect(names).toEqual(['101b9', '101b10', 'c', 'b', 'd']);
});

test('names of people who are not known are empty', () => {
	const row = report([device('x', { user: '999', [MAC]: '0004F2000001' })]).tables[0]!.rows[0];
	expect(row).toMatchObject({ extension: '999', name: '' });
});
