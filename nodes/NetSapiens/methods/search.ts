import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type NodeApiError,
} from 'n8n-workflow';
import type { PickerSource } from '../execute/operation';
import { UnreadableList } from '../execute/pages/brokenList';
import { fingerprint } from '../execute/pages/fingerprint';
import { ListReader, PAGE_SIZE } from '../execute/pages/listReader';
import { pageFetcher } from '../execute/pages/pageFetcher';
import type { FetchPage } from '../execute/pages/requests';
import { Api } from '../transport/api';
import { isAboutRights } from '../transport/failure';
import { choiceOf } from './choice';
import { isForForm, valuesFor } from './form';

/** Records that are looked through before what was found is shown; the token goes on from there. */
const MOST_RECORDS = 10 * PAGE_SIZE;

/** Choices that fill the list on the screen, so that it can be scrolled for more. */
const ENOUGH = 50;

/** Pages asked for at the same time. */
const AHEAD = 5;

/** Where a list goes on, and what its last page began with: a server may give that again. */
interface Place {
	start: number;
	before?: number;
}

/** One look through the lists of a picker. */
export class Search {
	private readonly api: Api;
	private readonly choices = new Map<string, INodeListSearchItems>();
	/** Records that were looked at, by this search and the ones it goes on from. */
	private seen = 0;
	private refused?: Error;

	/** @param words what was typed to search for, as `plain` makes it */
	constructor(
		private readonly context: ILoadOptionsFunctions,
		private readonly words: string,
	) {
		this.api = new Api(context, { concurrency: AHEAD });
	}

	/**
	 * What is found in the lists that fit the form. Those that the server does not have or the
	 * credential may not read are passed over, and others only stand in for what gave nothing.
	 *
	 * @param token where an earlier search ended
	 * @throws NodeOperationError when a value that a list depends on is missing
	 */
	async run(sources: PickerSource[], token = ''): Promise<INodeListSearchResult> {
		const [at = 0, start = 0, before] = token.split(' ').map(Number);
		this.seen = start;
		for (const [index, source] of this.fitting(sources).entries()) {
			if (index < at || (this.seen > 0 && !source.further && index > at)) continue;
			const place = index === at ? { start, before } : { start: 0 };
			const next = await this.read(source, place).catch((error: Error) => {
				this.passOver(error, source);
			});
			if (next !== undefined) return this.found(`${index} ${next}`);
		}
		return this.found();
	}

	/** Why the first list cannot be read, where no other stood in for it. */
	get refusal(): Error | undefined {
		return this.seen === 0 ? this.refused : undefined;
	}

	private found(paginationToken?: string): INodeListSearchResult {
		return { results: [...this.choices.values()], paginationToken };
	}

	/** Where no list fits, the first one says what is missing. */
	private fitting(sources: PickerSource[]): PickerSource[] {
		const fitting = sources.filter((source) => isForForm(this.context, source));
		const alone = fitting.filter((source) => source.alone);
		if (alone.length > 0) return alone;
		return fitting.length > 0 ? fitting : sources.slice(0, 1);
	}

	/**
	 * Looks through a list, page by page, until enough has been found. A short page is not the end, as
	 * servers cap pages and hide rows: the reader finds it.
	 *
	 * @returns the token for the rest of the list; undefined when there is none
	 */
	private async read(source: PickerSource, { start, before }: Place): Promise<string | undefined> {
		const reader = new ListReader(this.pagesOf(source, start), {
			wanted: MOST_RECORDS,
			ahead: AHEAD,
		});
		let first: number | undefined;
		let looked = 0;
		for await (const records of reader.pages()) {
			first ??= fingerprint(JSON.stringify(records[0]));
			if (first === before) return undefined;
			looked += records.length;
			if (this.collect(source, records) >= ENOUGH || looked >= MOST_RECORDS) {
				return `${start + reader.offset} ${first}`;
			}
		}
		return undefined;
	}

	/** @returns how many choices there are by now */
	private collect(source: PickerSource, records: IDataObject[]): number {
		this.seen += records.length;
		for (const record of records) {
			const choice = choiceOf(source, record, this.words);
			if (choice) this.choices.set(String(choice.value), choice);
		}
		return this.choices.size;
	}

	private pagesOf(source: PickerSource, from: number): FetchPage<IDataObject> {
		const { path, since } = source;
		const values = valuesFor(this.context, source);
		const ask = async (start: number, limit: number) => {
			const query = { start: from + start, limit };
			return await this.api.request({ method: 'GET', path, values, query, kind: 'list', since });
		};
		// Where nothing is there, there is nothing to choose: that is no mistake.
		return pageFetcher(ask, async () => true);
	}

	/** Keeps why a list cannot be read. What cannot be read of one is no reason to hide what can. */
	private passOver(error: Error, { path }: PickerSource): void {
		if (error instanceof UnreadableList) return;
		const { message, description, httpCode } = error as NodeApiError;
		// Not everybody who signs in has a domain and a user of their own.
		const isNobodys = httpCode === '404' && path.includes('/~');
		if (!isUnavailable(error) && !isNobodys) throw error;
		this.refused ??= Object.assign(
			new NodeOperationError(
				this.context.getNode(),
				`Choose By ID and type it, as this list cannot be read. ${message}`,
				{ description: description ?? undefined },
			),
			{ httpCode },
		);
	}
}

/** Whether the server has no such list, or does not show it with this credential. */
function isUnavailable(error: Error & { httpCode?: string | null }): boolean {
	switch (error.httpCode) {
		case '401':
			return isAboutRights(error.message);
		case '403':
		case '405':
		case '501':
			return true;
		default:
			return error.httpCode === '404' && /no route found/i.test(error.message);
	}
}
