import { Readable } from 'node:stream';

import type { IExecuteFunctions } from 'n8n-workflow';
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
