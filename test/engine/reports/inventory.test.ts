/** Reports about what a domain has, in n8n's engine, in every dialect. */
import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { dialects } from '../../../simulator/dialect/data';
import { control } from '../../../simulator/steer/control';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { clientOf } from '../../simulator/client';
import { pathsOf, runAbout } from '../../support/reports';

const domain = 'acme.example';
const people = ['101', '102', '103', '104', '105', '106', '107', '108'];
const size = ['--cdrs', '0', '--domains', '1', '--users', '8', '--events-interval', '1000000'];

/** A domain in which every report has something to find. */
async function prepare(simulator: RunningSimulator): Promise<void> {
	const send = clientOf(simulator);
	const write = async (method: string, path: string, body: IDataObject) => {
		const answer = await send(method, `/domains/${domain}${path}`, { body });
		if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
	};
	const own = `addr-${domain}`;
	for (const user of people) await write('PUT', `/users/${user}`, { 'emergency-address-id': own });
	await write('PUT', `/users/102`, { 'emergency-address-id': '' });
	await write('PUT', `/users/103`, { 'emergency-address-id': 'addr-gone' });
	await write('PUT', `/users/104`, { 'caller-id-number-emergency': '13035550199' });
	await write('POST', '/addresses', {
		'emergency-address-id': 'addr-half',
		'address-name': 'Warehouse',
		'caller-name': 'Acme',
		'address-line-1': '7 Dock Road',
		'address-city': '',
		'address-state-province-abbreviation': 'CA',
		'address-postal-code': '90001',
		'address-country-abbreviation': 'US',
		'address-formatted-pidflo': '',
	});
	await write('PUT', `/users/105`, { 'emergency-address-id': 'addr-half' });
	await write('POST', '/phonenumbers', {
		phonenumber: '12025550180',
		enabled: 'yes',
		'dial-rule-application': 'to-user',
		'dial-rule-translation-destination-user': '999',
	});
	await write('POST', '/phonenumbers', {
		phonenumber: '12025550181',
		enabled: 'yes',
		'dial-rule-application': 'available-number',
		'dial-rule-translation-destination-user': '[*]',
	});
	await write('POST', '/callqueues', { callqueue: '4009', description: 'Returns' });
	await write('PUT', '/users/9000/autoattendants/101', {
		'attendant-name': 'Main',
		user: '9000',
		'auto-attendant': {
			'no-key-press': 'repeat',
			'option-1': { 'destination-application': 'to-callqueue', 'destination-user': '4009' },
			'option-2': { 'destination-application': 'to-user', 'destination-user': '101' },
		},
	});
	const { id } = await control<{ id: string }>(simulator, 'POST', '/calls', {
		from: '101',
		to: '102',
	});
	await control(simulator, 'POST', `/calls/${id}/answer`, {});
	await control(simulator, 'POST', `/calls/${id}/end`, {});
}

const rowsOf = async (simulator: RunningSimulator, operation: string, more: IDataObject = {}) => {
	const outcome = await runAbout(simulator, 'report', operation, more as never);
	expect(outcome.error).toBeUndefined();
	return { ...outcome, paths: pathsOf(outcome), rows: outcome.items.map(({ json }) => json) };
};

const found = (rows: IDataObject[], ...keys: string[]) =>
	rows.map((row) => keys.map((key) => row[key]).join(': '));

