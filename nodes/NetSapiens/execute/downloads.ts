import {
	UserError,
	type IBinaryData,
	type IDataObject,
	type INodeExecutionData,
} from 'n8n-workflow';
import { spelled } from '../spellings';
import type { Api, ApiRequest } from '../transport/api';
import type { Link } from '../transport/download';
import { readList } from './list';
import type { Download, Operation } from './operation';
import type { Options } from './options';
import { recordsOf } from './output';
import type { Values } from './values';

/**
 * The files that an operation answers with, or that the records of its answer link to; they are
 * streamed into n8n, each into an item of its own.
 *
 * @param request as it is sent; the path parameter that asks for one record of a list is not part of it
 * @throws UserError when there is no such record, or no file to it yet
 * @throws NodeApiError with advice
 */
export async function downloadedItems(
	api: Api,
	operation: Operation,
	request: ApiRequest,
	{ path }: Values,
	options: Options,
): Promise<INodeExecutionData[]> {
	const { download, record: kind } = operation;
	if (!download) return [itemOf({}, await api.download(request), options)];
	const records = await readRecords(api, download, request, path, options, kind);
	const links = records.map((record) => ({ record, link: linkOf(record, download, kind) }));
	const items: INodeExecutionData[] = [];
	for (const { record, link } of links.filter(({ link: { url } }) => url !== '')) {
		items.push(itemOf(record, await api.downloadLink(link, request.itemIndex), options));
	}
	if (items.length === 0) throw new UserError(NO_FILE);
	return items;
}

const NO_FILE =
	'The server has no file for this yet. Recordings and voicemails take a while after the call; try again later.';

/** The records of the answer; of a list, the one that was asked for. */
async function readRecords(
	api: Api,
	{ by }: Download,
	request: ApiRequest,
	path: IDataObject,
	{ onBrokenList, concurrency }: Options,
	kind: string | undefined,
): Promise<IDataObject[]> {
	if (!by) return recordsOf(await api.request({ ...request, kind: 'record' }));
	const list: ApiRequest = { ...request, kind: 'list' };
	const rows = await readList(api, list, { rows: Infinity, onBrokenList, concurrency });
	const wanted = String(path[by.name]);
	const found = rows.filter((row) => String(spelled(row, kind).get(by.field)) === wanted);
	if (found.length > 0) return found;
	throw new UserError(
		`There is no "${wanted}" in the list. Pick one from the list, or check the number.`,
	);
}

function linkOf(
	record: IDataObject,
	{ link, fileName, mimeType }: Download,
	kind: string | undefined,
): Link {
	const values = spelled(record, kind);
	const text = (name: string | undefined) => name && String(values.get(name) ?? '');
	return {
		url: text(link) ?? '',
		fileName: text(fileName) || undefined,
		mimeType: text(mimeType) || undefined,
	};
}

function itemOf(
	json: IDataObject,
	file: IBinaryData,
	{ binaryField, fileName }: Options,
): INodeExecutionData {
	return { json, binary: { [binaryField]: fileName === '' ? file : { ...file, fileName } } };
}
