import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Api, ApiRequest } from '../transport/api';
import { isEmptyList } from './emptyList';
import type { Operation } from './operation';
import { recordsOf } from './output';
import { BrokenList } from './pages/brokenList';
import { ListReader } from './pages/listReader';
import { pageFetcher } from './pages/pageFetcher';
import { readPages, type List } from './pages/readPages';
import type { FetchPage } from './pages/requests';

/** How much of a list is wanted. */
export interface Wanted {
	/** How many rows; Infinity for all there are. */
	rows: number;
	/** What becomes of the rows read so far when the list breaks off. */
	onBrokenList: 'fail' | 'keep';
	/** Pages asked for at the same time at most. */
	concurrency: number;
	/** What counts the list's rows. */
	count?: Operation['count'];
}

/**
 * Reads a list page by page. When records are missing although it goes on, n8n shows a hint.
 *
 * @throws BrokenList when the list breaks off behind the first page and is not to be kept
 * @throws as the API does, when its first page fails
 */
export async function readList(
	api: Api,
	request: ApiRequest,
	{ rows: wanted, onBrokenList, concurrency, count }: Wanted,
): Promise<IDataObject[]> {
	const { pages, total } = sourceOf(api, request, count);
	const options = { wanted, ahead: concurrency, total };
	const { rows, warning } = await readPages(pages, options).catch((error: Error) => {
		if (!(error instanceof BrokenList)) throw error;
		return brokenOff(error as BrokenList<IDataObject>, onBrokenList === 'keep' && !isStopped(api));
	});
	if (warning !== undefined) showHint(api, warning);
	return rows;
}

/** Rows of a streamed list that are remembered; servers repeat those of the last pages, or the first. */
const REMEMBERED = 5_000;

/**
 * Reads a whole list page by page without keeping it.
 *
 * @param onWarning gets a sentence when records are missing although the list is taken as it is
 * @throws as `readList` does
 */
export async function* streamList(
	api: Api,
	request: ApiRequest,
	{ onBrokenList, concurrency, count }: Omit<Wanted, 'rows'>,
	onWarning: (warning: string) => void,
): AsyncGenerator<IDataObject[], void, undefined> {
	const { pages, total } = sourceOf(api, request, count, true);
	const reader = new ListReader(pages, { ahead: concurrency, remembers: REMEMBERED, total });
	let given = 0;
	try {
		for await (const page of reader.pages()) {
			given += page.length;
			yield page;
			// Whatever still knows the page would keep its rows until V8's next large garbage collection.
			page.length = 0;
		}
	} catch (cause) {
		if (given === 0) fail(cause as Error);
		const broken = new BrokenList<IDataObject>([], cause as Error, given);
		const { warning } = brokenOff(broken, onBrokenList === 'keep' && !isStopped(api));
		if (warning !== undefined) onWarning(warning);
	}
	if (reader.warning !== undefined) onWarning(reader.warning);
}

function sourceOf(api: Api, request: ApiRequest, count: Operation['count'], isStreamed = false) {
	const total = totalOf(api, request, count);
	const asked = isStreamed ? { ...request, isStreamed } : request;
	const pages = pagesOf(api, asked, async () => await isEmptyList(api, request, total));
	return { pages, total };
}

function fail(error: Error): never {
	throw error;
}

/** Whoever stops an execution wants no half lists. */
const isStopped = (api: Api): boolean => api.stopped.aborted;

function pagesOf(
	api: Api,
	request: ApiRequest,
	isEmpty: () => Promise<boolean>,
): FetchPage<IDataObject> {
	return pageFetcher(
		(start, limit) => api.request({ ...request, query: { ...request.query, start, limit } }),
		isEmpty,
	);
}

/** Asks for the length of the list, if the count knows all filters that are used. */
function totalOf(
	api: Api,
	request: ApiRequest,
	count: Operation['count'],
): (() => Promise<number | undefined>) | undefined {
	const used = Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined);
	if (!count || !used.every(([name]) => count.filters.includes(name))) return undefined;
	return async () => totalIn(await api.request({ ...request, path: count.path, kind: 'count' }));
}

/** Counts answer `{total}`, those of voicemails `{count, size}` (facts: Totals). */
function totalIn(answer: unknown): number | undefined {
	const [counted] = recordsOf(answer);
	const total = counted?.total ?? counted?.count;
	return /^\d+$/.test(String(total)) ? Number(total) : undefined;
}

function brokenOff(error: BrokenList<IDataObject>, isKept: boolean): List<IDataObject> {
	if (isKept) return { rows: error.rows, warning: error.message };
	const { description, httpCode } = error.cause as Partial<NodeApiError>;
	const advice =
		'To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.';
	throw Object.assign(error, {
		description: [description, advice].filter(Boolean).join(' '),
		httpCode,
	});
}

function showHint({ context }: Api, message: string): void {
	if ('addExecutionHints' in context)
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
