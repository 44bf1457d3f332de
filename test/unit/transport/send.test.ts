import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Api, type ApiRequest } from '../../../nodes/NetSapiens/transport/api';

/** What n8n is handed for a request. */
async function handed(request: Partial<ApiRequest>): Promise<Partial<IHttpRequestOptions>> {
	const sent: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCredentials: async () => ({ server: 'pbx.example.com', authentication: 'apiKey' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				sent.push(options);
				return { statusCode: 202, headers: {} };
			},
		},
	} as unknown as IExecuteFunctions;
	const usual = { method: 'POST', path: '/domains', kind: 'write' } as const;
	expect(await new Api(context).request({ ...usual, ...request })).toBeUndefined();
	expect(sent).toHaveLength(1);
	return sent[0] ?? {};
}

const asJson = { Accept: 'application/json', 'Content-Type': 'application/json' };
const bytes = Buffer.from('RIFF');

// n8n sends nothing for empty objects and arrays.
test.each<[ApiRequest['body'], unknown, object]>([
	[undefined, undefined, { Accept: 'application/json' }],
	[{ a: 1 }, { a: 1 }, { Accept: 'application/json' }],
	[[{ a: 1 }], [{ a: 1 }], { Accept: 'application/json' }],
	[{}, '{}', asJson],
	[[], '[]', asJson],
	[bytes, bytes, { Accept: 'application/json' }],
])('the body %j is handed over as %j, with %j', async (body, wanted, headers) => {
	expect(await handed({ body })).toMatchObject({ body: wanted, headers });
	const own = await handed({ body, headers: { 'Content-Type': 'audio/wav' } });
	expect(own).toMatchObject({ body: wanted, headers: { 'Content-Type': 'audio/wav' } });
});

test('only what is known goes into the query, and no redirect is followed', async () => {
	const options = await handed({ query: { start: 0, limit: undefined, all: false, of: ['a'] } });
	expect(options.qs).toStrictEqual({ start: 0, all: false, of: ['a'] });
	expect(options).toMatchObject({
		method: 'POST',
		url: '/domains',
		arrayFormat: 'repeat',
		encoding: 'text',
		returnFullResponse: true,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	});
	expect((await handed({})).qs).toStrictEqual({});
});
