import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../NetSapiens/transport/api';
import { waited } from '../NetSapiens/transport/wait';

/** Waits between two looks, in seconds; the last one repeats. */
const WAITS = [2, 3, 5, 10, 15];

/**
 * Looks again and again until something is good, patience is at its end or the execution is
 * stopped.
 *
 * @param patience in seconds
 * @returns what the last look found
 */
export async function patiently<T>(
	api: Api,
	patience: number,
	look: () => Promise<T>,
	isGood: (found: T) => boolean,
): Promise<T> {
	let left = patience;
	for (let round = 0; ; round++) {
		const found = await look();
		const wait = Math.min(WAITS[round] ?? WAITS[WAITS.length - 1] ?? left, left);
		if (isGood(found) || wait <= 0 || !(await waited(wait * 1000, api.stopped))) return found;
		left -= wait;
	}
}

/**
 * The records at a path; none when there is nothing (yet).
 *
 * @throws NodeApiError when the server refuses for another reason
 */
export async function lookAt(
	api: Api,
	path: string,
	values: IDataObject,
	query: IDataObject = {},
): Promise<IDataObject[]> {
	const request = { method: 'GET', path, values, query, kind: 'list' } as const;
	const answer = await api.request(request).catch(nothingYet);
	return [answer].flat().filter(isRecord);
}

function nothingYet(error: unknown): undefined {
	if ((error as { httpCode?: string }).httpCode !== '404') throw error;
}

function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
