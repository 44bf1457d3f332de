/** What a person does with calls, texts and blocked numbers, and a system with backups and holidays. */
import { simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const D = '/domains/acme.example';
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
let simulator: InProcess;

async function send(method: Method, path: string, payload?: object) {
	const url = path.startsWith('/_sim') ? path : `/ns-api/v2${path}`;
	const answer = await simulator.inject({ method, url, payload });
	return { status: answer.statusCode, body: answer.json<Row>() };
}
const list = async (path: string) => (await send('GET', path)).body as unknown as Row[];

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
afterAll(() => simulator.stop());

describe('a call', () => {
	const CALLS = `${D}/users/101/calls`;
	/** A call from outside that rings at 101. */
	async function ringing(): Promise<string> {
		const { body } = await send('POST', '/_sim/calls', {
			from: '12125550111',
			to: '101@acme.example',
		});
		return String(body.id);
	}
	const stateOf = async (id: string) =>
		(await list('/_sim/calls')).find((one) => one.id === id)?.state ?? 'over';

	test('is taken, put on hold, taken back and hung up', async () => {
		const id = await ringing();
		const states: unknown[] = [await stateOf(id)];
		for (const action of ['answer', 'hold', 'unhold']) {
			expect((await send('PATCH', `${CALLS}/${id}/${action}`)).status).toBe(202);
			states.push(await stateOf(id));
		}
		expect((await send('DELETE', `${CALLS}/${id}`)).status).toBe(202);
		states.push(await stateOf(id));
		expect(states).toEqual(['ringing', 'talking', 'held', 'talking', 'over']);
	});

	test('is rejected, which its record says', async () => {
		const id = await ringing();
		expect((await send('DELETE', `${CALLS}/${id}/reject`)).status).toBe(202);
		const rows = await list(`${D}/cdrs?${ALL}&limit=10`);
		const row = rows.find((one) => one['call-orig-call-id'] === id);
		expect(row?.['call-disconnect-reason-text']).toBe('Term: Rejected');
	});

	test.each(['transfer', 'transferPeer'])('goes to a colleague by %s', async (action) => {
		const id = await ringing();
		await send('PATCH', `${CALLS}/${id}/answer`);
		const to = { 'call-term-user': '102' };
		expect((await send('PATCH', `${CALLS}/${id}/${action}`, to)).status).toBe(202);
		expect((await list(`${D}/users/102/calls`)).map((row) => row['call-orig-call-id'])).toContain(
			id,
		);
		await send('DELETE', `${D}/users/102/calls/${id}`);
	});

	test('is counted while it lasts, and is nobody else’s', async () => {
		const total = async () => (await send('GET', `${D}/calls/count`)).body.total;
		const before = Number(await total());
		const id = await ringing();
		expect(await total()).toBe(before + 1);
		expect((await send('GET', `${D}/users/104/calls/${id}`)).status).toBe(404);
		expect((await send('PATCH', `${D}/users/104/calls/${id}/answer`)).status).toBe(404);
		await send('DELETE', `${CALLS}/${id}`);
		expect(await total()).toBe(before);
	});
});

describe.each([`${D}/number-filters`, `${D}/users/101/number-filters`])('%s', (path) => {
	const body = (...parameters: string[]) => ({ 'phone-numbers-to-reject': { parameters } });
	const blocked = async () => (await list(path))[0]?.['phone-numbers-to-reject'];

	test('block numbers, each once, until they are taken away', async () => {
		expect(await blocked()).toEqual({ enabled: 'no', parameters: [] });
		expect((await send('POST', path, body('12125550101', '12125550102'))).status).toBe(202);
		await send('POST', path, body('12125550102', '12125550103'));
		const all = ['12125550101', '12125550102', '12125550103'];
		expect(await blocked()).toEqual({ enabled: 'yes', parameters: all });
		expect((await send('DELETE', path, body('12125550101', '12125550103'))).status).toBe(202);
		expect(await blocked()).toEqual({ enabled: 'yes', parameters: ['12125550102'] });
		await send('DELETE', path, body('12125550102'));
		expect(await blocked()).toEqual({ enabled: 'no', parameters: [] });
	});
});

test('a chat arrives at each colleague, and at nobody who is not there', async () => {
	const messages = `${D}/users/101/messages`;
	const chat = { type: 'chat', message: 'Lunch?', destination: ['102', '104@acme.example', '999'] };
	expect((await send('POST', messages, chat)).status).toBe(200);
	for (const user of ['102', '104']) {
		const sessions = await list(`${D}/users/${user}/messagesessions`);
		expect(sessions).toContainEqual(
			expect.objectContaining({
				'messagesession-last-message': 'Lunch?',
				'messagesession-type': 'chat',
				'messagesession-last-status': 'unread',
			}),
		);
	}
	const none = await send('POST', messages, { ...chat, destination: ' , ' });
	expect(none).toMatchObject({
		status: 400,
		body: { message: 'Missing required field: destination' },
	});
});

test('a voicemail bears the time zone of whose it is', async () => {
	const user = `${D}/users/102`;
	await send('PUT', user, { 'time-zone': 'US/Alaska' });
	await send('POST', '/_sim/voicemails', { user: '102', from: '12125550111', text: 'Hello' });
	await send('POST', '/_sim/voicemails', { user: '104', from: '12125550111', text: 'Hello' });
	const zoneOf = async (path: string) => (await list(`${path}/voicemails/new`)).at(-1)?.TimeZone;
	const { body } = await send('GET', `${D}/users/104`);
	expect([await zoneOf(user), await zoneOf(`${D}/users/104`)]).toEqual([
		'US/Alaska',
		body['time-zone'],
	]);
});

test('a backup can be gone back to, if it is of that domain', async () => {
	const made = (await send('POST', `${D}/backup`, {})).body;
	expect(made).toMatchObject({ domain: 'acme.example', type: 'manual', index: 1 });
	expect((await send('POST', '/backup', {})).body).toMatchObject({ domain: '*', index: 2 });
	const { points } = (await send('GET', '/restore?domain=acme.example')).body;
	expect(points).toMatchObject([{ domain: 'acme.example', index: 1 }]);
	const asked = {
		...{ domain: 'acme.example', hostname: 'core1', type: 'manual' },
		...{ 'confirmation-value': 'yes', geo: 'no' },
	};
	const back = async (index: string) => (await send('PUT', '/restore', { ...asked, index })).status;
	expect([await back('1'), await back('2')]).toEqual([200, 404]);
});

test.each(['/holidays/US/2027', '/holidays/US/NY/2027'])(
	'%s are those of that year',
	async (path) => {
		const days = await list(path);
		const dates = days.map(({ date }) => new Date(Number(date) * 1000).toISOString().slice(0, 10));
		expect(dates).toEqual(['2027-01-01', '2027-05-01', '2027-12-25']);
		expect(days.every(({ country }) => country === 'US')).toBe(true);
	},
);

test('a year of holidays has four digits', async () => {
	for (const year of ['27', 'soon', '20270']) {
		const message = 'Invalid value for path parameter year';
		expect(await send('GET', `/holidays/US/${year}`)).toMatchObject({
			status: 400,
			body: { message },
		});
	}
});
