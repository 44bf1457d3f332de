/** API Request: what is typed is what is sent, and what comes back is what is given. */
import type { IDataObject } from 'n8n-workflow';
import {
	apiRequestProperties,
	customRequest,
} from '../../../nodes/NetSapiens/execute/customRequest';
import type { Options } from '../../../nodes/NetSapiens/execute/options';
import type { Api, ApiRequest } from '../../../nodes/NetSapiens/transport/api';
import { formOf } from './form';

/** Sends what a form says, to a server that answers so. */
async function send(form: IDataObject, answer: (sent: ApiRequest) => unknown = () => ({ a: 1 })) {
	const asked: ApiRequest[] = [];
	const api = {
		baseUrl: async () => 'https://pbx.example/ns-api/v2',
		request: async (sent: ApiRequest) => {
			asked.push(sent);
			return answer(sent);
		},
		stopped: new AbortController().signal,
		context: {},
	} as unknown as Api;
	const options = { onBrokenList: 'fail', concurrency: 1 } as Options;
	const items = await customRequest(formOf(form), api, options, 3);
	return { asked, records: items.map(({ json }) => json) };
}

const request = { method: 'GET', path: '/domains', query: {}, kind: 'any', itemIndex: 3 };

test.each<[IDataObject, object]>([
	[{ path: '/domains' }, request],
	[
		{ path: 'domains?a=1', method: 'GET', body: '{"b":1}' },
		{ ...request, query: { a: '1' } },
	],
	[
		{ path: '/domains', method: 'PUT', body: '{"b":1}' },
		{ ...request, method: 'PUT', body: { b: 1 } },
	],
	[
		{ path: '/domains', method: 'DELETE', body: '{}' },
		{ ...request, method: 'DELETE' },
	],
	[
		{ path: '/domains', method: 'PATCH' },
		{ ...request, method: 'PATCH' },
	],
	[
		{ path: '/domains', method: 'POST', body: '[]' },
		{ ...request, method: 'POST', body: [] },
	],
])('%j is sent as it is', async (form, sent) => {
	const { asked } = await send(form);
	expect(asked).toEqual([sent]);
});

test.each<[string, unknown, IDataObject[]]>([
	['GET', [{ a: 1 }, 'x'], [{ a: 1 }, { value: 'x' }]],
	['GET', {}, []],
	['GET', undefined, []],
	['POST', [{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 2 }]],
	['POST', undefined, [{ success: true }]],
	['DELETE', {}, [{ success: true }]],
])('%s answered by %j gives %j', async (method, answer, records) => {
	expect((await send({ method, path: '/a' }, () => answer)).records).toEqual(records);
});

test.each<[IDataObject, string]>([
	[{ method: 'HEAD', path: '/a' }, '"Method" takes one of "DELETE", "GET", "PATCH", "POST", "PUT"'],
	[{ method: 'GET', path: '' }, 'Fill in the Path field'],
	[{ method: 'GET' }, 'Fill in the Path field'],
	[{ method: 'POST', path: '/a', body: 'x' }, '"Body (JSON)" must be a JSON object or array'],
	[{ path: '/a', allPages: 'perhaps' }, '"Fetch All Pages" takes true or false'],
])('%j is refused', async (form, words) => {
	const sent = jest.fn();
	await expect(send(form, sent)).rejects.toThrow(words);
	expect(sent).not.toHaveBeenCalled();
});

describe('pages', () => {
	const list = ({ query: { start = 0, limit = 100 } = {} }: ApiRequest) =>
		Array.from({ length: 130 }, (_, id) => ({ id })).slice(
			Number(start),
			Number(start) + Number(limit),
		);

	test('are all read where that was chosen, with the query that was typed', async () => {
		const { asked, records } = await send({ path: '/a?b=1', allPages: true }, list);
		expect(records).toHaveLength(130);
		expect(asked[1]).toEqual({ ...request, path: '/a', query: { b: '1', start: 100, limit: 100 } });
	});

	test('are left alone otherwise', async () => {
		const { asked, records } = await send({ path: '/a', allPages: false }, list);
		expect(records).toHaveLength(100);
		expect(asked).toEqual([{ ...request, path: '/a' }]);
	});
});

test('each field shows with the methods that it is about, and starts at what it sends by itself', () => {
	const shown = apiRequestProperties.map(
		({ name, type, default: start, required = false, displayOptions }) => {
			expect(displayOptions?.show?.resource).toEqual(['apiRequest']);
			return [name, type, start, required, displayOptions?.show?.method];
		},
	);
	expect(shown).toEqual([
		['operation', 'options', 'request', false, undefined],
		['method', 'options', 'GET', false, undefined],
		['path', 'string', '', true, undefined],
		['body', 'json', '{}', false, ['DELETE', 'PATCH', 'POST', 'PUT']],
		['allPages', 'boolean', false, false, ['GET']],
		['options', 'collection', {}, false, undefined],
	]);
	const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];
	expect(apiRequestProperties[1]?.options).toEqual(
		methods.map((method) => ({ name: method, value: method })),
	);
});
