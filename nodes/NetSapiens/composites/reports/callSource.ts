import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../calls/call';
import type { Leg } from '../../calls/leg';
import { legOfRecord } from '../../calls/reading';
import { MARGIN_SECONDS, streamCalls } from '../../calls/stream';
import { streamList } from '../../execute/list';
import { utcText } from '../../moment';
import type { Call as Asked } from '../../execute/call';

const PATH = '/domains/{domain}/cdrs';

/**
 * The calls of a domain, put together from its records page by page; those that began a little outside
 * of the time asked for are among them.
 *
 * @param onWarning gets a sentence when calls may be missing or be counted wrong
 * @throws as reading a list does
 */
export async function* callsBetween(
	{ api, values, options, itemIndex }: Asked,
	{ from, to }: { from: DateTime; to: DateTime },
	onWarning: (warning: string) => void,
): AsyncGenerator<Iterable<Call>, void, undefined> {
	const request = {
		method: 'GET' as const,
		path: PATH,
		values: { domain: values.query.domain },
		query: {
			'datetime-start': utcText(from.minus({ seconds: MARGIN_SECONDS })),
			'datetime-end': utcText(to.plus({ seconds: MARGIN_SECONDS })),
		},
		kind: 'list' as const,
		since: '44',
		itemIndex,
	};
	const count = { path: `${PATH}/count`, filters: ['datetime-start', 'datetime-end'] };
	const records = streamList(api, request, { ...options, count }, onWarning);
	let isTold = false;
	yield* streamCalls(legsOf(records), () => {
		if (!isTold) onWarning(DISORDER);
		isTold = true;
	});
}

const DISORDER =
	'The server lists its call records in no order of time, so some calls may be counted twice. Choose a shorter period.';

/** Pages of records as pages of legs, which are made while one goes through them. */
export async function* legsOf(
	records: AsyncIterable<IDataObject[]>,
): AsyncGenerator<Iterable<Leg>> {
	for await (const page of records) yield legsIn(page);
}

function* legsIn(page: IDataObject[]): Generator<Leg> {
	for (const record of page) yield legOfRecord(record);
}
