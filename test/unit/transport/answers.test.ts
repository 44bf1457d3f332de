import type { IDataObject } from 'n8n-workflow';
import { buildRequest } from '../../../nodes/NetSapiens/execute/request';
import {
	contentOf,
	flawOf,
	isRecord,
	readReply,
	refusalIn,
	type AnswerKind,
	type Flaw,
} from '../../../nodes/NetSapiens/transport/answers';
import { Spec, type Schema, type Variant } from '../../../simulator/spec';
import { offered } from '../../support/operations';

const kinds: AnswerKind[] = ['list', 'record', 'count', 'write', 'delete', 'file', 'any'];
const reply = (status: number, text: string, headers: IDataObject = {}) =>
	readReply(status, headers, text);
const answer = (kind: AnswerKind, body: unknown, status = 200) =>
	flawOf(kind, reply(status, JSON.stringify(body)));

/** Answers, and which kinds of operations may give them. Everything else is a flaw. */
const table: Array<[string, number, AnswerKind[], Flaw]> = [
	['', 200, ['list'], 'empty'],
	['', 201, ['list', 'write', 'delete', 'any'], 'empty'],
	['', 202, ['list', 'write', 'delete', 'any'], 'empty'],
	['', 204, ['list', 'write', 'delete', 'any'], 'empty'],
	[' \n', 202, ['list', 'write', 'delete', 'any'], 'empty'],
	['null', 200, ['list'], 'empty'],
	['null', 202, ['list', 'write', 'delete', 'any'], 'empty'],
	['[]', 200, ['list', 'record', 'write', 'delete', 'any'], 'unexpected'],
	['{}', 200, ['list', 'record', 'write', 'delete', 'any'], 'unexpected'],
	[
		'[{"user":"101","name":"Ann"}]',
		200,
		['list', 'record', 'write', 'delete', 'any'],
		'unexpected',
	],
	['{"user":"101","name":"Ann"}', 200, ['list', 'record', 'write', 'delete', 'any'], 'unexpected'],
	['["a","b"]', 200, ['list', 'write', 'delete', 'any'], 'unexpected'],
	['{"code":202,"message":"Accepted"}', 202, ['write', 'delete', 'any'], 'unexpected'],
	['{"code":200,"message":"OK"}', 200, ['write', 'delete', 'any'], 'unexpected'],
	['{"message":"OK"}', 200, ['write', 'delete', 'any'], 'unexpected'],
	['{"total":0}', 200, ['list', 'record', 'count', 'write', 'delete', 'any'], 'unexpected'],
	[
		'{"total":"12","minutes":null}',
		200,
		['list', 'record', 'count', 'write', 'delete', 'any'],
		'unexpected',
	],
	['[{"total":5}]', 200, ['list', 'record', 'count', 'write', 'delete', 'any'], 'unexpected'],
	[
		'{"total":7,"domain":"acme"}',
		200,
		['list', 'record', 'count', 'write', 'delete', 'any'],
		'unexpected',
	],
	[
		'{"count":2,"size":"x"}',
		200,
		['list', 'record', 'count', 'write', 'delete', 'any'],
		'unexpected',
	],
	[
		'{"minutes":2,"seconds":"120"}',
		200,
		['list', 'record', 'count', 'write', 'delete', 'any'],
		'unexpected',
	],
	['{"total":null}', 200, ['list', 'record', 'write', 'delete', 'any'], 'unexpected'],
	['{"total":""}', 200, ['list', 'record', 'write', 'delete', 'any'], 'unexpected'],
	['{"total":[]}', 200, ['list', 'record', 'write', 'delete', 'any'], 'unexpected'],
	['12', 200, ['count', 'any'], 'unexpected'],
	['"12"', 200, ['count', 'any'], 'unexpected'],
	['true', 200, ['any'], 'unexpected'],
	['"OK"', 200, ['any'], 'unexpected'],
	['OK', 200, ['any'], 'unreadable'],
	['name;number', 200, ['any'], 'unreadable'],
	['[{"user":"101"},{"us', 200, [], 'unreadable'],
	['{"user":', 200, [], 'unreadable'],
	['<!DOCTYPE html><title>Log in</title>', 200, [], 'page'],
	['\ufeff \n<html>', 202, [], 'page'],
	['<?xml version="1.0"?><error/>', 200, [], 'page'],
];

describe.each(table)('%j with status %i', (text, status, takers, flaw) => {
	test.each(kinds)('%s', (kind) => {
		const found = flawOf(kind, reply(status, text));
		if (takers.includes(kind)) expect(found).toBeUndefined();
		else expect(found).toBe(flaw);
	});
});

