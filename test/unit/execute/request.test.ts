import type { Options } from '../../../nodes/NetSapiens/execute/options';
import type { Operation } from '../../../nodes/NetSapiens/execute/operation';
import { buildRequest } from '../../../nodes/NetSapiens/execute/request';
import type { Values } from '../../../nodes/NetSapiens/execute/values';
import { changing } from './form';

interface Given {
	operation?: Partial<Operation>;
	values?: Partial<Values>;
	options?: Pick<Partial<Options>, 'body' | 'query'>;
}

const request = ({ operation = {}, values = {}, options = {} }: Given) =>
	buildRequest(
		changing(operation),
		{ path: {}, query: {}, body: {}, ...values },
		{ body: {}, query: {}, ...options } as Options,
		3,
	);

test('an operation is called with its values', () => {
	const values = { path: { toy: 'bear' }, query: { view: 'all' }, body: { color: 'red' } };
	expect(request({ values })).toEqual({
		method: 'PUT',
		path: '/toys/{toy}',
		values: { toy: 'bear' },
		query: { view: 'all' },
		body: { color: 'red' },
		kind: 'write',
		since: '44',
		itemIndex: 3,
	});
});

test('what the options add wins', () => {
	const values = { query: { view: 'all', page: 1 }, body: { color: 'red', size: 3 } };
	const options = { query: { view: 'few' }, body: { color: 'blue', made: null } };
	expect(request({ values, options })).toMatchObject({
		query: { view: 'few', page: 1 },
		body: { color: 'blue', size: 3, made: null },
	});
});

test.each<[string, Given, unknown]>([
	['nothing to say', {}, undefined],
	['reading', { operation: { method: 'GET' }, values: { body: { color: 'red' } } }, undefined],
	['one field of an option', { options: { body: { color: 'red' } } }, { color: 'red' }],
	[
		'the rows of the only field',
		{ operation: { arrayBody: true }, values: { body: { toys: [{ id: 1 }] } } },
		[{ id: 1 }],
	],
])('the body of %s', (_what, given, body) => {
	expect(request(given).body).toEqual(body);
});

test('text may be anything', () => {
	expect(request({ operation: { text: true, result: 'record' } }).kind).toBe('any');
});
