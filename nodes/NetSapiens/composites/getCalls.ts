import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { callsOf, type Call } from '../calls/call';
import { itemOfCall } from '../calls/item';
import { byTime } from '../calls/join';
import type { Leg } from '../calls/leg';
import { legOfRecord } from '../calls/reading';
import { streamCalls } from '../calls/stream';
import { readList, streamList } from '../execute/list';
import { asItem } from '../execute/output';
import { parseMoment, utcText } from '../moment';
import type { Call as Asked } from '../execute/call';
import type { ApiRequest } from '../transport/api';
import { legsOf } from './reports/callSource';

/** Legs of a call that begins or ends at the edge of the period may lie this far outside of it. */
const MARGIN = { hours: 2 };

/**
 * The calls of a period, newest first, each put together from its records.
 *
 * All records of the period are read, however few calls are wanted: without the others nobody knows
 * whether a call was answered. They are not kept, unless the server lists them in no order of time.
 *
 * @param asked `wanted.rows` is the number of calls
 * @throws BrokenList and NodeApiError as reading a list does
 */
export async function getCalls(asked: Asked): Promise<INodeExecutionData[]> {
	const { api, values, itemIndex, wanted, context } = asked;
	const { domain, user, ownRecordsOnly, includeLegs, ...query } = values.query;
	const extension = String(user ?? '').split('@')[0] as string;
	const isOwn = ownRecordsOnly === true;
	const path = isOwn ? '/domains/{domain}/users/{user}/cdrs' : '/domains/{domain}/cdrs';
	const period = periodOf(query);
	const request: ApiRequest = {
		method: 'GET',
		path,
		values: { domain, ...(isOwn && { user: extension || '~' }) },
		query: { ...query, ...period.widened },
		kind: 'list',
		since: '44',
		itemIndex,
	};
	const count = { path: `${path}/count`, filters: ['datetime-start', 'datetime-end'] };
	const list = { ...wanted, rows: Infinity, count };
	const newest = new Newest(
		wanted.rows,
		(call) => period.holds(call) && (isOwn || extension === '' || concerns(call, extension)),
	);
	const hint = (message: string) =>
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	if (!(await readInOrder(streamList(api, request, list, hint), newest))) {
		newest.begin(callsOf((await readList(api, request, list)).map(legOfRecord)));
	}
	return newest.calls().map((call) => asItem(itemOfCall(call, includeLegs === true)));
}

/** @returns false as soon as the records are in no order of time, so that legs of a call may be apart */
async function readInOrder(pages: AsyncIterable<IDataObject[]>, newest: Newest): Promise<boolean> {
	let isInOrder = true;
	for await (const calls of streamCalls(legsOf(pages), () => void (isInOrder = false))) {
		if (!isInOrder) return false;
		newest.add(calls);
	}
	return isInOrder;
}

/** The newest of the calls that are wanted; no more of them are kept for long. */
class Newest {
	private kept: Call[] = [];

	constructor(
		private readonly most: number,
		private readonly isWanted: (call: Call) => boolean,
	) {}

	add(calls: Iterable<Call>): void {
		for (const call of calls) if (this.isWanted(call)) this.kept.push(call);
		if (this.kept.length > 2 * this.most + SLACK) this.kept = this.calls();
	}

	/** In place of all that was added. */
	begin(calls: Call[]): void {
		this.kept = [];
		this.add(calls);
	}

	/** Newest first. */
	calls(): Call[] {
		return this.kept.sort(byBeginning).reverse().slice(0, this.most);
	}
}

/** So many calls more than wanted are kept before the oldest ones go. */
const SLACK = 1000;

const byBeginning = ({ legs: [a] }: Call, { legs: [b] }: Call): number =>
	byTime(a as Leg, b as Leg);

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
