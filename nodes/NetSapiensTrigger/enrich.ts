import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { decimal, yesOrNo } from '../NetSapiens/execute/scalars';
import { Api } from '../NetSapiens/transport/api';
import { isAwaited } from './events';
import { recordingOf } from './recordings';
import { transcriptionOf } from './transcriptions';
import { readVoicemail, voicemailOf } from './voicemails';

const PATIENCE_SECONDS = 60;

interface Wishes {
	recording: boolean;
	recordingAudio: boolean;
	voicemail: boolean;
	/** In seconds. */
	patience: number;
}

/**
 * Adds what the server has ready only some time after the event. Runs in the execution, so that the
 * server's post was answered long before. What cannot be had is said in `note`; the event goes on,
 * but for one that waits for just that: it never came true.
 */
export async function enrich(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const wishes = readWishes(context);
	const api = new Api(context);
	const enriched = await Promise.all(
		items.map(async (item) => await enrichedItem(api, item, wishes)),
	);
	return enriched.filter((item) => item !== undefined);
}

/** Expressions may give other types; what cannot be understood shall not cost the event. */
function readWishes(context: IExecuteFunctions): Wishes {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	return {
		recording: yesOrNo(options.recording) === true,
		recordingAudio: yesOrNo(options.recordingAudio) === true,
		voicemail: yesOrNo(options.voicemail) === true,
		patience: decimal(options.patienceSeconds) ?? PATIENCE_SECONDS,
	};
}

async function enrichedItem(
	api: Api,
	item: INodeExecutionData,
	wishes: Wishes,
): Promise<INodeExecutionData | undefined> {
	const add = adding[String(item.json.event)];
	if (!add) return item;
	return await add(api, item, wishes).catch((error: Error) => {
		if (!isAwaited(item.json.event)) return withNote(item, error.message);
		api.context.logger.warn(`${api.context.getNode().name}: ${error.message}`);
		return undefined;
	});
}

type Add = (
	api: Api,
	item: INodeExecutionData,
	wishes: Wishes,
) => Promise<INodeExecutionData | undefined>;

/** What is added to the events that can have more. */
const adding: Record<string, Add | undefined> = {
	callRecord: async (api, item, wishes) =>
		wishes.recording && item.json.talkSeconds !== 0
			? ((await withRecording(api, item, wishes)) ??
				withNote(item, 'There is no recording of this call (yet).'))
			: item,
	recordingReady: withRecording,
	transcriptionReady: withTranscription,
	voicemailLeft: async (api, item, wishes) =>
		wishes.voicemail ? await withVoicemail(api, item, wishes) : item,
};

function withNote(item: INodeExecutionData, note: string): INodeExecutionData {
	return { ...item, json: { ...item.json, note } };
}

async function withRecording(
	api: Api,
	item: INodeExecutionData,
	{ patience, recordingAudio }: Wishes,
): Promise<INodeExecutionData | undefined> {
	const recording = await recordingOf(api, item.json, patience);
	if (!recording) return undefined;
	const found = { ...item, json: { ...item.json, recording: { ...recording } } };
	if (!recordingAudio) return found;
	const link = { url: recording.url, fileName: 'recording.wav', mimeType: 'audio/wav' };
	return await api.downloadLink(link).then(
		(data) => ({ ...found, binary: { data } }),
		(error: Error) => withNote(found, error.message),
	);
}

async function withTranscription(
	api: Api,
	item: INodeExecutionData,
	{ patience }: Wishes,
): Promise<INodeExecutionData | undefined> {
	const transcription = await transcriptionOf(api, item.json, patience);
	return transcription && { ...item, json: { ...item.json, transcription } };
}

/** The sound and the transcription are had, or not, each by itself. */
async function withVoicemail(
	api: Api,
	item: INodeExecutionData,
	{ patience }: Wishes,
): Promise<INodeExecutionData> {
	const notes: string[] = [];
	const note = (error: Error): undefined => void notes.push(error.message);
	const event = readVoicemail((item.json.raw ?? {}) as IDataObject);
	const voicemail = (await voicemailOf(api, item.json, patience).catch(note)) ?? event;
	const { address: url, fileName } = voicemail;
	if (url === '' && notes.length === 0) notes.push('The server names no address for the audio.');
	const audio =
		url && (await api.downloadLink({ url, fileName, mimeType: 'audio/wav' }).catch(note));
	const transcription = voicemail.transcription || null;
	const enriched = { ...item, json: { ...item.json, transcription } };
	const told = notes.length > 0 ? withNote(enriched, notes.join('; ')) : enriched;
	return audio ? { ...told, binary: { data: audio } } : told;
}
