import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { pickers } from '../generated/pickers';
import type { Picker } from '../execute/operation';
import { UnreadableList } from '../execute/pages/brokenList';
import { fingerprint } from '../execute/pages/fingerprint';
import { ListReader, PAGE_SIZE } from '../execute/pages/listReader';
import { pageFetcher } from '../execute/pages/pageFetcher';
import type { FetchPage } from '../execute/pages/requests';
import { spelled, type Spelled } from '../spellings';
import { Api } from '../transport/api';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Records that are looked through before what was found is shown; the token goes on from there. */
const MOST_RECORDS = 10 * PAGE_SIZE;

/** Choices that fill the list on the screen, so that it can be scrolled for more. */
const ENOUGH = 50;

/** Pages asked for at the same time. */
const AHEAD = 5;

/** The search method of every picker, by the name the properties use. */
export const listSearch: Record<string, ListSearch> = Object.fromEntries(
	Object.entries(pickers).map(([name, picker]) => [name, searchOf(picker)]),
);

function searchOf(picker: Picker): ListSearch {
	return async function (filter, paginationToken) {
		const words = filter?.trim().toLowerCase() ?? '';
		const found = await search(this, picker, words, readToken(paginationToken));
		const mine = picker.mine && !paginationToken && !words ? [MY_OWN] : [];
		return { ...found, results: [...mine, ...found.results] };
	};
}

const MY_OWN: INodeListSearchItems = { name: 'My Own (~)', value: '~' };

/** Where the list goes on, and what it began with last time: a server may give that again. */
interface Place {
	start: number;
	before?: number;
}

function readToken(token = '0'): Place {
	const [start, before] = token.split(' ').map(Number);
	return { start: start ?? 0, before };
}

async function search(
	context: ILoadOptionsFunctions,
	picker: Picker,
	filter: string,
	place: Place,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	const collect = (records: IDataObject[]): number => {
		for (const record of records.map((one) => spelled(one, picker.record))) {
			if (isSystemUser(record)) continue;
			const choice = entryOf(picker, record);
			if (matches(choice, filter)) results.push(choice);
		}
		return results.length;
	};
	const pages = pagesOf(context, picker, place.start);
	const paginationToken = await look(pages, place, collect).catch(unlessUnreadable);
	return { results, paginationToken };
}

/**
 * Looks through a list, page by page, until `collect` has found enough. A short page is not the
 * end, as servers cap pages and hide rows: the reader finds it.
 *
 * @returns the token for the rest of the list; undefined when there is none
 */
async function look(
	pages: FetchPage<IDataObject>,
	{ start, before }: Place,
	collect: (records: IDataObject[]) => number,
): Promise<string | undefined> {
	const reader = new ListReader(pages, { wanted: MOST_RECORDS, ahead: AHEAD });
	let first: number | undefined;
	let seen = 0;
	for await (const records of reader.pages()) {
		first ??= fingerprint(JSON.stringify(records[0]));
		if (first === before) return undefined;
		seen += records.length;
		if (collect(records) >= ENOUGH || seen >= MOST_RECORDS) {
			return `${start + reader.offset} ${first}`;
		}
	}
	return undefined;
}

/** What cannot be read of a list is no reason to hide what can. */
function unlessUnreadable(error: unknown): undefined {
	if (!(error instanceof UnreadableList)) throw error;
}

function pagesOf(
	context: ILoadOptionsFunctions,
	{ path, fallbackPath }: Picker,
	from: number,
): FetchPage<IDataObject> {
	const api = new Api(context, { concurrency: AHEAD });
	const values = neededValues(context, path);
	const ask = async (start: number, limit: number) => {
		const query = { start: from + start, limit };
		const listed = api.request({ method: 'GET', path, values, query, kind: 'list' });
		if (fallbackPath === undefined || query.start > 0) return await listed;
		// Who may not list them all (an Office Manager) still has one of their own.
		return await listed.catch(() =>
			api.request({ method: 'GET', path: fallbackPath, kind: 'list' }),
		);
	};
	// Where nothing is there, there is nothing to choose: that is no mistake.
	return pageFetcher(ask, async () => true);
}

/**
 * The values the path needs, from the form's fields of the same names.
 *
 * @throws NodeOperationError when one has not been chosen yet
 */
function neededValues(context: ILoadOptionsFunctions, path: string): IDataObject {
	const values: IDataObject = {};
	for (const [, name = ''] of path.matchAll(/\{([^}]+)\}/g)) {
		const value = context.getCurrentNodeParameter(name, { extractValue: true });
		if (value === undefined || value === null || String(value).trim() === '') {
			throw new NodeOperationError(
				context.getNode(),
				`Choose "${name}" first, as this list depends on it`,
				{
					description: `If "${name}" is an expression that has no value yet, give an ID here instead of choosing from the list.`,
				},
			);
		}
		values[name] = value as string;
	}
	return values;
}

/** Users the server makes for queues, attendants and the like (facts: their service code tells). */
function isSystemUser(record: Spelled): boolean {
	return String(record.get('service-code') ?? '').startsWith('system');
}

function entryOf({ value, label }: Picker, record: Spelled): INodeListSearchItems {
	const id = String(record.get(value) ?? '');
	const words = label.map((key) => String(record.get(key) ?? '').trim()).filter(Boolean);
	return { name: words.join(' ') || id, value: id };
}

function matches({ name, value }: INodeListSearchItems, filter: string): boolean {
	return value !== '' && `${name} ${String(value)}`.toLowerCase().includes(filter);
}
