import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { legOfRecord } from '../NetSapiens/calls/reading';
import { spelled } from '../NetSapiens/spellings';
import type { Api } from '../NetSapiens/transport/api';
import { lookAt, patiently } from './patience';
import { callIdsOf } from './recordings';

const PATH = '/domains/{domain}/transcriptions';

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
	const queries = queriesFor(item);
	const look = async () => {
		for (const query of queries) {
			const found = (await lookAt(api, PATH, { domain }, query)).map(readTranscription);
			const ready = found.find(({ text }) => text !== '');
			if (ready) return ready;
		}
		return undefined;
	};
	return await patiently(api, patience, look, (found) => found !== undefined);
}

/**
 * Transcriptions are asked for by job, month and one call ID; some calls answer only to one of their
 * IDs (facts: transcriptions). A record may have the query ready-made.
 */
function queriesFor(item: IDataObject): IDataObject[] {
	const record = (item.raw ?? {}) as IDataObject;
	const read = spelled(record, 'cdr');
	const job = String(read.get('call-intelligence-job-id') ?? '').replace(/\.0$/, '');
	const { start } = legOfRecord(record);
	const month = (start === null ? DateTime.utc() : DateTime.fromSeconds(start)).toUTC();
	const common = { ...(job && { id: job }), date: month.toFormat('yyyyMM') };
	const own = callIdsOf(item).map((callid) => ({ ...common, callid }));
	return [...readyMade(read.get('prefilled-transcription-api')), ...own];
}

function readyMade(address: unknown): IDataObject[] {
	const query = typeof address === 'string' ? address.split('?')[1] : undefined;
	return query ? [Object.fromEntries(new URLSearchParams(query))] : [];
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
