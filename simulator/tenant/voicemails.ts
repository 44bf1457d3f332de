import { notFound } from '../errors';
import { voicemailEvent } from '../events/payloads';
import { spokenSeconds } from '../files/speech';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';

/** The table of all voicemails, by domain, user and folder. */
export const VOICEMAILS = 'voicemails';

/** What a caller leaves behind. */
export interface NewVoicemail {
	domain: string;
	user: string;
	from: string;
	name?: string;
	text?: string;
	seconds?: number;
	/** Epoch milliseconds; now when left out. */
	time?: number;
}

/** Puts a voicemail into a mailbox and tells subscribers. @throws ApiError 404 without such a user */
export function leaveVoicemail(sim: Simulator, mail: NewVoicemail, silent = false): Data {
	const { domain, user } = mail;
	if (!sim.store.table('users').find([domain], user)) {
		throw notFound(`User ${user} does not exist in domain ${domain}`);
	}
	const time = mail.time ?? sim.now();
	const text = mail.text ?? 'Hi, please call me back.';
	const seconds = mail.seconds ?? spokenSeconds(text) + 2;
	const filename = `vm-${sim.callId()}.wav`;
	const moved = sim.switches.get('voicemail-moved');
	const row = sim.store
		.table(VOICEMAILS)
		.put([domain, user, moved === 'no' ? 'new' : moved], filename, {
			time,
			seconds,
			from: mail.from,
			name: mail.name ?? 'WIRELESS CALLER',
			text,
		});
	if (!silent) {
		sim.later(sim.switches.number('voicemail-event-delay'), () => announceVoicemail(sim, row));
	}
	return voicemailRecord(sim, row, 0, sim.url);
}

/** Tells subscribers of a voicemail in a mailbox. */
export function announceVoicemail(sim: Simulator, row: Row): void {
	const [domain = '', user = ''] = row.parents;
	sim.bus.publish('voicemail', { domain, users: [user] }, () =>
		voicemailEvent(sim, row, fileUrl(sim, row)),
	);
}

/** Size of the sound of a voicemail. */
export const kilobytes = (row: Row) => (Number(row.data.seconds) * 16000) / 1024;

function fileUrl(sim: Simulator, row: Row, base = sim.url): string {
	const [domain = '', user = ''] = row.parents;
	return sim.media.signedUrl(base, {
		key: `voicemail/${domain}/${user}/${row.id}`,
		name: row.id,
		seconds: Number(row.data.seconds),
		domain,
		user,
		type: 'vmail',
	});
}

/**
 * A voicemail in the names of the switch `voicemail-names`.
 * @param index its place in its folder
 * @param base scheme and host of the server as the reader sees it
 */
export function voicemailRecord(sim: Simulator, row: Row, index: number, base: string): Data {
	const { data } = row;
	const url = fileUrl(sim, row, base);
	const time = sim.plainNow(Number(data.time));
	const began = sim.plainNow(Number(data.time) - Number(data.seconds) * 1000);
	const size = kilobytes(row).toFixed(2);
	const caller = {
		FromName: data.name,
		FromUser: data.from,
		FromHost: 'sip.carrier.example',
		NmsAni: data.from,
	};
	const zone = String(
		sim.store.table('users').find([row.parents[0] ?? ''], row.parents[1] ?? '')?.data[
			'time-zone'
		] ?? 'US/Eastern',
	);
	const rest = {
		NmsRecStartTime: began,
		NmsRecDuration: String(data.seconds),
		TimeZone: zone,
		transcription: data.text,
	};
	if (sim.switches.is('voicemail-names', 'old')) {
		return {
			filename: row.id,
			index: row.id.replace(/\.wav$/, ''),
			length: String(data.seconds),
			filesize: `${size} KB`,
			filedate: time,
			remotepath: url,
			...caller,
			RecordTime: time,
			...rest,
		};
	}
	return {
		filename: row.id,
		'ordinal-order': index,
		'file-duration-seconds': Number(data.seconds),
		'file-size-kilobytes': size,
		'created-datetime': time,
		'file-access-url': url,
		'file-script-text': '',
		'file-source': 'recording',
		'text-to-speech-voice-id': '',
		'text-to-speech-language': '',
		...caller,
		'recorded-datetime': time,
		...rest,
	};
}
