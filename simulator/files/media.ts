import { createHmac, timingSafeEqual } from 'node:crypto';

import { hash32 } from '../random';
import type { System } from '../system';
import { belongsTo, type Owner } from '../tenant/owner';
import type { LiveCall } from '../tenant/live-call';
import { gsmWav, toneWav } from './wav';

/** Bytes with their type. */
export interface File {
	bytes: Buffer;
	type: string;
}

/** Whose a file is; empty or `*` where it is everybody's. */
export interface FileOwner {
	reseller?: string;
	domain?: string;
	user?: string;
}

/** A recorded call. Seeded calls have one too; it is made up when asked for. */
export interface Recording {
	callId: string;
	domain: string;
	/** Epoch milliseconds. */
	started: number;
	ended: number;
	seconds: number;
	users: string[];
	availableFrom: number;
}

/** Files of the tenant: what was uploaded, and sound that is made up when somebody listens. */
export class Media {
	private readonly uploads = new Map<string, File & { owner: FileOwner }>();
	private readonly recordings = new Map<string, Recording>();
	private readonly secret: string;

	constructor(private readonly system: System) {
		this.secret = system.random.hex(32);
	}

	keep(key: string, file: File, owner: FileOwner): void {
		this.uploads.set(key, { ...file, owner });
	}

	drop(key: string): void {
		this.uploads.delete(key);
	}

	/** Drops the files of somebody who is gone. Recordings stay with the domain. */
	forget(owner: Owner): void {
		for (const [key, file] of this.uploads) if (belongsTo(file.owner, owner)) this.drop(key);
		for (const [id, one] of this.recordings) {
			if (belongsTo(one, owner)) this.recordings.delete(id);
			else if ('domain' in owner && owner.domain === one.domain)
				one.users = one.users.filter((user) => user !== owner.user);
		}
	}

	/** The file under a key; sound that nobody uploaded is a tone of the wanted length. */
	read(key: string, seconds: number): File {
		const uploaded = this.uploads.get(key);
		if (uploaded) return uploaded;
		const gsm = key.startsWith('recording/') && this.system.switches.is('recording-codec', 'gsm');
		return { bytes: gsm ? gsmWav(seconds) : toneWav(seconds, hash32(key)), type: 'audio/wav' };
	}

	/** Keeps the sound of an answered call. @returns undefined when it was not to be recorded */
	keepRecording(call: LiveCall): Recording | undefined {
		if (!call.recorded) return undefined;
		const users = [call.origUser, ...call.legs.map((leg) => leg.user)].filter(Boolean);
		const started = call.answered ?? call.started;
		const ended = this.system.now();
		const recording: Recording = {
			callId: call.id,
			domain: call.domain,
			started,
			ended,
			seconds: Math.max(1, Math.round((ended - started) / 1000)),
			users,
			availableFrom: ended + this.system.switches.number('recording-delay'),
		};
		const ids = call.legs.flatMap(({ termCallId, origCallId = [] }) => [termCallId, origCallId]);
		for (const id of [call.id, ...ids.flat()]) this.recordings.set(id, recording);
		return recording;
	}

	recording(callId: string): Recording | undefined {
		return this.recordings.get(callId);
	}

	/** The signed address of a recording. @param base as `signedUrl` wants it */
	recordingUrl(
		base: string,
		one: Pick<Recording, 'callId' | 'domain' | 'users'> & { seconds: number },
	): string {
		return this.signedUrl(base, {
			key: `recording/${one.domain}/${one.callId}`,
			name: `${one.callId}.wav`,
			seconds: one.seconds,
			domain: one.domain,
			user: one.users[0] ?? '',
			type: 'rec',
		});
	}

	/**
	 * An address whose bytes need no sign-in: the query carries its own signature and time.
	 * @param base scheme and host of the server as the reader sees it
	 */
	signedUrl(
		base: string,
		file: {
			key: string;
			name: string;
			seconds: number;
			domain: string;
			user: string;
			type: string;
		},
	): string {
		const time = this.system.plainNow().replace(/\D/g, '');
		const query = new URLSearchParams({
			object: 'audio',
			action: 'play',
			domain: file.domain,
			user: file.user,
			type: file.type,
			time,
			auth: this.sign(file.key, file.seconds, time),
			key: file.key,
			length: String(file.seconds),
			file: file.name,
		});
		return `${base}/ns-api/?${query.toString()}`;
	}

	/** The file that a signed address names, `late` when its time is over, undefined when it is forged. */
	open(query: Record<string, string>): File | 'late' | undefined {
		const { key = '', length = '0', time = '', auth = '' } = query;
		const right = Buffer.from(this.sign(key, Number(length), time));
		const given = Buffer.from(auth);
		if (right.length !== given.length || !timingSafeEqual(right, given)) return undefined;
		const made = Date.parse(
			time.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'),
		);
		const life = this.system.switches.number('media-url-life') * 1000;
		return made + life < this.system.now() ? 'late' : this.read(key, Number(length));
	}

	private sign(key: string, seconds: number, time: string): string {
		return createHmac('sha256', this.secret)
			.update(`${key}|${seconds}|${time}`)
			.digest('hex')
			.slice(0, 32);
	}
}
