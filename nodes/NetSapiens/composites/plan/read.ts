import type { IDataObject } from 'n8n-workflow';
import { readList } from '../../execute/list';
import { recordsOf } from '../../execute/output';
import { saysMissing } from '../../transport/known';
import type { Call } from '../../execute/call';
import type { Act } from './plan';
import { operationOf, requestFor } from './request';

/** Where a plan reads: the run, and the item that it is for. */
export type Reader = Pick<Call, 'api' | 'itemIndex' | 'options'>;

/**
 * One record.
 *
 * @returns undefined when there is none
 * @throws as the API does, for any other failure
 */
export async function readRecord(
	{ api, itemIndex }: Reader,
	act: Act,
): Promise<IDataObject | undefined> {
	const answer = await api.request(requestFor(act, itemIndex)).catch((error: unknown) => {
		if (saysMissing(error)) return undefined;
		throw error;
	});
	return recordsOf(answer)[0];
}

/**
 * All records of a list. A list that breaks off fails: what a plan does not know of, it must not change.
 *
 * @throws as reading a list does
 */
export async function readAll(
	{ api, itemIndex, options }: Reader,
	act: Act,
): Promise<IDataObject[]> {
	return await readList(api, requestFor(act, itemIndex), {
		rows: Infinity,
		onBrokenList: 'fail',
		concurrency: options.concurrency,
		count: operationOf(act).count,
	});
}

/** A list without a limit ends here, silently (facts: pagination). */
const A_PAGE = 100;

/**
 * All records of a list that has a few, such as the devices of one user: one request does, where a longer
 * list takes another one to be sure of its end.
 *
 * @throws as reading a list does
 */
export async function readFew(reader: Reader, act: Act): Promise<IDataObject[]> {
	const { api, itemIndex } = reader;
	const answer = await api.request(requestFor(act, itemIndex)).catch((error: unknown) => {
		// Some servers say of an empty list that it is missing.
		if (saysMissing(error)) return undefined;
		throw error;
	});
	const rows = recordsOf(answer).filter((row) => Object.keys(row).length > 0);
	return answer === undefined || rows.length >= A_PAGE ? await readAll(reader, act) : rows;
}
