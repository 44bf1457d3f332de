import type { IDataObject } from 'n8n-workflow';
import { meant } from '../NetSapiens/meanings';
import type { Api } from '../NetSapiens/transport/api';
import { lookAt, patiently } from './patience';

/** What is known of a voicemail; empty where nothing is. */
export interface Voicemail {
	fileName: string;
	transcription: string;
	/** Address of the sound. */
	address: string;
}

/** A message that was mailed may have moved on by itself (facts: mail notices). */
const FOLDERS = ['new', 'save', 'trash'];

/** What an event, or a record of the mailbox, says of a voicemail. */
export function readVoicemail(record: IDataObject): Voicemail {
	const said = meant('voicemail', record);
	return {
		fileName: said.text('fileName') || 'voicemail.wav',
		transcription: said.text('transcription'),
		address: said.text('address'),
	};
}

/**
 * The voicemail once its transcription is ready. What the event said is kept where the mailbox says
 * nothing.
 *
 * @param patience in seconds
 */
export async function voicemailOf(
	api: Api,
	{ domain, user, raw }: IDataObject,
	patience: number,
): Promise<Voicemail> {
	const event = readVoicemail((raw ?? {}) as IDataObject);
	const isComplete = ({ transcription, address }: Voicemail) =>
		transcription !== '' && address !== '';
	if (isComplete(event)) return event;
	const look = async () => {
		const records = await inMailbox(api, { domain, user, fileName: event.fileName });
		return records.map(readVoicemail).reduce(filledUp, event);
	};
	// The sound is there at once, if at all; only a transcription takes time.
	const isGood = (found: Voicemail) => found.transcription !== '';
	return await patiently(api, event.transcription === '' ? patience : 0, look, isGood);
}

/** The message's records, in whatever folder it is. */
async function inMailbox(api: Api, values: IDataObject): Promise<IDataObject[]> {
	const path = '/domains/{domain}/users/{user}/voicemails/{folder}/{fileName}';
	for (const folder of FOLDERS) {
		const records = await lookAt(api, path, { ...values, folder });
		if (records.length > 0) return records;
	}
	return [];
}

function filledUp(known: Voicemail, more: Voicemail): Voicemail {
	return {
		fileName: known.fileName,
		transcription: more.transcription || known.transcription,
		address: more.address || known.address,
	};
}
