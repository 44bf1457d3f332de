import type { INodeProperties } from 'n8n-workflow';

import { resultOf } from './results';
import { selectorFor, type Group, type LaidOut, type LaidOutRequest, type Want } from './wants';

/** Shown where a deletion takes along more than the form names. */
const deletesMore: INodeProperties = {
	displayName: 'This also deletes everything that belongs to it. It cannot be undone.',
	name: 'deletesMoreNotice',
	type: 'notice',
	default: '',
};

/** Shown where a sync deletes what its items do not name. */
const mirrorDeletes: INodeProperties = {
	displayName:
		'Mirror deletes every record that is not among the input items. Turn on Dry Run first to see what would happen.',
	name: 'mirrorNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { syncMode: ['mirror'] } },
};

/** Shown where the words of an operation warn. */
const warning = (displayName: string): INodeProperties => ({
	displayName,
	name: 'warningNotice',
	type: 'notice',
	default: '',
});

/** The notices of all operations, from what they send and what their words say. */
export function noticesOf(operations: LaidOut[]): Want[] {
	const deletes = deletesMoreThanNamed(listPaths(operations));
	return operations.flatMap((laidOut) => [
		...noticeOf(laidOut, 'notice', deletesMore, deletes),
		...noticeOf(
			laidOut,
			'notice',
			warning(laidOut.operation.notice ?? ''),
			() => laidOut.operation.notice !== undefined,
		),
		...noticeOf(laidOut, 'query', mirrorDeletes, ({ request }) => request.sync !== undefined),
	]);
}

function noticeOf(
	{ resource, operation, requests }: LaidOut,
	group: Group,
	property: INodeProperties,
	applies: (one: LaidOutRequest) => boolean,
): Want[] {
	const by = requests.filter(applies);
	if (by.length === 0) return [];
	const place = { resource: resource.value, operation: operation.value, position: BEHIND_OTHERS };
	return [{ group, property, ...place, ...selectorFor(by, operation) }];
}

/** In its group. */
const BEHIND_OTHERS = 100;

/** The paths of all lists. */
function listPaths(operations: LaidOut[]): string[] {
	const requests = operations.flatMap((one) => one.requests.map(({ request }) => request));
	return requests.filter((one) => resultOf(one) === 'list').map(({ api }) => api.path);
}

/**
 * Finds the deletions that take along records of others: of a record that has lists of its own, and of
 * a whole list, which is one without anything in the request that names a record.
 *
 * @param lists paths of all lists
 */
function deletesMoreThanNamed(lists: string[]): (one: LaidOutRequest) => boolean {
	return ({ request: { api, composite }, form }) => {
		if (composite || api.method !== 'DELETE') return false;
		const isOwner = lists.some((path) => path.startsWith(`${api.path}/`));
		if (api.path.endsWith('}')) return isOwner;
		return form.body.length === 0 && (isOwner || lists.includes(api.path));
	};
}
