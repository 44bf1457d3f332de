import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { legOfRecord } from '../NetSapiens/calls/reading';
import { utcText } from '../NetSapiens/moment';
import { spelled } from '../NetSapiens/spellings';
import type { Api } from '../NetSapiens/transport/api';
import { lookAt, patiently } from './patience';
import { callIdsOf } from './recordings';

const PATH = '/domains/{domain}/transcriptions';

/** So much earlier or later may the record say that the call began. */
const MARGIN_SECONDS = 5;

/**
 * Waits for the transcription of a call record.
 *
 * @param patience in seconds
 * @returns what was said, by whom and how; undefined when it was not ready in time
 */
export async function transcriptionOf(
	api: Api,
	item: IDataObject,
	patience: number,
): Promise<IDataObject | undefined> {
	const { domain } = item;
	let queries = queriesFor(item, recordIn(item));
	const look = async () => {
		if (queries.length === 0) queries = await queriesOfRecords(api, item);
		for (const query of queries) {
			const found = (await lookAt(api, PATH, { domain }, query)).map(readTranscription);
			const ready = found.find(({ text }) => text !== '');
			if (ready) return ready;
		}
		return undefined;
	};
	return await patiently(api, patience, look, (found) => found !== undefined);
}

const recordIn = ({ raw }: IDataObject): IDataObject => (raw ?? {}) as IDataObject;

/**
 * Transcriptions are asked for by job, month and one call ID; some calls answer only to one of their
 * IDs (facts: transcriptions). A record may have the query ready-made. There is none without a job.
 */
function queriesFor(item: IDataObject, record: IDataObject): IDataObject[] {
	const read = spelled(record, 'cdr');
	const job = String(read.get('call-intelligence-job-id') ?? '').replace(/\.0$/, '');
	const { start } = legOfRecord(record);
	const month = (start === null ? DateTime.utc() : DateTime.fromSeconds(start)).toUTC();
	const common = { id: job, date: month.toFormat('yyyyMM') };
	const own = job === '' ? [] : callIdsOf(item).map((callid) => ({ ...common, callid }));
	return [...readyMade(read.get('prefilled-transcription-api')), ...own];
}

function readyMade(address: unknown): IDataObject[] {
	const query = typeof address === 'string' ? address.split('?')[1] : undefined;
	return query ? [Object.fromEntries(new URLSearchParams(query))] : [];
}

/** Events do not name the job; the records of the same call do (facts: events, transcriptions). */
async function queriesOfRecords(api: Api, item: IDataObject): Promise<IDataObject[]> {
	const { domain } = item;
	const { start } = legOfRecord(recordIn(item));
	if (start === null) return [];
	const query = {
		'datetime-start': utcText(DateTime.fromSeconds(start - MARGIN_SECONDS)),
		'datetime-end': utcText(DateTime.fromSeconds(start + MARGIN_SECONDS)),
		limit: 100,
	};
	const ids = callIdsOf(item);
	const records = await lookAt(api, '/domains/{domain}/cdrs', { domain }, query);
	return records
		.filter((raw) => callIdsOf({ raw }).some((id) => ids.includes(id)))
		.flatMap((raw) => queriesFor(item, raw));
}

interface Transcription extends IDataObject {
	text: string;
}

function readTranscription(record: IDataObject): Transcription {
	const segments = [record['call-intelligence-segments'] ?? []].flat() as IDataObject[];
	const text = segments.map(({ comment }) => String(comment ?? '').trim()).filter(Boolean);
	return {
		text: text.join('\n'),
		summary: record['call-intelligence-summary'] ?? null,
		topics: record['call-intelligence-topics-top'] ?? null,
		segments,
	};
}
