import type { Operation, Result } from '../../../nodes/NetSapiens/execute/operation';
import { recordsOf, toItems } from '../../../nodes/NetSapiens/execute/output';

const operation = (result: Result) => ({ result }) as Operation;
const values = { path: { domain: 'acme.example', user: '101' }, query: {}, body: {} };
const json = (result: Result, answer: unknown, body = {}) =>
	toItems(operation(result), answer, { ...values, body }).map((item) => item.json);

test('a list gives an item a record, also when the server sends one bare object or nothing', () => {
	expect(recordsOf([{ a: 1 }, { a: 2 }])).toEqual([{ a: 1 }, { a: 2 }]);
	expect(recordsOf({ a: 1 })).toEqual([{ a: 1 }]);
	expect(recordsOf([])).toEqual([]);
	expect(recordsOf('')).toEqual([]);
	expect(recordsOf({})).toEqual([]);
	expect(recordsOf(['x'])).toEqual([{ value: 'x' }]);
});

test('a delete says what is gone', () => {
	expect(json('delete', { code: 202 })).toEqual([
		{ deleted: true, domain: 'acme.example', user: '101' },
	]);
});

test('a write that was only accepted gives what the next node needs, without secrets', () => {
	const body = { 'name-first-name': 'Ann', synchronous: 'yes', 'user-pin': '1', password: 'x' };
	for (const answer of [{ code: 202, message: 'Accepted' }, '', undefined]) {
		expect(json('write', answer, body)).toEqual([
			{ success: true, domain: 'acme.example', user: '101', 'name-first-name': 'Ann' },
		]);
	}
});

test('secrets are left out of groups as well, and out of what a delete says', () => {
	const body = {
		smtp_pwd: 'x',
		'global-one-time-pass': 'x',
		'area-code': '602',
		phones: [{ mac: 'a', 'device-provisioning-password': 'x' }],
		mail: { host: 'h', deeper: { token: 'x', port: 25 } },
	};
	expect(json('write', undefined, body)).toEqual([
		{
			success: true,
			domain: 'acme.example',
			user: '101',
			'area-code': '602',
			phones: [{ mac: 'a' }],
			mail: { host: 'h', deeper: { port: 25 } },
		},
	]);
	const gone = { path: { id: '1', token: 'x' }, query: {}, body: {} };
	expect(toItems(operation('delete'), undefined, gone)).toEqual([
		{ json: { deleted: true, id: '1' } },
	]);
});

test('a write that gives the record passes it on', () => {
	expect(json('write', { user: '101', message: 'At lunch' })).toEqual([
		{ user: '101', message: 'At lunch' },
	]);
});

test('the content of a file that was sent as text is not repeated, by the server neither', () => {
	const body = { script: 'Hello', base64_file: 'UklGRg==' };
	expect(json('write', undefined, body)).toEqual([
		{ success: true, domain: 'acme.example', user: '101', script: 'Hello' },
	]);
	const record = { index: 1, script: 'Hello' };
	for (const answer of [{ ...record, base64_file: 'UklGRg==' }, [{ ...record, ...body }]]) {
		expect(json('write', answer, body)).toEqual([record]);
	}
});

test("the server's word for a success is no part of the record beside it", () => {
	expect(json('write', { code: 200, message: 'Success', id: '1' })).toEqual([{ id: '1' }]);
});

test('a count is one item, whatever its shape', () => {
	expect(json('count', { total: 7 })).toEqual([{ total: 7 }]);
	expect(json('count', [{ total: 7 }])).toEqual([{ total: 7 }]);
	expect(json('count', 7)).toEqual([{ value: 7 }]);
});

test('the rows of a keyed answer are items', () => {
	const one = { ...operation('record'), rows: { keys: ['agent'] } };
	const answer = { 101: { calls: 1 }, 102: { calls: 2 } };
	expect(toItems(one, answer, values)).toEqual([
		{ json: { agent: '101', calls: 1 } },
		{ json: { agent: '102', calls: 2 } },
	]);
	expect(toItems(one, undefined, values)).toEqual([]);
});
