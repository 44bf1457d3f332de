import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { Api, type ApiSettings } from '../../../nodes/NetSapiens/transport/api';

type Answering = (options: IHttpRequestOptions) => Promise<unknown>;

const silent: Answering = async () => await new Promise(() => {});

/** An API whose server answers as told, and what was sent to it. */
function apiOf(answer: Answering, settings: ApiSettings) {
	const sent: string[] = [];
	const context = {
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCredentials: async () => ({ server: 'pbx.example.com', authentication: 'apiKey' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				sent.push(options.url);
				return await answer(options);
			},
		},
	} as unknown as IHookFunctions;
	return { api: new Api(context, settings), sent };
}

const list = { method: 'GET', path: '/domains', kind: 'list' } as const;

test('a request ends with the run, also where n8n waits for something else, as for a sign-in', async () => {
	const { api } = apiOf(silent, { runMilliseconds: 20 });
	await expect(api.request(list)).rejects.toThrow('pbx.example.com did not answer within 1 s');
});

test('nothing is sent after the end of a run', async () => {
	const { api, sent } = apiOf(silent, { runMilliseconds: 20 });
	await api.request(list).catch(() => undefined);
	await expect(api.request(list)).rejects.toThrow('did not answer');
	expect(sent).toHaveLength(1);
});

test('after a stop nothing is sent for the first time or again, and people read so', async () => {
	const stopping: Answering = async () => {
		api.stop();
		return { statusCode: 503, headers: {}, body: '' };
	};
	const { api, sent } = apiOf(stopping, {});
	await expect(api.request(list)).rejects.toThrow('503');
	await expect(api.request(list)).rejects.toMatchObject({
		message: 'The execution was stopped',
		description: 'Nothing was sent for this item.',
	});
	expect(sent).toHaveLength(1);
});

test('a request that may go well the next time is sent as often as the run allows', async () => {
	const busy: Answering = async () => ({ statusCode: 503, headers: {}, body: '' });
	const { api, sent } = apiOf(busy, { attempts: 1 });
	await expect(api.request(list)).rejects.toThrow('503');
	expect(sent).toHaveLength(1);
});

describe('what one request runs into', () => {
	const page = '<title>Blocked</title>';

	test.each<[boolean, number, string, IDataObject?]>([
		[true, 403, page],
		[true, 401, '{"message":"Unauthorized"}'],
		[true, 429, '', { 'retry-after': '31' }],
		[true, 503, '', { 'retry-after': '31' }],
		[false, 400, ''],
		[false, 401, '{"message":"Invalid Scope"}'],
		[false, 403, '{"message":"Forbidden"}'],
		[false, 404, page],
		[false, 409, ''],
		[false, 429, '', { 'retry-after': '30' }],
		[false, 500, '', { 'retry-after': '31' }],
		[false, 503, ''],
		[false, 200, page],
	])(
		'spares the others the same: %p (%i %s %j)',
		async (spared, statusCode, body, headers = {}) => {
			const { api, sent } = apiOf(async () => ({ statusCode, headers, body }), { attempts: 1 });
			const first = await api.request(list).catch((error: Error) => error);
			const second = await api.request(list).catch((error: Error) => error);
			expect(sent).toHaveLength(spared ? 1 : 2);
			expect(second).toMatchObject({ message: (first as Error).message });
			const { description } = second as { description?: string };
			expect(description?.includes('Nothing was sent for this item')).toBe(spared);
		},
	);
});

test('a sign-in that waits sends nothing after the run is over', async () => {
	const stop = new AbortController();
	const logins: unknown[] = [];
	let signIn: () => Promise<unknown> = async () => undefined;
	const context = {
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCredentials: async () => ({ server: 'pbx.example.com', authentication: 'apiKey' }),
		getExecutionCancelSignal: () => stop.signal,
		helpers: {
			httpRequest: async (options: IHttpRequestOptions) => logins.push(options),
			// Signs in first, with the helpers of who calls it, as n8n does.
			async httpRequestWithAuthentication(this: IExecuteFunctions) {
				signIn = async () => await this.helpers.httpRequest({ url: '/tokens' });
				return await silent({ url: '' });
			},
		},
	} as unknown as IExecuteFunctions;
	const asked = new Api(context).request(list).catch((error: Error) => error.message);
	await new Promise(setImmediate);
	await signIn();
	expect(logins).toHaveLength(1);
	stop.abort();
	expect(await asked).toBe('The execution was stopped');
	await expect(signIn()).rejects.toThrow('The execution was stopped');
	expect(logins).toHaveLength(1);
});