test('text that was to be JSON has broken off, whoever asked', () => {
	expect(flawOf('any', reply(200, 'us', { 'content-type': 'application/json' }))).toBe(
		'unreadable',
	);
});

describe('what is in an answer', () => {
	test.each<[AnswerKind, string, unknown]>([
		['list', '', undefined],
		['list', 'null', undefined],
		['list', '{}', undefined],
		['list', '[]', undefined],
		['list', '[{"a":1}]', [{ a: 1 }]],
		['record', '[]', undefined],
		['record', '{"id":12345678901234567890}', { id: '12345678901234567890' }],
		['any', '{}', {}],
		['any', 'name;number', 'name;number'],
		['any', '"text"', 'text'],
		['any', '0', 0],
		['any', 'false', false],
		['write', '', undefined],
		['count', '0', 0],
	])('%s %j', (kind, text, expected) => {
		expect(contentOf(kind, reply(200, text))).toEqual(expected);
	});
});

/** Bodies that say that the request was refused, and the status they speak of. */
const refusals: Array<[unknown, number]> = [
	[{ code: 403 }, 403],
	[[{ code: 403 }], 403],
	[[{ code: 404, message: 'No' }, { code: 400 }], 404],
	[{ code: 404, message: 'Not Found. Timeframe input was not found.' }, 404],
	[{ code: 409, message: 'UID already exists.', user: '101', domain: 'acme' }, 409],
	[{ code: '403', message: 'Permission Denied' }, 403],
	[{ code: 400, message: '' }, 400],
	[{ code: 599, message: 'x', data: null }, 599],
	[{ status: 500, error: 'Internal Server Error', path: '/x', timestamp: '2026' }, 500],
	[{ type: 'about:blank', title: 'Not Found', status: 404, detail: 'No' }, 404],
	[{ statusCode: 403, message: 'No' }, 403],
	[{ error: { code: 403, message: 'No' } }, 403],
	[{ error: 'invalid_grant', error_description: 'No' }, 0],
	[{ error: 'No such domain' }, 0],
	[{ error: true, message: 'No' }, 0],
	[{ Error: 'No' }, 0],
	[{ errors: ['No'] }, 0],
	[{ errors: { email: ['is not valid'] } }, 0],
	[{ success: false }, 0],
	[{ success: false, data: null, message: 'No' }, 0],
	[{ ok: false }, 0],
	[{ status: 'error', message: 'No' }, 0],
	[{ status: 'failed', reason: 'No' }, 0],
];

describe.each(refusals)('%j is a refusal', (body, status) => {
	test('of the status it names', () => expect(refusalIn(body)).toEqual({ status }));
	test.each(kinds)('for %s, with any status of success', (kind) => {
		expect([200, 201, 202].map((code) => answer(kind, body, code))).toEqual(
			Array(3).fill('refusal'),
		);
	});
});

test.each<unknown>([
	{ code: 202, message: 'Accepted' },
	{ code: 200 },
	{ code: 'US', name: 'United States' },
	{ code: '415', description: null, name: 'San Francisco' },
	{ code: '404' },
	{ code: 404.5, message: 'x' },
	{ code: 600, message: 'x' },
	{ code: 404, user: '101' },
	{ code: '404', message: 'x', user: '101' },
	{ status: 'error' },
	{ status: 'error', id: '1', model: 'call' },
	{ status: 404, user: '101', message: 'gone to lunch' },
	{ error: 0, total: 5 },
	{ errors: 5 },
	{ errors: [] },
	{ error: '', message: 'OK' },
	{ error: false, success: true },
	{ error: 'none', 'error-count': 3, id: '1' },
	{ message: 'Hello', 'messagesession-id': 'x', type: 'sms' },
	{ success: true },
	{ success: false, user: '101' },
	[{ code: 403, message: 'No' }, { user: '101' }],
	[],
	{},
	null,
	'error',
	403,
])('%j is none', (body) => expect(refusalIn(body)).toBeUndefined());

test.each([
	[{ user: '101' }, true],
	[{ code: 202, message: 'Accepted', id: 1 }, true],
	[{ code: 202, message: 'Accepted' }, false],
	[{}, false],
	[[], false],
	[null, false],
	['x', false],
])('%j is a record: %p', (value, expected) => expect(isRecord(value)).toBe(expected));

