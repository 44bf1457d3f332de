/** CDR → Get Many Calls in n8n's engine: what it reads, and which calls it gives. */
import type { IDataObject } from 'n8n-workflow';
import { listing, newestFirst, time } from '../support/cdrServer';
import { keyFor } from '../support/credentials';
import { runNode } from '../support/engine';
import {
	halfBody,
	json,
	sequence,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../support/hostile';

const DAY = Date.UTC(2026, 0, 5) / 1000;

const at = (second: number): string => new Date((DAY + second) * 1000).toISOString();

/** A record of a call to a user; `talk` 0 when nobody picked up. */
const record = (call: string, user: string, start: number, talk = 0): IDataObject => ({
	id: `${call}-${user}-${start}`,
	domain: 'acme.example',
	'call-orig-call-id': call,
	'call-orig-from-user': '12025550100',
	'call-term-call-id': `${call}-${user}`,
	'call-term-user': user,
	'call-term-to-uri': `sip:${user}@acme.example`,
	'call-start-datetime': at(start),
	'call-answer-datetime': talk > 0 ? at(start + 5) : '0000-00-00 00:00:00',
	'call-disconnect-datetime': at(start + 5 + talk),
	'call-talking-duration-seconds': talk,
});

let server: Hostile;
afterEach(async () => await server.stop());

async function calls(records: IDataObject[], more: IDataObject = {}, order = newestFirst) {
	const { items, error } = await runAgainst(listing(records, order), 'getCalls', more);
	expect(error).toBeUndefined();
	return items.map(({ json: item }) => item);
}

/** Runs an operation that reads the records of a day. */
async function runAgainst(responder: Responder, operation: string, more: IDataObject = {}) {
	server = await startHostile(responder);
	return await runNode({
		parameters: {
			resource: 'cdr',
			operation,
			domain: { __rl: true, mode: 'id', value: 'acme.example' },
			'datetime-start': '2026-01-05T00:00:00',
			'datetime-end': '2026-01-05T23:59:59',
			returnAll: true,
			...more,
		} as never,
		credential: keyFor(server.url),
	});
}

const ids = (items: IDataObject[]) => items.map(({ callId }) => callId);

/** A group of three for every call, so that legs of one call lie on two pages. */
const many = Array.from({ length: 150 }, (_, n) => [
	record(`c${n}`, '101', 600 * n),
	record(`c${n}`, '102', 600 * n + 1, n % 3),
	record(`c${n}`, '103', 600 * n + 2),
]).flat();

test('reads all records and gives one item a call, newest first', async () => {
	const items = await calls(many);
	expect(ids(items)).toEqual(Array.from({ length: 144 }, (_, n) => `c${143 - n}`));
	expect(items.every(({ legCount }) => legCount === 3)).toBe(true);
	expect(items.filter(({ answered }) => answered)).toHaveLength(96);
	expect(items.filter(({ missed }) => missed)).toHaveLength(48);
});

test('gives as many calls as are wanted, not calls of as many records', async () => {
	const items = await calls(many, { returnAll: false, limit: 2 });
	expect(ids(items)).toEqual(['c143', 'c142']);
	expect(items.map(({ legCount }) => legCount)).toEqual([3, 3]);
});

test('knows a list in no order of time whole, so that no call is in pieces', async () => {
	const byUser = (a: IDataObject, b: IDataObject) =>
		String(a['call-term-user']) < String(b['call-term-user']) ? -1 : 1;
	const items = await calls(many, {}, byUser);
	expect(ids(items)).toEqual(Array.from({ length: 144 }, (_, n) => `c${143 - n}`));
	expect(items.every(({ legCount }) => legCount === 3)).toBe(true);
});

test('keeps the newest of many calls, in whatever direction the list goes', async () => {
	const oldestFirst = (a: IDataObject, b: IDataObject) => time(a) - time(b);
	const long = Array.from({ length: 1100 }, (_, n) => record(`c${n}`, '101', 30 * n));
	for (const order of [newestFirst, oldestFirst]) {
		const items = await calls(long, { returnAll: false, limit: 3 }, order);
		expect(ids(items)).toEqual(['c1099', 'c1098', 'c1097']);
		await server.stop();
	}
});

test('takes the legs that lie beyond the edge of the period, and leaves out calls that do', async () => {
	const midnight = 24 * 3600;
	const items = await calls([
		record('before', '101', -10),
		record('before', '102', 5, 60),
		record('evening', '101', midnight - 10),
		record('evening', '102', midnight + 5, 60),
		record('after', '101', midnight + 60),
	]);
	expect(items).toMatchObject([{ callId: 'evening', answeredBy: ['102'], missed: false }]);
});

test('gives a user the calls that concern them, with what happened elsewhere', async () => {
	const items = await calls(
		[
			record('group', '101', 60),
			record('group', '102', 60, 30),
			record('other', '103', 120, 30),
			{ ...record('placed', '104', 180, 30), 'call-orig-user': 101 },
		],
		{ filters: { user: '101@acme.example' } },
	);
	expect(items).toMatchObject([
		{ callId: 'placed', direction: 'internal' },
		{ callId: 'group', answeredBy: ['102'], missed: false },
	]);
});

test("reads one user's own records where that is wanted", async () => {
	await calls([record('c1', '101', 60)], { filters: { user: '101', ownRecordsOnly: true } });
	expect(server.requests.map(({ url }) => url.split('?')[0])).toContain(
		'/ns-api/v2/domains/acme.example/users/101/cdrs',
	);
	await server.stop();
	await calls([record('c1', '101', 60)], { filters: { ownRecordsOnly: true } });
	expect(server.requests.map(({ url }) => url.split('?')[0])).toContain(
		'/ns-api/v2/domains/acme.example/users/~/cdrs',
	);
});

test('gives the legs on demand', async () => {
	const records = [record('c1', '101', 60), record('c1', '102', 61, 30)];
	const [plain] = await calls(records);
	expect(plain).not.toHaveProperty('legs');
	await server.stop();
	const [item] = await calls(records, { includeLegs: true });
	expect(item?.legs).toMatchObject([
		{ rang: '101', kind: 'person', answeredAt: null, talkSeconds: 0 },
		{ rang: '102', kind: 'person', answeredAt: '2026-01-05T00:01:06Z', talkSeconds: 30 },
	]);
});

test('sends what was added in the options', async () => {
	await calls([], { options: { queryJson: '{"raw":"yes"}' } });
	expect(server.requests[0]?.url).toContain('raw=yes');
	expect(server.requests[0]?.url).not.toContain('includeLegs');
});

test('an answer that breaks off is asked for again', async () => {
	const whole = JSON.stringify(many.slice(0, 100));
	const { items, error } = await runAgainst(sequence(halfBody(whole), listing(many)), 'getCalls');
	expect(error).toBeUndefined();
	expect(items).toHaveLength(144);
});

test.each([
	['a web page', text(200, '<html><title>Blocked</title></html>')],
	['nothing', text(200, '')],
	['half a list', text(200, JSON.stringify(many.slice(0, 50)).slice(0, -700))],
	['a list without its end', text(200, '[{"id":1},{"id":2},')],
	['a refusal', json(200, [{ code: 403, message: 'Permission denied' }])],
	['refusals', json(401, [{ code: 401 }, { message: 'Scope is too low' }])],
	['numbers', json(200, [1, 2])],
	['null', json(200, null)],
	['a bare record', json(200, many[0])],
])('of %s becomes what becomes of it where records are read as a whole', async (_, answer) => {
	const plain = await runAgainst(answer, 'getAll');
	await server.stop();
	const { error } = await runAgainst(answer, 'getCalls');
	const said = ({ message, description }: Error & { description?: unknown }) => [
		message.replace(/:\d+/, ''),
		description,
	];
	expect(error && said(error)).toEqual(plain.error && said(plain.error));
});
