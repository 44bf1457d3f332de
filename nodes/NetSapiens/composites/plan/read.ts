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
