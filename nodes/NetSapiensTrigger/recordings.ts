import type { IDataObject } from 'n8n-workflow';
import { legOfRecord } from '../NetSapiens/calls/reading';
import { spelled } from '../NetSapiens/spellings';
import type { Api } from '../NetSapiens/transport/api';
import { lookAt, patiently } from './patience';

/** A recording that can be listened to. */
export interface Recording {
	url: string;
	status: string | null;
	durationSeconds: number | null;
}

/** States in which the file is still written or converted (facts: clients of live servers). */
const NOT_READY = /^(open|unconverted|converting|pending|processing|recording|new)/i;

/**
 * Waits for the recording of a call record. Servers have it under any of the call's IDs, and may
 * give several records of which the first is not ready.
 *
 * @param patience in seconds
 * @returns undefined when none was ready in time
 */
export async function recordingOf(
	api: Api,
	item: IDataObject,
	patience: number,
): Promise<Recording | undefined> {
	const { domain } = item;
	const ids = callIdsOf(item);
	const look = async () => {
		for (const id of ids) {
			const records = await lookAt(api, '/domains/{domain}/recordings/{id}', { domain, id });
			const ready = records.map(readRecording).find(isReady);
			if (ready) return ready;
		}
		return undefined;
	};
	return await patiently(api, patience, look, (found) => found !== undefined);
}

/** Every ID that a call's recording or transcription may be under, the likeliest first. */
export function callIdsOf({ callId, raw }: IDataObject): string[] {
	const leg = legOfRecord((raw ?? {}) as IDataObject);
	const ids = [String(callId ?? ''), leg.callId, leg.legId, leg.throughId, leg.parentId];
	return [...new Set(ids)].filter((id) => id !== '');
}

function readRecording(record: IDataObject): Recording {
	const read = spelled(record, 'recording');
	return {
		url: textOf(read.get('file-access-url')),
		status: textOf(read.get('call-recording-status')) || null,
		durationSeconds: Number(read.get('file-duration-seconds')) || null,
	};
}

function isReady({ url, status }: Recording): boolean {
	return url !== '' && !NOT_READY.test(status ?? '');
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