/** Every success that the API's description documents, filled in several ways. */
describe('no documented answer is taken for a flaw', () => {
	const spec = Spec.load();
	const kindOf = new Map(
		offered.flatMap(({ operation }) => {
			const { kind } = buildRequest(
				operation,
				{ path: {}, query: {}, body: {} },
				{ body: {}, query: {} } as Parameters<typeof buildRequest>[2],
				0,
			);
			return [operation.id, ...(operation.also ?? [])].map((id) => [id, kind] as const);
		}),
	);
	const variants = spec.endpoints.flatMap((endpoint) => endpoint.variants);

	test('the description has an answer for every operation', () => {
		expect(variants).toHaveLength(498);
		expect(variants.filter(({ id }) => !kindOf.has(id))).toEqual([]);
		expect(variants.filter((variant) => spec.successes(variant).length === 0)).toEqual([]);
	});

	/** What the columns of a record may hold that an answer without data would say, too. */
	const troubling: Record<string, unknown> = {
		code: 404,
		status: 'error',
		error: 'error',
		errors: ['error'],
		message: 'error',
		reason: 'error',
		success: false,
	};
	const fillings: Array<[string, (name: string, plain: unknown) => unknown]> = [
		['plain', (_name, plain) => plain],
		['with troubling words', (name, plain) => troubling[name] ?? (plain === 1 ? 404 : 'error')],
		['with empty columns', (_name, plain) => (plain === 1 ? 0 : '')],
	];

	function sample(schema: Schema | undefined, fill: (typeof fillings)[0][1], name = ''): unknown {
		const own = spec.resolve(schema);
		const choices = (own.oneOf ?? own.anyOf) as Schema[] | undefined;
		if (choices?.length) return sample(choices[0], fill, name);
		const [type] = [own.type ?? (own.properties || own.allOf ? 'object' : 'string')].flat();
		if (type === 'array') return own.items ? [sample(own.items as Schema, fill, name)] : [];
		if (type === 'object') {
			const columns = Object.entries(spec.properties(own));
			return Object.fromEntries(columns.map(([key, part]) => [key, sample(part, fill, key)]));
		}
		if (own.const !== undefined || own.enum) return own.const ?? (own.enum as unknown[])[0];
		return fill(name, type === 'integer' || type === 'number' ? 1 : 'text');
	}

	/** Answers that say only that a write was accepted carry a code of success. */
	function successful(value: unknown, status: number): unknown {
		const isWord = typeof value === 'object' && value !== null && 'code' in value;
		return isWord && !isRecord(value) ? { ...value, code: status } : value;
	}

	test.each(fillings)('%s', (_, fill) => {
		const flaws = variants.flatMap((variant: Variant) =>
			spec.successes(variant).flatMap((status) => {
				const kind = kindOf.get(variant.id) ?? 'any';
				if (kind === 'file') return [];
				const schema = spec.responseSchema(variant, status);
				const body = schema && successful(sample(schema, fill), status);
				const flaw = flawOf(kind, reply(status, body === undefined ? '' : JSON.stringify(body)));
				return flaw ? [`${variant.id} ${status} ${kind} ${flaw}: ${JSON.stringify(body)}`] : [];
			}),
		);
		expect(flaws).toEqual([]);
	});
});

describe('an error and nothing else is a refusal', () => {
	const words = ['message', 'messages', 'msg', 'error', 'errors', 'error_description'];
	const others = ['error-message', 'detail', 'details', 'description', 'reason', 'Title'];
	const around = ['code', 'error_code', 'ErrorType', 'error_uri', 'instance', 'ok', 'path'];
	const more = ['request-id', 'status', 'statusCode', 'success', 'timestamp', 'trace_id', 'type'];

	test.each([...words, ...others])('that says so in %s', (name) => {
		expect(refusalIn({ [name]: 'Wrong', statusCode: 404 })).toEqual({ status: 404 });
		expect(refusalIn({ [name]: 'Wrong', status: 'error' })).toEqual({ status: 0 });
	});

	test.each([...around, ...more])('with %s beside it', (name) => {
		expect(refusalIn({ error: 'Wrong', [name]: 'x' })).toEqual({ status: 0 });
	});

	test.each(['id', 'domain', 'codes', 'types'])('but for %s beside it', (name) => {
		expect(refusalIn({ error: 'Wrong', [name]: 'x' })).toBeUndefined();
	});

	test.each<[object, { status: number } | undefined]>([
		[{ message: 'x', error_code: 422 }, { status: 422 }],
		[{ error: { code: 403, message: 'x' } }, { status: 403 }],
		[{ error: { status: '409' }, statusCode: 404 }, { status: 409 }],
		[{ message: 'x', status: 'No error' }, undefined],
		[{ message: 'x', status: 'Failed' }, { status: 0 }],
		[{ status: 400 }, { status: 400 }],
		[{ status: '400' }, undefined],
		[{ code: 399, message: 'x' }, undefined],
		[{ code: 600, message: 'x' }, undefined],
		[{ code: 404.5, message: 'x' }, undefined],
		[[], undefined],
		[[{ error: 'x' }, { id: 1 }], undefined],
	])('%j: %j', (body, refusal) => expect(refusalIn(body)).toEqual(refusal));
});
