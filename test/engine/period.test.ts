/** A period chosen by its name, in every operation that is about one. */
import { Settings } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';
import { composites } from '../../nodes/NetSapiens/generated/composites';
import { keyFor } from '../support/credentials';
import { runNode } from '../support/engine';
import { json, startHostile, type Hostile } from '../support/hostile';
import { offered } from '../support/operations';

/** The morning after clocks went forward in New York. */
const NOW = Date.parse('2026-03-09T06:00:00-04:00');

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const places = { domain: byId('acme.example'), user: byId('101'), callqueue: byId('4000') };
const agent = { 'callqueue-agent-id': byId('101@acme.example') };

let server: Hostile;
beforeAll(async () => {
	server = await startHostile((request, response) => {
		const isCount = /\/count\?/.test(request.url);
		return json(200, isCount ? { total: 0 } : [])(request, response);
	});
	Settings.now = () => NOW;
});
afterEach(() => server.requests.splice(0));
afterAll(async () => {
	Settings.now = () => Date.now();
	await server.stop();
});

/** Runs an operation. @returns the dates of its first request, or why it failed */
async function asked(parameters: INodeParameters) {
	const { error } = await runNode({
		parameters: { ...places, ...agent, returnAll: true, ...parameters },
		credential: keyFor(server.url),
		timezone: 'America/New_York',
	});
	if (error) return error.message;
	const { searchParams } = new URL(server.requests[0]!.url, server.url);
	return [searchParams.get('datetime-start'), searchParams.get('datetime-end')];
}

const cdrs = { resource: 'cdr', operation: 'getAll' };

const requests = offered
	.filter(({ operation }) => operation.period)
	.map(({ title, choice }) => [title, choice] as const);

test('call records, calls and statistics are about periods', () => {
	const names = new Set(requests.map(([, { resource }]) => resource));
	expect([...names]).toEqual(['callCenterStatistics', 'cdr']);
	expect(composites.cdr?.getCalls).toMatchObject({ period: true });
});

describe.each(requests)('%s', (_, choice) => {
	test('asks for yesterday, a day of 23 hours', async () => {
		expect(await asked({ ...choice, period: 'yesterday' })).toEqual([
			'2026-03-08T05:00:00Z',
			'2026-03-09T03:59:59Z',
		]);
	});

	test('asks for the dates of a workflow that knows no names', async () => {
		const dates = {
			'datetime-start': '2026-01-05T00:00:00',
			'datetime-end': '2026-01-06T00:00:00',
		};
		expect(await asked({ ...choice, ...dates })).toEqual([
			'2026-01-05T05:00:00Z',
			'2026-01-06T05:00:00Z',
		]);
	});
});

test('calls are read with two hours on either side', async () => {
	expect(await asked({ ...cdrs, operation: 'getCalls', period: 'yesterday' })).toEqual([
		'2026-03-08T03:00:00Z',
		'2026-03-09T05:59:59Z',
	]);
});

test.each([
	['today', {}, '2026-03-09T04:00:00Z', '2026-03-09T09:59:59Z'],
	['thisWeek', {}, '2026-03-09T04:00:00Z', '2026-03-09T09:59:59Z'],
	['lastWeek', {}, '2026-03-02T05:00:00Z', '2026-03-09T03:59:59Z'],
	['lastMonth', {}, '2026-02-01T05:00:00Z', '2026-03-01T04:59:59Z'],
	['lastDays', { periodDays: 3 }, '2026-03-06T05:00:00Z', '2026-03-09T03:59:59Z'],
	['lastDays', {}, '2026-03-02T05:00:00Z', '2026-03-09T03:59:59Z'],
])('%s %j', async (period, more, ...dates) => {
	expect(await asked({ ...cdrs, period, ...more })).toEqual(dates);
});

test('a period of its own does not mind what the names would ask', async () => {
	const dates = { 'datetime-start': '2026-01-05T00:00:00', 'datetime-end': '2026-01-06T00:00:00' };
	expect(await asked({ ...cdrs, ...dates, period: 'custom', periodDays: 0 })).toHaveLength(2);
});

test.each([
	[{ period: 'fortnight' }, /"Period" takes .*yesterday.*but got "fortnight"/],
	[{ period: 'lastDays', periodDays: 0 }, /"Number of Days" takes a whole number from 1 up/],
	[{ period: 'lastDays', periodDays: 'a few' }, /"Number of Days" takes a whole number from 1 up/],
])('%j is refused, and nothing is sent', async (parameters, message) => {
	expect(await asked({ ...cdrs, ...parameters })).toMatch(message);
	expect(server.requests).toEqual([]);
});
