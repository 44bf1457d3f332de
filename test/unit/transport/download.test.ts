import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Api } from '../../../nodes/NetSapiens/transport/api';

const PIECES = 400;

/** A server with a large file, and what n8n was handed of it. */
function serverWith(type: string) {
	let read = 0;
	async function* pieces() {
		for (; read < PIECES; read++) yield Buffer.alloc(64 * 1024, 'R');
	}
	const stored: Array<{ data: unknown; readBefore: number }> = [];
	const answer = async () => ({
		statusCode: 200,
		headers: { 'content-type': type },
		body: Readable.from(pieces(), { objectMode: false }),
	});
	const context = {
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCredentials: async () => ({ server: 'pbx.example.com', authentication: 'apiKey' }),
		helpers: {
			httpRequestWithAuthentication: answer,
			httpRequest: answer,
			prepareBinaryData: async (data: Readable) => {
				stored.push({ data, readBefore: read });
				for await (const piece of data) void piece;
				return { data: '', mimeType: type };
			},
		},
	} as unknown as IExecuteFunctions;
	return { api: new Api(context), stored, read: () => read };
}

const file = { method: 'GET', path: '/sipflow', kind: 'file' } as const;

test.each([
	['an operation answers with', async (api: Api) => await api.download(file)],
	['a link leads to', async (api: Api) => await api.downloadLink({ url: '/audio?a=1' })],
	[
		'another server has',
		async (api: Api) => await api.downloadLink({ url: 'https://storage.example/a.wav' }),
	],
])('a file that %s goes to n8n as it comes, not in one piece', async (_, download) => {
	const { api, stored, read } = serverWith('audio/wav');
	await download(api);
	expect(stored).toHaveLength(1);
	expect(stored[0]?.data).toBeInstanceOf(Readable);
	expect(stored[0]?.readBefore).toBeLessThan(10);
	expect(read()).toBe(PIECES);
});

interface File {
	statusCode?: number;
	headers?: IDataObject;
	body?: string;
}

/**
 * Takes one small file, by way of the API or of a link. Only links meet the status.
 *
 * @returns how n8n was handed it, and what was asked
 */
async function taken(
	{ statusCode = 200, headers = {}, body = 'RIFF' }: File,
	take = async (api: Api) => await api.download(file),
	sent: Array<IHttpRequestOptions & { by: string }> = [],
) {
	const answer = (by: string, options: IHttpRequestOptions, status: number) => {
		sent.push({ ...options, by });
		return { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) };
	};
	const context = {
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCredentials: async () => ({ server: 'pbx.example.com', authentication: 'apiKey' }),
		helpers: {
			httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) =>
				answer('credential', options, 200),
			httpRequest: async (options: IHttpRequestOptions) => answer('link', options, statusCode),
			binaryToString: text,
			prepareBinaryData: async (data: Readable, fileName?: string, mimeType?: string) => ({
				data: await text(data),
				fileName,
				mimeType,
			}),
		},
	} as unknown as IExecuteFunctions;
	return { file: await take(new Api(context, { attempts: 1 })), sent };
}

const named = (disposition: string) => ({ 'content-disposition': disposition });

test('the server is asked for it whatever it is', async () => {
	const { sent } = await taken({});
	expect(sent).toMatchObject([
		{ by: 'credential', method: 'GET', url: '/sipflow', headers: { Accept: '*/*' } },
	]);
	const csv = { ...file, query: { day: 1 }, headers: { Accept: 'text/csv' } };
	const other = await taken({}, async (api) => await api.download(csv));
	expect(other.sent).toMatchObject([{ qs: { day: 1 }, headers: { Accept: 'text/csv' } }]);
});