describe.each(Object.keys(dialects))('a server that speaks as %s', (dialect) => {
	let simulator: RunningSimulator;
	/** Before 45 the devices of each user are a list of their own. */
	const isNew = dialects[dialect]?.version.startsWith('45') === true;
	const deviceLists = isNew ? 1 : 1 + people.length;

	beforeAll(async () => {
		simulator = await startSimulator([...size, '--dialect', dialect]);
		await prepare(simulator);
	});
	afterAll(async () => await simulator.stop());

	it('lists extensions with their devices', async () => {
		const { rows, hints, paths } = await rowsOf(simulator, 'extensionInventory');
		expect(hints).toEqual([]);
		expect(rows[0]).toMatchObject({
			extension: '101',
			email: expect.stringContaining('@acme.example'),
			site: 'HQ',
			device: '101',
			model: 'Yealink T46U',
			mac: expect.stringMatching(/^2c3311[0-9a-f]{6}$/),
			registered: true,
			numbers: ['12025550101'],
			callerId: '12025550101',
			emergencyCallerId: '12025550100',
			emergencyAddress: expect.stringMatching(/^\d+ Main Street, Springfield, CA 90001$/),
			emergencyAddressFrom: 'User',
			// Some servers leave out what is as preset.
			voicemail: dialect === 'live-44' ? null : true,
		});
		const without = rows.find(({ extension }) => extension === '102');
		expect(without).toMatchObject({ emergencyAddress: '', emergencyAddressFrom: '' });
		expect([...new Set(rows.map(({ extension }) => extension))]).toEqual(people);
		// Users, phones, numbers, addresses, sites, the domain, and the lists of the address that is nowhere.
		expect(paths).toHaveLength(6 + deviceLists + 1);
	});

	it('finds whose emergency calls lack an address or a number', async () => {
		const { rows, paths } = await rowsOf(simulator, 'emergencyAddressAudit');
		expect(found(rows, 'kind', 'id', 'problem')).toEqual([
			'User: 102: No emergency address',
			'User: 103: Emergency address does not exist',
			'User: 104: Emergency caller ID is no phone number of this domain',
			'User: 105: Emergency address lacks city',
			'Number: 13035550199: No emergency endpoint for this number',
		]);
		expect(paths).toHaveLength(7 + deviceLists + 1);
	});

	it('finds what nobody uses', async () => {
		const { rows, paths } = await rowsOf(simulator, 'unusedResources', { inactiveDays: 7 });
		const reasons = found(rows, 'kind', 'id', 'reason');
		expect(reasons).toEqual(
			expect.arrayContaining([
				'User: 103: No calls in 7 days; No device ever registered',
				'Device: 101m: Never registered',
				'Phone Number: 12025550180: Leads to extension 999, which does not exist',
				'Phone Number: 12025550181: Not assigned',
				'Call Queue: 4009: No agents',
			]),
		);
		expect(rows.filter(({ kind }) => kind === 'User').map(({ id }) => id)).toEqual(people.slice(2));
		expect(rows.some(({ kind }) => kind === 'Auto Attendant')).toBe(false);
		expect(paths).toHaveLength(5 + deviceLists + 2);
	});

	it('follows calls to a number', async () => {
		const { rows, paths } = await rowsOf(simulator, 'callFlow', {
			phonenumber: { __rl: true, mode: 'id', value: '12025550100' },
		});
		expect(found(rows, 'step', 'when', 'what', 'problem')).toEqual([
			'1: : Phone number: ',
			'1.1: : Auto attendant: ',
			'1.1.1: : Menu: ',
			'1.1.1.1: key 1: Call queue: No agents, and callers wait forever',
			'1.1.1.2: key 2: User: ',
			'1.1.1.2.1: Business Hours: rings: Devices: ',
			'1.1.1.2.2: Business Hours: no answer: Voicemail: ',
			'1.1.1.2.3: otherwise: rings: Devices: ',
			'1.1.1.2.4: otherwise: no answer: Voicemail: ',
		]);
		// The number, users, queues, agents, attendants, and the rules of those whom calls reach.
		expect(paths).toHaveLength(5 + 3);
	});

	it('finds phones that are offline', async () => {
		const all = await rowsOf(simulator, 'extensionInventory');
		const { rows, paths } = await rowsOf(simulator, 'phonesOffline');
		const missing = all.rows.filter(({ mac, registered }) => mac !== '' && registered === false);
		expect(rows.map(({ device }) => device).sort()).toEqual(
			missing.map(({ device }) => device).sort(),
		);
		expect(paths).toHaveLength(2 + deviceLists);
	});
});

