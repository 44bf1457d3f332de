import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Api, type ApiRequest } from '../NetSapiens/transport/api';
import { waited } from '../NetSapiens/transport/wait';
import { fieldsOf, text, type Fields } from './fields';

/** Waits between two looks, in seconds; the last one repeats. */
const WAITS = [2, 3, 5, 10, 15];

interface Wishes {
	recording: boolean;
	voicemail: boolean;
	patienceSeconds: number;
}

/**
 * Adds what the server has ready only some time after the event. Runs in the execution, so that the
 * server's post was answered long before. What cannot be had is said in `note`; the event goes on.
 */
export async function enrich(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const wishes = {
		recording: false,
		voicemail: false,
		patienceSeconds: 60,
		...(context.getNodeParameter('options', 0, {}) as Partial<Wishes>),
	};
	const api = new Api(context);
	return await Promise.all(
		items.map(
			async (item) =>
				await enriched(api, item, wishes).catch((error: unknown) =>
					withNote(item, (error as Error).message),
				),
		),
	);
}

async function enriched(
	api: Api,
	item: INodeExecutionData,
	wishes: Wishes,
): Promise<INodeExecutionData> {
	if (wishes.recording && item.json.event === 'callRecord' && item.json.talkSeconds !== 0) {
		return await withRecording(api, item, wishes.patienceSeconds);
	}
	if (wishes.voicemail && item.json.event === 'voicemailLeft') {
		return await withVoicemail(api, item, wishes.patienceSeconds);
	}
	return item;
}

function withNote(item: INodeExecutionData, note: string): INodeExecutionData {
	return { ...item, json: { ...item.json, note } };
}

/** Recordings are asked for by call: the originating ID first, then the one of the leg. */
async function withRecording(
	api: Api,
	item: INodeExecutionData,
	patience: number,
): Promise<INodeExecutionData> {
	const fields = fieldsOf(item.json.raw as IDataObject);
	const ids = [String(item.json.callId ?? ''), text(fields, 'term_callid', 'call_term_call_id')];
	const look = async () => {
		for (const id of ids.filter(Boolean)) {
			const [found] = await read(api, '/domains/{domain}/recordings/{id}', {
				domain: item.json.domain,
				id,
			});
			if (found && text(found, 'file_access_url', 'url') !== '') return found;
		}
		return undefined;
	};
	const recording = await patiently(api, patience, look, (found) => found !== undefined);
	if (!recording) return withNote(item, 'There is no recording of this call (yet).');
	return {
		...item,
		json: {
			...item.json,
			recording: {
				url: text(recording, 'file_access_url', 'url'),
				status: text(recording, 'call_recording_status', 'status'),
				durationSeconds: Number(text(recording, 'file_duration_seconds', 'duration')) || null,
			},
		},
	};
}

async function withVoicemail(
	api: Api,
	item: INodeExecutionData,
	patience: number,
): Promise<INodeExecutionData> {
	const event = fieldsOf(item.json.raw as IDataObject);
	const fileName = text(event, 'filename') || 'voicemail.wav';
	const path = '/domains/{domain}/users/{user}/voicemails/new/{fileName}';
	const values = { domain: item.json.domain, user: item.json.user, fileName };
	// The transcription may not be ready; what the event says is as good until it is.
	const look = async () => (await read(api, path, values))[0] ?? event;
	const isComplete = (found: Fields) => text(found, 'transcription') !== '';
	const voicemail = isComplete(event) ? event : await patiently(api, patience, look, isComplete);
	const url = text(voicemail, 'file_access_url', 'remotepath') || text(event, 'remotepath');
	const json = { ...item.json, transcription: text(voicemail, 'transcription') || null };
	if (url === '') return withNote({ ...item, json }, 'The server names no address for the audio.');
	const data = await api.downloadLink({ url, fileName, mimeType: 'audio/wav' });
	return { ...item, json, binary: { data } };
}

/** Looks again and again until it is good, patience is at its end or the execution is cancelled. */
async function patiently<T>(
	api: Api,
	patienceSeconds: number,
	look: () => Promise<T>,
	isGood: (found: T) => boolean,
): Promise<T> {
	let left = patienceSeconds;
	for (let round = 0; ; round++) {
		const found = await look();
		const wait = Math.min(WAITS[round] ?? WAITS[WAITS.length - 1] ?? left, left);
		if (isGood(found) || wait <= 0 || !(await waited(wait * 1000, api.stopped))) return found;
		left -= wait;
	}
}

/** The records at a path; none when there is nothing (yet). */
async function read(api: Api, path: string, values: IDataObject): Promise<Fields[]> {
	const request: ApiRequest = { method: 'GET', path, values, kind: 'list' };
	const answer = await api.request(request).catch((error: unknown) => nothingYet(error));
	const records: unknown[] = Array.isArray(answer) ? answer : [answer];
	return records.filter(isRecord).map(fieldsOf);
}

function nothingYet(error: unknown): undefined {
	if ((error as { httpCode?: string }).httpCode !== '404') throw error;
}

function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}
