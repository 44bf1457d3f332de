import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pickers } from '../generated/pickers';
import type { Picker } from '../execute/operation';
import { matches, plain } from './choice';
import { Search } from './search';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The search method of every picker, by the name the properties use. */
export const listSearch: Record<string, ListSearch> = Object.fromEntries(
	Object.entries(pickers).map(([name, picker]) => [name, searchOf(picker)]),
);

function searchOf({ sources, values = [], offers = [] }: Picker): ListSearch {
	return async function (filter, paginationToken) {
		const words = plain(filter?.trim() ?? '');
		const first = paginationToken || words ? [] : offers;
		if (!sources) {
			const known = values.map((value) => ({ name: value, value }));
			return { results: [...first, ...known.filter((choice) => matches(choice, words))] };
		}
		const search = new Search(this, words);
		const found = await search.run(sources, paginationToken);
		// What is in no list can be chosen even where there is none.
		if (search.refusal && first.length === 0) throw search.refusal;
		return { ...found, results: [...first, ...found.results] };
	};
}
