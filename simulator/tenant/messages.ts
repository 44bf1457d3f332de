import { badRequest, notFound } from '../errors';
import type { Bus } from '../events/bus';
import { messageEvent, sessionEvent } from '../events/payloads';
import type { Media } from '../files/media';
import type { Data, Row } from '../state/table';
import type { System } from '../system';

/** A message to be stored, whichever way it goes. */
export interface NewMessage {
	domain: string;
	/** The user on our side. */
	user: string;
	/** in = received by the user, out = sent by the user. */
	direction: 'in' | 'out';
	type: string;
	text: string;
	/** The other side: a number, or a user for chats. */
	remote: string;
	/** Our number; empty for chats. */
	number: string;
	session?: string;
	mimeType?: string;
	size?: number;
	/** Base64. */
	data?: string;
}

const SESSIONS = 'messagesessions';
const MESSAGES = 'messages';

/** Chats, texts and picture messages and the sessions they belong to. */
export class Messages {
	constructor(
		private readonly system: System,
		private readonly bus: Bus,
		private readonly media: Media,
	) {}

	/** A text that arrives at one of our numbers. @throws ApiError 404 when the number is nobody's */
	receive(from: string, to: string, text: string, media?: { type: string; data: string }): Data {
		const number = [...this.system.store.table('smsnumbers').below()].find((row) => row.id === to);
		if (!number) throw notFound(`SMS number ${to} does not exist`);
		return this.store({
			domain: number.parents[0] ?? '',
			user: String(number.data.dest).split('@')[0] ?? '',
			direction: 'in',
			type: media ? 'mms' : 'sms',
			text,
			remote: from,
			number: to,
			mimeType: media?.type,
			data: media?.data,
			size: media ? Buffer.from(media.data, 'base64').length : undefined,
		});
	}

	/**
	 * Stores a message in its session, makes the session if there is none, and tells subscribers.
	 *
	 * @throws ApiError 404 without such a user
	 */
	store(wanted: NewMessage): Data {
		const { domain, user } = wanted;
		if (!this.system.store.table('users').find([domain], user)) {
			throw notFound(`User ${user} does not exist in domain ${domain}`);
		}
		if (wanted.text === '' && !wanted.data) throw badRequest('Missing required field: message');
		const session = this.sessionFor(wanted);
		const { system } = this;
		const incoming = wanted.direction === 'in';
		const uid = `${wanted.user}@${wanted.domain}`;
		const sender = incoming ? wanted.remote : wanted.number || wanted.user;
		const message: Data = {
			id: system.callId(),
			timestamp: new Date(system.now()).toISOString(),
			type: wanted.type,
			domain: wanted.domain,
			direction: incoming ? 'orig' : 'term',
			'from-number': sender,
			'from-user-id': incoming ? null : uid,
			'from-video-attendee-id': null,
			'from-user-agent': null,
			dialed: incoming ? wanted.number : wanted.remote,
			text: wanted.text,
			'terminating-user-id': incoming ? uid : null,
			'terminating-number': incoming ? wanted.number : wanted.remote,
			status: incoming ? 'received' : 'sent',
			'media-type': wanted.mimeType ?? null,
			'media-size': wanted.size ?? null,
			'messagesession-reciever-hostname': system.hostname,
			'messagesession-id': session.id,
			'messagesession-participants': null,
		};
		system.store.table(MESSAGES).put([...session.parents, session.id], String(message.id), message);
		if (wanted.data) {
			const { domain, user, mimeType: type = 'application/octet-stream' } = wanted;
			const bytes = Buffer.from(wanted.data, 'base64');
			this.media.keep(`message/${message.id}`, { bytes, type }, { domain, user });
		}
		this.touch(session, wanted, sender);
		const concern = { domain: wanted.domain, users: [wanted.user] };
		const party = { number: String(sender), user: wanted.user };
		this.bus.publish('message', concern, () => messageEvent(message, party));
		if (wanted.type !== 'chat' && system.switches.is('message-receipts', 'yes')) {
			const receipt = { ...message, direction: 'term', status: 'delivered' };
			this.bus.publish('message', concern, () =>
				messageEvent(incoming ? { ...receipt, text: '' } : receipt, party),
			);
		}
		this.bus.publish('messagesession', concern, () => sessionEvent(session.data));
		return message;
	}

	/** The session of this id, or the one with the same other side, or a new one. */
	private sessionFor(wanted: NewMessage): Row {
		const table = this.system.store.table(SESSIONS);
		const owners = [wanted.domain, wanted.user];
		if (wanted.session) {
			const named = table.find(owners, wanted.session);
			if (named) return named;
		} else {
			for (const row of table.below(owners)) {
				const same = row.data['messagesession-remote'] === wanted.remote;
				if (same && row.data['messagesession-sms-number'] === wanted.number) return row;
			}
		}
		const id = wanted.session ?? this.system.random.hex(32);
		return table.put(owners, id, {
			user: wanted.user,
			domain: wanted.domain,
			'messagesession-id': id,
			'messagesession-remote': wanted.remote,
			'messagesession-sms-number': wanted.number,
			'messagesession-muted': 'no',
			'messagesession-type': wanted.type === 'mms' ? 'sms' : wanted.type,
			'messagesession-start-datetime': this.system.plainNow(),
			'messagesession-last-email-reminder-datetime': null,
			'messagesession-reciever-hostname': this.system.hostname,
			'messagesession-queue-termination': null,
			'messagesession-queue-status': null,
			'messagesession-queue-session-id': null,
			'messagesession-agent-start-datetime': null,
			'messagesession-name': null,
			'messagesession-participants': null,
		});
	}

	private touch(session: Row, wanted: NewMessage, sender: string): void {
		this.system.store.table(SESSIONS).update(session, {
			'messagesession-last-datetime': this.system.plainNow(),
			'messagesession-last-message': wanted.text,
			'messagesession-last-sender': sender,
			'messagesession-last-status': wanted.direction === 'in' ? 'unread' : 'read',
			'messagesession-last-type': wanted.type,
			'messagesession-last-media-type': wanted.mimeType ?? null,
			'messagesession-last-media-size': wanted.size ?? null,
		});
	}
}
