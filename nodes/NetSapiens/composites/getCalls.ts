import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { callsOf, type Call } from '../calls/call';
import { itemOfCall } from '../calls/item';
import { legOfRecord } from '../calls/reading';
import { readList } from '../execute/list';
import { asItem } from '../execute/output';
import { parseMoment, utcText } from '../moment';
import type { Call as Asked } from '../execute/call';

/** Legs of a call that begins or ends at the edge of the period may lie this far outside of it. */
const MARGIN = { hours: 2 };

/**
 * The calls of a period, newest first, each put together from its records.
 *
 * All records of the period are read, however few calls are wanted: without the others nobody knows
 * whether a call was answered.
 *
 * @param wanted `rows` is the number of calls
 * @throws BrokenList and NodeApiError as reading a list does
 */
export async function getCalls({
	api,
	values,
	itemIndex,
	wanted,
}: Asked): Promise<INodeExecutionData[]> {
	const { domain, user, ownRecordsOnly, includeLegs, ...query } = values.query;
	const extension = String(user ?? '').split('@')[0] as string;
	const isOwn = ownRecordsOnly === true;
	const path = isOwn ? '/domains/{domain}/users/{user}/cdrs' : '/domains/{domain}/cdrs';
	const period = periodOf(query);
	const records = await readList(
		api,
		{
			method: 'GET',
			path,
			values: { domain, ...(isOwn && { user: extension || '~' }) },
			query: { ...query, ...period.widened },
			kind: 'list',
			since: '44',
			itemIndex,
		},
		{
			...wanted,
			rows: Infinity,
			count: { path: `${path}/count`, filters: ['datetime-start', 'datetime-end'] },
		},
	);
	const calls = callsOf(records.map(legOfRecord)).filter(
		(call) => period.holds(call) && (isOwn || extension === '' || concerns(call, extension)),
	);
	return calls
		.reverse()
		.slice(0, wanted.rows)
		.map((call) => itemOfCall(call, includeLegs === true))
		.map(asItem);
}

/** The period to read, and whether a call began in the one that was asked for. */
function periodOf(query: IDataObject): { widened: IDataObject; holds: (call: Call) => boolean } {
	const from = parseMoment(query['datetime-start']);
	const to = parseMoment(query['datetime-end']);
	return {
		widened: {
			...(from && { 'datetime-start': utcText(from.minus(MARGIN)) }),
			...(to && { 'datetime-end': utcText(to.plus(MARGIN)) }),
		},
		// A call that does not say when it began is not left out.
		holds: ({ start }) =>
			start === null ||
			(start >= (from?.toSeconds() ?? -Infinity) && start <= (to?.toSeconds() ?? Infinity)),
	};
}

/** Whether a user placed a call, was rung, or is the one whose rule or mailbox took it. */
function concerns({ from, legs }: Call, user: string): boolean {
	return (
		from.user === user ||
		legs.some(({ called, callerUser, through }) => [called, callerUser, through].includes(user))
	);
}
