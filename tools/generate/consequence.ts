import type { PlannedRequest } from './planned';

/**
 * What has to be known before an operation is chosen, to stand behind its action text: of all that a form
 * says, n8n tells language models that text alone. It says what the operation costs, what cannot be taken
 * back, and what to do first.
 *
 * @param lists paths that list the records of the resource
 */
export function consequenceOf(value: string, requests: PlannedRequest[], lists: string[]): string {
	const notes = [
		requests.some(isOfSeveral) && 'several requests',
		requests.some(isTriedFirst) && 'dry run first',
		/^(delete|restore)/.test(value) && 'cannot be undone',
		changesListed(value, requests, lists) && 'look up first',
	].filter((note) => note !== false);
	return notes.length > 0 ? ` (${notes.join('; ')})` : '';
}

const isOfSeveral = ({ sync, composite }: PlannedRequest): boolean =>
	(sync ?? composite) !== undefined;

const isTriedFirst = ({ query }: PlannedRequest): boolean =>
	query.some(({ name }) => name === 'dryRun');

/** Whether it changes a record that a list shows, so that one can be sure of it before. */
function changesListed(value: string, requests: PlannedRequest[], lists: string[]): boolean {
	if (lists.length === 0 || /^create|All$/.test(value)) return false;
	return requests.some(
		({ api, composite, upsert, sync }) =>
			!(composite ?? upsert ?? sync) && (/^(delete|update)/.test(value) || isBelow(lists, api)),
	);
}

const isBelow = (lists: string[], { method, path }: PlannedRequest['api']): boolean =>
	method !== 'GET' && lists.some((list) => path.startsWith(`${list}/{`));

/** The paths that list records, of all that the resource does. */
export function listsOf(drafts: ReadonlyMap<string, PlannedRequest[]>): string[] {
	return [...drafts]
		.filter(([value]) => value.startsWith('getAll'))
		.flatMap(([, requests]) => requests)
		.filter(({ composite }) => !composite)
		.map(({ api }) => api.path);
}