describe('with all formats', () => {
	let simulator: RunningSimulator;

	beforeAll(async () => {
		simulator = await startSimulator(size);
		await prepare(simulator);
	});
	afterAll(async () => await simulator.stop());
	afterEach(async () => await control(simulator, 'DELETE', '/faults'));

	it('gives one item with HTML, text, rows and CSV', async () => {
		const formats = ['html', 'text', 'csv', 'items'];
		const { items } = await rowsOf(simulator, 'emergencyAddressAudit', { formats } as never);
		const [{ json, binary } = { json: {} as IDataObject, binary: undefined }] = items;
		expect(items).toHaveLength(1);
		expect(json).toMatchObject({
			subject: 'Emergency Address Audit: acme.example',
			rowCount: 5,
			notes: [],
			html: expect.stringContaining('Emergency address lacks city'),
			text: expect.stringContaining('Users Checked: 8'),
		});
		expect(binary?.data).toMatchObject({
			fileName: 'emergency-address-audit.csv',
			mimeType: 'text/csv',
		});
		const csv = Buffer.from(String(binary?.data?.data), 'base64').toString('utf8');
		expect(parse(csv, { bom: true, columns: true })).toHaveLength((json.rows as unknown[]).length);
		expect(Object.keys(binary ?? {})).toEqual(['data']);
	});

	it('calls the domain by its name, also where it is asked for as My Own', async () => {
		const own = { domain: { __rl: true, mode: 'list', value: '~' }, formats: ['text'] };
		const { items } = await runAbout(
			simulator,
			'report',
			'emergencyAddressAudit',
			own as never,
			'officeManager',
		);
		expect(items[0]?.json.subject).toBe('Emergency Address Audit: acme.example');
	});

	it('draws a call flow', async () => {
		const { items } = await rowsOf(simulator, 'callFlow', {
			phonenumber: { __rl: true, mode: 'id', value: '+12025550101' },
			formats: ['html'],
		} as never);
		expect(items[0]?.json).toMatchObject({
			subject: 'Call Flow: 12025550101, acme.example',
			html: expect.stringContaining('Business Hours: rings'),
			mermaid: expect.stringMatching(/^flowchart TD\n/),
		});
		const { diagram } = items[0]?.binary ?? {};
		expect(diagram).toMatchObject({ fileName: 'call-flow.svg', mimeType: 'image/svg+xml' });
		const svg = Buffer.from(String(diagram?.data), 'base64').toString('utf8');
		expect(svg).toContain('<title>Business Hours: rings</title>');
		expect(svg).toContain('<g class="now">');
	});

	it('says that there is no such number', async () => {
		const phonenumber = { __rl: true, mode: 'id', value: '12025559999' };
		const { error } = await runAbout(simulator, 'report', 'callFlow', { phonenumber });
		expect(error?.message).toMatch(/not found/i);
	});

	it('asks for each list once and for no user by name', async () => {
		const outcome = await runAbout(simulator, 'report', 'extensionInventory');
		expect(pathsOf(outcome).sort()).toEqual(
			[
				'',
				'/addresses',
				'/devices',
				'/phonenumbers',
				'/phones',
				'/sites',
				'/users',
				// Whose address the list of the domain does not have.
				'/users/103/addresses',
			].sort(),
		);
	});

	it('says which list it could not read, rather than showing nothing for it', async () => {
		await control(simulator, 'POST', '/faults', {
			kind: 'error-answer',
			path: `/domains/${domain}/phonenumbers`,
			status: 403,
			body: { code: 403, message: 'Permission Denied' },
		});
		const note = expect.stringMatching(/^Phone numbers could not be read\. .*Permission Denied/);
		const plain = await rowsOf(simulator, 'emergencyAddressAudit');
		expect(plain.hints).toEqual([note]);
		expect(found(plain.rows, 'problem')).not.toContain(
			'Emergency caller ID is no phone number of this domain',
		);
		const { items } = await rowsOf(simulator, 'unusedResources', { formats: ['text'] } as never);
		expect(items[0]?.json).toMatchObject({
			notes: [note],
			text: expect.stringContaining('Note: Phone'),
		});
	});

	it.each(['extensionInventory', 'emergencyAddressAudit', 'unusedResources', 'phonesOffline'])(
		'%s fails as a whole when the server fails',
		async (operation) => {
			await control(simulator, 'POST', '/faults', {
				kind: 'error-answer',
				path: `/domains/${domain}/devices`,
				status: 400,
				body: { code: 400, message: 'Broken' },
			});
			const { error, items } = await runAbout(simulator, 'report', operation);
			expect(error?.message).toContain('Broken');
			expect(items).toEqual([]);
		},
	);

	it('tells a user who may read no devices so in one message', async () => {
		const { error } = await runAbout(simulator, 'report', 'phonesOffline', {}, 'basicUser');
		expect(error?.message).toMatch(/^Devices could not be read\. /);
	});
});

describe('with more call records than people', () => {
	it('counts the calls of each person, rather than reading all records', async () => {
		const simulator = await startSimulator([...size.slice(2), '--cdrs', '4000']);
		const { rows, paths } = await rowsOf(simulator, 'unusedResources', { inactiveDays: 20 });
		await simulator.stop();
		expect(paths).toContain('/cdrs/count');
		expect(paths).toContain('/users/101/cdrs/count');
		expect(paths).not.toContain('/cdrs');
		expect(found(rows, 'reason').join()).not.toContain('No calls');
	});
});
