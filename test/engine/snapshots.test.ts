/** Domain → Take Snapshot and Compare Snapshots in n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import type { Snapshot } from '../../nodes/NetSapiens/snapshots/snapshot';
import { dialects } from '../../simulator/dialect/data';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf } from '../simulator/client';
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import { runAbout } from '../support/reports';

const domain = 'acme.example';
const size = [...['--cdrs', '0', '--domains', '1', '--users', '6', '--events-interval', '1000000']];
/** The same tenant to the second. */
const sameTenant = [...size, '--now', '2026-01-05T12:00:00Z'];

async function take(simulator: RunningSimulator): Promise<Snapshot> {
	const { items, error } = await runAbout(simulator, 'domain', 'takeSnapshot');
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	return items[0]?.json as unknown as Snapshot;
}

const compare = async (
	simulator: RunningSimulator,
	input: IDataObject[],
	formats = ['items'],
	scope?: 'officeManager',
) =>
	await runNode({
		parameters: { resource: 'domain', operation: 'compareSnapshots', formats },
		credential: apiKeyCredential(simulator, scope),
		input: input.map((json) => ({ json })),
	});

const asInput = (snapshot: Snapshot) => snapshot as unknown as IDataObject;

describe('in every dialect', () => {
	let documented: Snapshot;
	beforeAll(async () => {
		const simulator = await startSimulator(sameTenant);
		documented = await take(simulator);
		await simulator.stop();
	});

	/** Some servers leave a switch out that stands as it is preset. */
	const withoutSwitches = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(withoutSwitches);
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).filter(([, one]) => one !== 'no' && one !== 'yes');
		return Object.fromEntries(
			entries.map(([name, one]) => [name, withoutSwitches(one)]).filter(([, one]) => !isEmpty(one)),
		);
	};
	const isEmpty = (value: unknown) =>
		typeof value === 'object' && value !== null && Object.keys(value).length === 0;

	it.each(Object.keys(dialects))('a server that speaks as %s gives the same', async (dialect) => {
		const simulator = await startSimulator([...sameTenant, '--dialect', dialect]);
		const { lists, missing } = await take(simulator);
		await simulator.stop();
		const version = Number.parseFloat(dialects[dialect]?.version ?? '');
		const known = dialect === 'live-44' ? withoutSwitches : (value: unknown) => value;
		for (const name of Object.keys(lists))
			expect([name, known(lists[name])]).toEqual([name, known(documented.lists[name])]);
		const absent = [
			...(version < 44.3 ? ['blockedNumbers', 'userBlockedNumbers'] : []),
			...(version < 45
				? [
						'callDispositions',
						'conferences',
						'departments',
						'dialPermissions',
						'phoneTemplates',
						'quotas',
					]
				: []),
		].sort();
		expect(missing.map(({ list }) => list)).toEqual(absent);
		expect(Object.keys(lists).length + absent.length).toBe(Object.keys(documented.lists).length);
	});
});

