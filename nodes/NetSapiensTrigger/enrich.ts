import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { decimal, yesOrNo } from '../NetSapiens/execute/scalars';
import { Api } from '../NetSapiens/transport/api';
import { waited } from '../NetSapiens/transport/wait';
import { fieldsOf, text, type Fields } from './fields';

/** Waits between two looks, in seconds; the last one repeats. */
const WAITS = [2, 3, 5, 10, 15];

const PATIENCE_SECONDS = 60;

interface Wishes {
	recording: boolean;
	voicemail: boolean;
	/** In seconds. */
	patience: number;
}

/**
 * Adds what the server has ready only some time after the event. Runs in the execution, so that the
 * server's post was answered long before. What cannot be had is said in `note`; the event goes on.
 */
export async function enrich(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const wishes = readWishes(context);
	const api = new Api(context);
	return await Promise.all(
		items.map(
			async (item) =>
				await enriched(api, item, wishes).catch((error: Error) => withNote(item, error.message)),
		),
	);
}

/** Expressions may give other types; what cannot be understood shall not cost the event. */
function readWishes(context: IExecuteFunctions): Wishes {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	return {
		recording: yesOrNo(options.recording) === true,
		voicemail: yesOrNo(options.voicemail) === true,
		patience: decimal(options.patienceSeconds) ?? PATIENCE_SECONDS,
	};
}

async function enriched(
	api: Api,
	item: INodeExecutionData,
	wishes: Wishes,
): Promise<INodeExecutionData> {
	if (wishes.recording && item.json.event === 'callRecord' && item.json.talkSeconds !== 0) {
		return await withRecording(api, item, wishes.patience);
	}
	if (wishes.voicemail && item.json.event === 'voicemailLeft') {
		return await withVoicemail(api, item, wishes.patience);
	}
	return item;
}

function withNote(item: INodeExecutionData, note: string): INodeExecutionData {
	return { ...item, json: { ...item.json, note } };
}

/** What the server sent; people may have taken it away from a pinned item. */
function rawFields({ json }: INodeExecutionData): Fields {
	return fieldsOf((json.raw ?? {}) as IDataObject);
}

/** Recordings are asked for by call: the originating ID first, then the one of the leg. */
async function withRecording(
	api: Api,
	item: INodeExecutionData,
	patience: number,
): Promise<INodeExecutionData> {
	const { domain, callId } = item.json;
	const ids = [callId, text(rawFields(item), 'term_callid', 'call_term_call_id')];
	const look = async () => {
		for (const id of ids.filter(Boolean)) {
			const found = await read(api, '/domains/{domain}/recordings/{id}', { domain, id });
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

/** The sound and the transcription are had, or not, each by itself. */
async function withVoicemail(
	api: Api,
	item: INodeExecutionData,
	patience: number,
): Promise<INodeExecutionData> {
	const event = rawFields(item);
	const fileName = text(event, 'filename') || 'voicemail.wav';
	const notes: string[] = [];
	const note = (error: Error): undefined => void notes.push(error.message);

	const voicemail = await transcribed(api, item, { event, fileName, patience }).catch(note);
	const url =
		text(voicemail ?? event, 'file_access_url', 'remotepath') || text(event, 'remotepath');
	if (url === '' && notes.length === 0) notes.push('The server names no address for the audio.');
	const audio =
		url && (await api.downloadLink({ url, fileName, mimeType: 'audio/wav' }).catch(note));

	const transcription = text(voicemail ?? event, 'transcription') || null;
	const enriched = { ...item, json: { ...item.json, transcription } };
	const told = notes.length > 0 ? withNote(enriched, notes.join('; ')) : enriched;
	return audio ? { ...told, binary: { data: audio } } : told;
}

interface Left {
	event: Fields;
	fileName: string;
	patience: number;
}

/** The voicemail once its transcription is ready; what the event says is as good until it is. */
async function transcribed(
	api: Api,
	{ json: { domain, user } }: INodeExecutionData,
	{ event, fileName, patience }: Left,
): Promise<Fields> {
	const path = '/domains/{domain}/users/{user}/voicemails/new/{fileName}';
	const isComplete = (found: Fields) => text(found, 'transcription') !== '';
	if (isComplete(event)) return event;
	const look = async () => (await read(api, path, { domain, user, fileName })) ?? event;
	return await patiently(api, patience, look, isComplete);
}

/** Looks again and again until it is good, patience is at its end or the execution is cancelled. */
async function patiently<T>(
	api: Api,
	patience: number,
	look: () => Promise<T>,
	isGood: (found: T) => boolean,
): Promise<T> {
	let left = patience;
	for (let round = 0; ; round++) {
		const found = await look();
		const wait = Math.min(WAITS[round] ?? WAITS[WAITS.length - 1] ?? left, left);
		if (isGood(found) || wait <= 0 || !(await waited(wait * 1000, api.stopped))) return found;
		left -= wait;
	}
}

/** The first record at a path; none when there is nothing (yet). */
async function read(api: Api, path: string, values: IDataObject): Promise<Fields | undefined> {
	const answer = await api.request({ method: 'GET', path, values, kind: 'list' }).catch(nothingYet);
	const [record] = [answer].flat();
	return typeof record === 'object' && record !== null
		? fieldsOf(record as IDataObject)
		: undefined;
}

function nothingYet(error: unknown): undefined {
	if ((error as { httpCode?: string }).httpCode !== '404') throw error;
}
