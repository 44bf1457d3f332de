/** Which files an operation gives, under which names. */
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { downloadedItems } from '../../../nodes/NetSapiens/execute/downloads';
import type { Operation } from '../../../nodes/NetSapiens/execute/operation';
import type { Options } from '../../../nodes/NetSapiens/execute/options';
import type { Api, ApiRequest } from '../../../nodes/NetSapiens/transport/api';
import type { Link } from '../../../nodes/NetSapiens/transport/download';
import { changing } from './form';

const request: ApiRequest = { method: 'GET', path: '/toys', kind: 'file', itemIndex: 3 };
const file: IBinaryData = { data: 'x', mimeType: 'audio/wav', fileName: 'theirs.wav' };

const linked: NonNullable<Operation['download']> = {
	link: 'file-access-url',
	fileName: 'filename',
	mimeType: 'mime-type',
};
const one = { ...linked, by: { name: 'toy', field: 'ordinal-order' } };

interface Given {
	download?: Operation['download'];
	answer?: unknown;
	options?: Partial<Options>;
	path?: IDataObject;
}

async function downloaded({ download, answer = [], options, path = {} }: Given) {
	const asked: unknown[] = [];
	const links: Array<[Link, number | undefined]> = [];
	const api = {
		download: async (sent: ApiRequest) => {
			asked.push(sent);
			return file;
		},
		request: async (sent: ApiRequest) => {
			asked.push(sent);
			return Number(sent.query?.start ?? 0) > 0 ? [] : answer;
		},
		downloadLink: async (link: Link, itemIndex?: number) => {
			links.push([link, itemIndex]);
			return file;
		},
		stopped: new AbortController().signal,
		context: {},
	} as unknown as Api;
	const items = await downloadedItems(
		api,
		changing({ result: 'file', download }),
		request,
		{ path, query: {}, body: {} },
		{
			binaryField: 'data',
			fileName: '',
			onBrokenList: 'fail',
			concurrency: 1,
			...options,
		} as Options,
	);
	return { items, asked, links };
}

test('the answer itself is the file', async () => {
	const { items, asked } = await downloaded({});
	expect(items).toEqual([{ json: {}, binary: { data: file } }]);
	expect(asked).toEqual([request]);
});

test('the file goes where it was wanted, under the name that was wanted', async () => {
	const { items } = await downloaded({ options: { binaryField: 'song', fileName: 'mine.wav' } });
	expect(items).toEqual([{ json: {}, binary: { song: { ...file, fileName: 'mine.wav' } } }]);
});

test('each record that links to a file gives it beside its fields, and others give nothing', async () => {
	const answer = [
		{ id: 1, 'file-access-url': 'https://a/1', filename: '1.wav', 'mime-type': 'audio/wav' },
		{ id: 2, 'file-access-url': '' },
		{ id: 3, file_access_url: 'https://a/3', filename: null },
		{ id: 4 },
	];
	const { items, links, asked } = await downloaded({ download: linked, answer });
	expect(items).toEqual([
		{ json: answer[0], binary: { data: file } },
		{ json: answer[2], binary: { data: file } },
	]);
	expect(links).toEqual([
		[{ url: 'https://a/1', fileName: '1.wav', mimeType: 'audio/wav' }, 3],
		[{ url: 'https://a/3', fileName: undefined, mimeType: undefined }, 3],
	]);
	expect(asked).toEqual([{ ...request, kind: 'record' }]);
});

test('names and types that the records do not say are left to the server', async () => {
	const answer = { url: 'https://a/1', filename: '1.wav' };
	const { links } = await downloaded({ download: { link: 'url' }, answer });
	expect(links).toEqual([[{ url: 'https://a/1' }, 3]]);
});

test.each([[[]], [{}], [{ 'file-access-url': '' }]])('%j has no file yet', async (answer) => {
	await expect(downloaded({ download: linked, answer })).rejects.toThrow(
		'has no file for this yet',
	);
});

describe('of a list', () => {
	const answer = [
		{ 'ordinal-order': 1, 'file-access-url': 'https://a/1' },
		{ ordinal_order: '10', 'file-access-url': 'https://a/10' },
	];

	test.each([
		['10', 'https://a/10'],
		[1, 'https://a/1'],
	])('%j is the one that was asked for', async (toy, url) => {
		const { links, asked } = await downloaded({ download: one, answer, path: { toy } });
		expect(links).toMatchObject([[{ url }, 3]]);
		expect(asked[0]).toMatchObject({ ...request, kind: 'list' });
	});

	test('one that is not there is named', async () => {
		const asking = downloaded({ download: one, answer, path: { toy: '0' } });
		await expect(asking).rejects.toThrow('There is no "0" in the list');
	});
});
