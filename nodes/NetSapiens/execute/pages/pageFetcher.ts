import type { IDataObject } from 'n8n-workflow';
import { recordsOf } from '../output';
import type { FetchPage } from './requests';

/**
 * Fetches pages of a list from servers that write short lists in ways of their own (facts: live
 * servers): a list of one as the bare record, and no record as a 404.
 *
 * @param ask answers as the API does for a page
 * @param isEmpty whether that 404 means an empty list before any record came: by itself it does not tell
 *   one from a list that is not there
 */
export function pageFetcher(
	ask: (start: number, limit: number) => Promise<unknown>,
	isEmpty: () => Promise<boolean>,
): FetchPage<IDataObject> {
	let isOneRecord = false;
	let hasRows = false;
	return async (start, limit) => {
		// A bare record is no page, so there is none behind it.
		if (isOneRecord) return [];
		const answer = await ask(start, limit).catch(async (error: Error) => {
			if (isNothingThere(error) && (hasRows || (await isEmpty()))) return [];
			throw error;
		});
		const all = recordsOf(answer);
		const records = all.every(hasFields) ? all : all.filter(hasFields);
		hasRows ||= records.length > 0;
		isOneRecord = records.length === 1 && !Array.isArray(answer);
		return records;
	};
}

function hasFields(record: IDataObject): boolean {
	for (const name in record) return Object.hasOwn(record, name);
	return false;
}

/** Whether an answer is the 404 that some servers give in place of an empty list. */
function isNothingThere(error: Error & { httpCode?: string | null }): boolean {
	return error.httpCode === '404' && /resource not found/i.test(error.message);
}
