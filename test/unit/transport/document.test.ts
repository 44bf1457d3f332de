import { Readable } from 'node:stream';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Api } from '../../../nodes/NetSapiens/transport/api';

/** A server whose document comes in these pieces, and what was sent to it. */
function serverWith(pieces: Iterable<Buffer>, statusCode = 200) {
	const sent: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCredentials: async () => ({ server: 'pbx.example.com/v2', authentication: 'apiKey' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				sent.push(options);
				const body = Readable.from(pieces, { objectMode: false });
				return { statusCode, headers: {}, body };
			},
		},
	} as unknown as IExecuteFunctions;
	return { api: new Api(context, { attempts: 1 }), sent };
}

test('the document beside the API comes whole, whatever pieces it comes in', async () => {
	const { api, sent } = serverWith([...'{"info":{"title":"é"}}'].map((one) => Buffer.from(one)));
	expect(await api.ownDocument()).toEqual({ info: { title: 'é' } });
	expect(sent).toMatchObject([
		{
			method: 'GET',
			url: 'https://pbx.example.com/v2/ns-api/webroot/openapi/openapi.json',
			encoding: 'stream',
		},
	]);
});

test('one without an end is not read to its end', async () => {
	const piece = Buffer.alloc(5_000_000, ' ');
	let pieces = 0;
	function* endless() {
		for (; pieces < 40; pieces++) yield piece;
	}
	const { api } = serverWith(endless());
	await expect(api.ownDocument()).rejects.toThrow('It is larger than any document of the API');
	expect(pieces).toBeGreaterThan(3);
	expect(pieces).toBeLessThan(20);
});

test('one that may not be read says so, and of the API nothing', async () => {
	const { api, sent } = serverWith([Buffer.from('<title>Sign in</title>')], 403);
	await expect(api.ownDocument(3)).rejects.toMatchObject({
		message: 'pbx.example.com blocks this n8n: Sign in',
		httpCode: '403',
		context: { itemIndex: 3 },
	});
	await api.request({ method: 'GET', path: '/domains', kind: 'list' }).catch(() => undefined);
	expect(sent).toHaveLength(2);
});
