/** Who changed what is in the audit log, and records say when they were changed. */
import { simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const D = '/domains/acme.example';
let simulator: InProcess;

async function send(method: Method, path: string, payload?: object) {
	const answer = await simulator.inject({ method, url: `/ns-api/v2${path}`, payload });
	if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.payload}`);
	return answer.payload === '' ? {} : answer.json<Row>();
}
const log = async (query = '') => (await send('GET', `/auditlog?${query}`)) as unknown as Row[];

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
afterAll(() => simulator.stop());

const USER = {
	user: '777',
	'name-first-name': 'Ada',
	'name-last-name': 'Smith',
	'email-address': 'ada@acme.example',
	'user-scope': 'Basic User',
};
const NUMBER = {
	phonenumber: '16065557777',
	'dial-rule-application': 'to-user',
	'dial-rule-translation-destination-user': '101',
};

/** In this order, since some need what others made. */
test.each<[Method, string, object | undefined, string, string, Row?]>([
	['POST', `${D}/users`, USER, 'create', 'subscriber', { 'target-user': '777' }],
	[
		'PUT',
		`${D}/users/777`,
		{ department: 'Field' },
		'update',
		'subscriber',
		{ 'target-user': '777' },
	],
	['DELETE', `${D}/users/777`, undefined, 'delete', 'subscriber', { 'target-user': '777' }],
	['POST', `${D}/phonenumbers`, NUMBER, 'create', 'phonenumber'],
	[
		'PUT',
		`${D}/phonenumbers`,
		{ ...NUMBER, 'dial-rule-description': 'Ads' },
		'update',
		'phonenumber',
	],
	['DELETE', `${D}/phonenumbers/16065557777`, undefined, 'delete', 'phonenumber'],
	['POST', `${D}/callqueues`, { callqueue: '4777', description: 'Ads' }, 'create', 'callqueue'],
	[
		'POST',
		`${D}/callqueues/4777/agents`,
		{ 'callqueue-agent-id': '101' },
		'create',
		'agent',
		{ 'target-user': '101' },
	],
	[
		'DELETE',
		`${D}/callqueues/4777/agents/101`,
		undefined,
		'delete',
		'agent',
		{ 'target-user': '101' },
	],
	['DELETE', `${D}/callqueues/4777`, undefined, 'delete', 'callqueue'],
	[
		'POST',
		'/resellers',
		{ reseller: 'East', description: 'East' },
		'create',
		'territory',
		{ 'target-domain': '' },
	],
	['DELETE', '/resellers/East', undefined, 'delete', 'territory', { 'target-domain': '' }],
	['PUT', D, { description: 'Acme' }, 'update', 'domain', { 'target-user': '' }],
])('%s %s %j is noted: %s %s', async (method, path, body, action, object, more = {}) => {
	const before = await log('limit=1000');
	await send(method, path, body);
	const entries = await log('limit=1000');
	const noted = entries.slice(0, entries.length - before.length);
	expect(noted).toContainEqual(
		expect.objectContaining({
			'action-type': action,
			'target-object': object,
			'target-domain': 'acme.example',
			'by-client': 'api',
			'by-ip': '127.0.0.1',
			...more,
		}),
	);
	expect(entries.slice(noted.length)).toEqual(before);
});

test('the log is read by its fields and by time, the newest first', async () => {
	const created = await log('action-type=create&limit=1000');
	expect(created.length).toBeGreaterThan(2);
	expect(created.every((entry) => entry['action-type'] === 'create')).toBe(true);
	expect(await log('datetime-end=2020-01-01')).toEqual([]);
	expect(await log('datetime-start=2040-01-01')).toEqual([]);
	const times = (await log('limit=1000')).map((entry) => String(entry['timestamp-datetime']));
	expect(times).toEqual(times.toSorted().reverse());
	expect((await log('limit=1'))[0]).toEqual((await log('limit=1000'))[0]);
	expect((await log('start=1&limit=1'))[0]).toEqual((await log('limit=1000'))[1]);
});

test.each<[string, object]>([
	[`${D}/users/102`, { department: 'Field' }],
	[`${D}/callqueues/4000/agents/101`, { 'callqueue-agent-wrap-up-allowance-seconds': 12 }],
])('%s says when it was changed', async (path, change) => {
	const NOW = Date.parse('2030-05-05T05:05:05Z');
	const now = jest.spyOn(Date, 'now').mockReturnValue(NOW);
	try {
		await send('PUT', path, change);
		const record = await send('GET', path);
		expect(Date.parse(String(record['last-modified-datetime']))).toBe(NOW);
	} finally {
		now.mockRestore();
	}
});