describe('one server', () => {
	let simulator: RunningSimulator;
	beforeAll(async () => {
		simulator = await startSimulator(size);
	});
	afterAll(async () => await simulator.stop());
	afterEach(async () => {
		await control(simulator, 'DELETE', '/faults');
		await control(simulator, 'POST', '/reset');
	});

	it('gives the same bytes twice, but for the time', async () => {
		const first = { ...(await take(simulator)), takenAt: '' };
		const second = { ...(await take(simulator)), takenAt: '' };
		expect(JSON.stringify(second)).toBe(JSON.stringify(first));
		expect(first.lists.users).toHaveLength(10);
		expect(first.lists.devices?.length).toBeGreaterThan(6);
		expect(first.missing).toEqual([]);
	});

	it('holds no secret that the server shows', async () => {
		const send = clientOf(simulator);
		const { body } = await send('GET', `/domains/${domain}/users/101/devices`);
		const [device] = body as IDataObject[];
		const password = String(device?.['device-sip-registration-password']);
		const pin = await send('GET', `/domains/${domain}/users/101`);
		const secrets = [password, String((pin.body as IDataObject)['voicemail-login-pin'])];
		expect(secrets.every((secret) => secret.length >= 4)).toBe(true);
		const text = JSON.stringify((await take(simulator)).lists);
		for (const secret of secrets) expect(text).not.toContain(`"${secret}"`);
		expect(text).not.toMatch(/password|-pin"|auth=/);
	});

	it('is the same where the domain is asked for as My Own', async () => {
		const own = { domain: { __rl: true, mode: 'list', value: '~' } };
		const { items } = await runAbout(simulator, 'domain', 'takeSnapshot', own, 'officeManager');
		const { lists, missing, domain: name } = items[0]?.json as unknown as Snapshot;
		const whole = await take(simulator);
		// SIP trunks belong to the reseller.
		expect(missing.map(({ list }) => list)).toEqual(['sipTrunks']);
		expect(name).toBe(domain);
		expect({ ...lists, sipTrunks: whole.lists.sipTrunks }).toEqual(whole.lists);
	});

	it('gives one item for each record', async () => {
		const parameters = { snapshotAs: 'records' };
		const { items } = await runAbout(simulator, 'domain', 'takeSnapshot', parameters);
		const { lists } = await take(simulator);
		expect(items).toHaveLength(Object.values(lists).flat().length);
		expect(
			items.find(({ json }) => json.list === 'users' && json.key === '101')?.json,
		).toMatchObject({
			domain,
			record: { user: '101', site: 'HQ' },
		});
	});

	it('names lists that may not be read, and does not compare them', async () => {
		const before = await take(simulator);
		await control(simulator, 'POST', '/faults', {
			kind: 'error-answer',
			path: `/domains/${domain}/phonenumbers`,
			status: 403,
			body: { code: 403, message: 'Permission Denied' },
		});
		const after = await take(simulator);
		expect(after.missing).toEqual([
			{ list: 'phoneNumbers', reason: expect.stringContaining('Permission Denied') },
		]);
		const { items, hints } = await compare(simulator, [asInput(before), asInput(after)]);
		expect(items).toEqual([]);
		expect(hints).toEqual(['Not compared, since not in both snapshots: phoneNumbers.']);
	});

	it('fails as a whole when the server fails', async () => {
		await control(simulator, 'POST', '/faults', {
			kind: 'error-answer',
			path: `/domains/${domain}/timeframes`,
			status: 400,
			body: { code: 400, message: 'Broken' },
		});
		const { error } = await runAbout(simulator, 'domain', 'takeSnapshot');
		expect(error?.message).toContain('Broken');
	});

	it('tells what changed, and who did it', async () => {
		const before = await take(simulator);
		const send = clientOf(simulator);
		const bearer = simulator.credentials.apiKeys.officeManager;
		await send('PUT', `/domains/${domain}/users/102`, { body: { site: 'Branch' }, bearer });
		await send('POST', `/domains/${domain}/callqueues`, {
			body: { callqueue: '4009', description: 'Returns' },
			bearer,
		});
		await send('DELETE', `/domains/${domain}/phonenumbers/12025550103`, { bearer });
		const after = await take(simulator);
		const { items, error } = await compare(simulator, [asInput(after), { old: asInput(before) }]);
		expect(error).toBeUndefined();
		const rows = items.map(({ json }) => json);
		const told = rows.map(({ change, list, key, field }) => [change, list, key, field].join('|'));
		expect(told).toEqual(
			expect.arrayContaining([
				'Changed|users|102|site',
				'Added|callQueues|4009|',
				'Removed|phoneNumbers|12025550103|',
			]),
		);
		expect(rows.find(({ list, key }) => list === 'users' && key === '102')).toMatchObject({
			before: 'HQ',
			after: 'Branch',
			by: expect.stringMatching(/.+@acme\.example$/),
			at: expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
		});
		expect(items[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);

		const input = [asInput(before), asInput(after)];
		const less = await compare(simulator, input, ['items'], 'officeManager');
		expect(less.items).toHaveLength(items.length);
		expect(less.items[0]?.json).toMatchObject({ by: '', at: null });
		expect(less.hints).toEqual([expect.stringMatching(/^Who changed it is not known: /)]);
	});

	it.each([
		['one', 1],
		['three', 3],
	])('says what to do with %s of them', async (_, count) => {
		const snapshot = asInput(await take(simulator));
		const { error, items } = await compare(simulator, new Array<IDataObject>(count).fill(snapshot));
		expect(error?.message).toContain(`There are ${count} snapshots in the input`);
		expect(items).toEqual([]);
	});
});
