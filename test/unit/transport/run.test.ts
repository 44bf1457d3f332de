import type { IExecuteFunctions, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';
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

test('a request that may go well the next time is sent as often as the run allows', async () => {
	const busy: Answering = async () => ({ statusCode: 503, headers: {}, body: '' });
	const { api, sent } = apiOf(busy, { attempts: 1 });
	await expect(api.request(list)).rejects.toThrow('503');
	expect(sent).toHaveLength(1);
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
