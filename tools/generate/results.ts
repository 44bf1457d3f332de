import type { Result } from '../../nodes/NetSapiens/execute/operation';
import { isList } from './convention';
import type { PlannedRequest } from './planned';
import { typesOf, type ApiParameter } from './spec';

/** Whether a parameter says where in a list a page begins or ends; a start that is a time does not. */
export const isPaging = ({ name, schema }: ApiParameter): boolean =>
	['start', 'limit'].includes(name) && schema.format === undefined;

/** What the answer of a request is, by its words or else by method and path. */
export function resultOf({ api, words }: PlannedRequest): Result {
	if (words.result) return words.result;
	if (api.bytes) return 'file';
	if (api.method === 'DELETE') return 'delete';
	if (api.method !== 'GET') return 'write';
	if (api.path.endsWith('/count')) return 'count';
	return isList(api) && api.queryParameters.some(isPaging) && !words.rows ? 'list' : 'record';
}

/** Whether the answer is text, and no JSON that could be looked at. */
export const answersText = ({ api: { answer } }: PlannedRequest): boolean =>
	answer !== undefined && typesOf(answer).join() === 'string';

/** Whether the answer is records, of which people may want a part only. */
export const readsRecords = (request: PlannedRequest): boolean =>
	!request.composite && ['list', 'record'].includes(resultOf(request)) && !answersText(request);