test.each<[string | undefined, IDataObject]>([
	['a b.wav', named('attachment; filename="a b.wav"')],
	['a.wav', named('attachment; FileName=a.wav; size=4')],
	// A name is no path.
	['c.wav', named('attachment; filename="/a/b/c.wav"')],
	['c.wav', named('attachment; filename="C:\\a\\c.wav"')],
	[undefined, named('attachment')],
	[undefined, {}],
])('the name is %p by %j', async (fileName, headers) => {
	expect((await taken({ headers })).file).toMatchObject({ data: 'RIFF', fileName });
});

test.each<[string, string, string | undefined, boolean]>([
	['audio/wav', 'RIFF', 'audio/wav', true],
	['audio/wav; codecs=1', 'RIFF', 'audio/wav', true],
	['', 'RIFF', undefined, true],
	['image/svg+xml', '<svg>', 'image/svg+xml', true],
	['text/plain', 'Hello', 'text/plain', true],
	['text/html', ' <html>', '', false],
	['audio/wav', '<html>', '', false],
	['application/json', '[1]', '', false],
	['application/problem+json; charset=utf-8', '[1]', '', false],
	['audio/wav', '', '', false],
])('of type %j, %j is a file of type %j: %p', async (type, body, mimeType, isFile) => {
	const outcome = taken({ headers: { 'content-type': type }, body });
	if (isFile) expect((await outcome).file).toMatchObject({ data: body, mimeType });
	else await expect(outcome).rejects.toThrow(/^pbx\.example\.com (answered with|sent an empty)/);
});

const link = { url: ' /audio?a=1 ', fileName: 'vm.wav', mimeType: 'audio/x-wav' };
const byLink = async (api: Api) => await api.downloadLink(link, 2);

test('a link gives name and type where the server says none', async () => {
	const { file: saved, sent } = await taken({}, byLink);
	expect(saved).toEqual({ data: 'RIFF', fileName: 'vm.wav', mimeType: 'audio/x-wav' });
	expect(sent).toMatchObject([
		{ by: 'link', url: 'https://pbx.example.com/audio?a=1', headers: { Accept: '*/*' } },
	]);
	const headers = { 'content-type': 'audio/wav', ...named('inline; filename=b.wav') };
	const other = await taken({ headers }, byLink);
	expect(other.file).toMatchObject({ fileName: 'b.wav', mimeType: 'audio/wav' });
});

test('a page that was to be one is a file', async () => {
	const page = { url: '/a.html', mimeType: 'text/html' };
	const answer = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>' };
	const { file: saved } = await taken(answer, async (api) => await api.downloadLink(page));
	expect(saved).toMatchObject({ data: '<html>', mimeType: 'text/html' });
});

test.each([401, 403])(
	'a link of the server itself that answers %i is asked with the credential',
	async (statusCode) => {
		const { file: saved, sent } = await taken({ statusCode }, byLink);
		expect(saved).toMatchObject({ data: 'RIFF', fileName: 'vm.wav' });
		const url = 'https://pbx.example.com/audio?a=1';
		expect(sent).toMatchObject([
			{ by: 'link', url },
			{ by: 'credential', method: 'GET', url, headers: { Accept: '*/*' }, encoding: 'stream' },
		]);
	},
);

test.each([
	['the server itself that is gone', 404, '/audio'],
	['another server', 401, 'https://storage.example/audio'],
	['another server by its scheme', 403, 'http://pbx.example.com/audio'],
])('a link of %s (%i) is not', async (_, statusCode, url) => {
	const sent: Parameters<typeof taken>[2] = [];
	const take = async (api: Api) => await api.downloadLink({ url }, 2);
	await expect(taken({ statusCode }, take, sent)).rejects.toMatchObject({
		httpCode: String(statusCode),
		context: { itemIndex: 2 },
	});
	expect(sent.map(({ by }) => by)).toEqual(['link']);
});

test.each(['', ' ', 'ftp://storage.example/a', 'javascript:alert(1)', 'http://['])(
	'%j is no link',
	async (url) => {
		const outcome = taken({}, async (api) => await api.downloadLink({ url }));
		await expect(outcome).rejects.toThrow('no web address');
	},
);
