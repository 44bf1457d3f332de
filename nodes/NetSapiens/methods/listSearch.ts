import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { pickers } from '../generated/pickers';
import type { Picker } from '../execute/operation';
import { recordsOf } from '../execute/output';
import { PAGE_SIZE } from '../execute/paginate';
import { Api } from '../transport/api';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Pages one search looks through before it shows what it has; the token goes on from there. */
const PAGES_PER_SEARCH = 10;

/** The search method of every picker, by the name the properties use. */
export const listSearch: Record<string, ListSearch> = Object.fromEntries(
	Object.entries(pickers).map(([name, picker]) => [name, searchOf(picker)]),
);

function searchOf(picker: Picker): ListSearch {
	return async function (filter, paginationToken) {
		const from = Number(paginationToken ?? 0);
		const found = await search(this, picker, filter?.trim().toLowerCase() ?? '', from);
		const mine = picker.mine && from === 0 && !filter ? [{ name: 'My Own (~)', value: '~' }] : [];
		return { ...found, results: [...mine, ...found.results] };
	};
}

/** Browsing shows a page at a time; a filter looks through many, as a match may be on any. */
async function search(
	context: ILoadOptionsFunctions,
	picker: Picker,
	filter: string,
	from: number,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	const pages = filter ? PAGES_PER_SEARCH : 1;
	let start = from;
	for (let page = 0; page < pages; page++) {
		const records = await fetchRecords(context, picker, start);
		const choices = records.filter((record) => !isSystemUser(record));
		results.push(...choices.map((record) => entry(picker, record)).filter(matching(filter)));
		if (records.length !== PAGE_SIZE) return { results };
		start += PAGE_SIZE;
	}
	return { results, paginationToken: String(start) };
}

async function fetchRecords(
	context: ILoadOptionsFunctions,
	picker: Picker,
	start: number,
): Promise<IDataObject[]> {
	const api = new Api(context);
	const values = neededParameters(context, picker.path);
	const query = { start, limit: PAGE_SIZE };
	const listed = api.request({ method: 'GET', path: picker.path, values, query, kind: 'list' });
	const { fallbackPath } = picker;
	if (!fallbackPath) return recordsOf(await listed);
	// Who may not list them all (an Office Manager) still has one of their own.
	return recordsOf(
		await listed.catch(
			async () => await api.request({ method: 'GET', path: fallbackPath, kind: 'list' }),
		),
	);
}

/** The values the path needs, from the form's fields of the same names. */
function neededParameters(context: ILoadOptionsFunctions, path: string): IDataObject {
	const values: IDataObject = {};
	for (const [, name = ''] of path.matchAll(/\{([^}]+)\}/g)) {
		values[name] = context.getCurrentNodeParameter(name, { extractValue: true }) as string;
	}
	return values;
}

/** Users the server makes for queues, attendants and the like (facts: their service code tells). */
function isSystemUser(record: IDataObject): boolean {
	return String(record['service-code'] ?? '').startsWith('system');
}

function entry({ value, label }: Picker, record: IDataObject): INodeListSearchItems {
	const id = String(record[value] ?? '');
	const words = label.map((key) => String(record[key] ?? '').trim()).filter((word) => word !== '');
	return { name: words.join(' ') || id, value: id };
}

function matching(filter: string): (item: INodeListSearchItems) => boolean {
	return ({ name, value }) =>
		`${name} ${String(value)}`.toLowerCase().includes(filter) && value !== '';
}
