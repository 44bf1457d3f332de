import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../transport/api';
import { recordsOf } from './output';
import { paginate } from './paginate';

/** How much of a list is wanted. */
export interface Wanted {
	/** How many rows; Infinity for all there are. */
	rows: number;
	/** What becomes of the rows read so far when the list breaks off. */
	onBrokenList: 'fail' | 'keep';
	/** Path of the operation that counts the list's rows, with the placeholders of the list. */
	countPath?: string;
}

/** Reads a list page by page. @throws as the API does */
export async function readList(
	api: Api,
	request: ApiRequest,
	wanted: Wanted,
): Promise<IDataObject[]> {
	return await paginate(async (start, limit) => {
		const query = { ...request.query, start, limit };
		return recordsOf(await api.request({ ...request, query }));
	}, wanted.rows);
}
