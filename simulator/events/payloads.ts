import { keptName } from '../dialect/names';
import type { Media, Recording } from '../files/media';
import type { Data, Row } from '../state/table';
import type { System } from '../system';
import type { Spelling } from './bus';

const text = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value);

/** Reads a record of a kind by any name that its values go by. */
const reader = (kind: string, record: Data) => (name: string) => text(record[keptName(kind, name)]);

/** v1 names of a user's fields, which `subscriber` events use. */
const SUBSCRIBER: Record<string, string> = {
	user: 'user',
	domain: 'domain',
	first_name: 'name-first-name',
	last_name: 'name-last-name',
	subscriber_login: 'login-username',
	email: 'email-address',
	site: 'site',
	group: 'department',
	dir: 'directory-name-number-dtmf-mapping',
	message: 'status-message',
	presence: 'user-presence-status',
	scope: 'user-scope',
	srv_code: 'service-code',
	time_zone: 'time-zone',
	callid_nmbr: 'caller-id-number',
	callid_name: 'caller-id-name',
	callid_emgr: 'caller-id-number-emergency',
	no_answer_timeout: 'ring-no-answer-timeout-seconds',
	dial_plan: 'dial-plan',
	dial_policy: 'dial-policy',
	vmail_enabled: 'voicemail-enabled',
	vmail_notify: 'email-send-alert-new-voicemail-behavior',
	account_status: 'account-status',
	last_update: 'last-modified-datetime',
	date_created: 'created-datetime',
};

/** A `subscriber` event: most fields of a user that changed. */
export function subscriberEvent(system: System, record: Data): Spelling {
	const underscore = subscriber(record, Object.keys(SUBSCRIBER));
	underscore.last_update = system.plainNow();
	return { underscore, hyphen: record };
}

/** What v1 calls these fields of a user, with their values. */
function subscriber(record: Data, names: string[]): Data {
	const read = reader('user', record);
	return Object.fromEntries(names.map((old) => [old, read(SUBSCRIBER[old] ?? old)]));
}

/** What the v45 list of presences has of a user's fields. */
const PRESENCE = [
	'name-first-name',
	'name-last-name',
	'department',
	'user-presence-status',
	'status-message',
].map((name) => keptName('user', name));

/** A user's presence as the v45 list shows it. */
export function presenceRecord(row: Row, record: Data): Data {
	const read = reader('user', record);
	return {
		user: row.id,
		uid: `${row.id}@${row.parents[0]}`,
		domain: row.parents[0],
		site: read('site'),
		email: read('email-address'),
		...Object.fromEntries(PRESENCE.map((name) => [name, read(name)])),
	};
}

/** A `presence` event: user, name, status message and presence, nothing more. */
export function presenceEvent(row: Row, record: Data): Spelling {
	return {
		underscore: {
			user: row.id,
			domain: row.parents[0],
			...subscriber(record, ['first_name', 'last_name', 'message', 'presence']),
		},
		hyphen: presenceRecord(row, record),
	};
}

/** v1 words for the availability of an agent. */
const ENTRY: Record<string, string> = {
	automatic: 'immediate',
	'offnet-automatic': 'immediate',
	manual: 'available',
	disabled: 'manual',
};

/** An `agent` event: availability or membership of an agent in a queue. */
export function agentEvent(system: System, row: Row, record: Data): Spelling {
	const [domain = '', queue = ''] = row.parents;
	const user = row.id.split('@')[0] ?? '';
	const read = reader('agent', record);
	const availability = read('callqueue-agent-availability-type');
	const underscore: Data = {
		device_aor: `sip:${row.id}`,
		huntgroup_name: queue,
		huntgroup_domain: domain,
		entry_option: ENTRY[availability] ?? availability,
		entry_status: read('callqueue-agent-availability-for-dispatch'),
		entry_device: `sip:${row.id}`,
		entry_order: read('callqueue-agent-dispatch-order-ordinal'),
		entry_priority: read('callqueue-agent-dispatch-queue-priority-ordinal'),
		wrap_up_sec: read('callqueue-agent-wrap-up-allowance-seconds'),
		auto_ans: read('auto-answer-enabled'),
		call_limit: read('limits-max-active-calls-total'),
		confirm_required: read('callqueue-agent-answer-confirmation-enabled'),
		owner_user: user,
		owner_domain: domain,
		session_count: read('active-calls-total-current'),
		error_info: '',
		last_update: system.plainNow(),
		device: `sip:${row.id}`,
		stat: read('agent-status-message'),
		sub_firstname: read('agent-name-first-name'),
		sub_lastname: read('agent-name-last-name'),
		sub_login: read('login-username'),
		sub_fullname: read('name-full-name'),
	};
	return { underscore, hyphen: record };
}

/** A `voicemail` event in the old names of a voicemail record. */
export function voicemailEvent(system: System, row: Row, url: string): Spelling {
	const [domain = '', user = ''] = row.parents;
	const { data } = row;
	const time = Number(data.time);
	const seconds = Number(data.seconds);
	const shared: Data = {
		user,
		domain,
		FromName: data.name,
		FromUser: data.from,
		FromHost: 'sip.carrier.example',
		NmsAni: data.from,
		NmsRecStartTime: system.plainNow(time - seconds * 1000),
		NmsRecDuration: String(seconds),
		TimeZone: text(system.store.table('users').find([domain], user)?.data['time-zone']),
		transcription: data.text,
	};
	const size = ((seconds * 16000) / 1024).toFixed(2);
	return {
		underscore: {
			filename: row.id,
			index: row.id.replace(/\.wav$/, ''),
			length: String(seconds),
			filesize: `${size} KB`,
			filedate: system.plainNow(time),
			remotepath: url,
			...shared,
			RecordTime: system.plainNow(time),
		},
		hyphen: {
			filename: row.id,
			'file-duration-seconds': seconds,
			'file-size-kilobytes': size,
			'created-datetime': system.plainNow(time),
			'file-access-url': url,
			...shared,
			'recorded-datetime': system.plainNow(time),
		},
	};
}

/** A `message` event. `direction` is orig for a message that came in, term for one that went out. */
export function messageEvent(message: Data, sender: { number: string; user: string }): Spelling {
	const underscore: Data = {
		id: message.id,
		timestamp: String(message.timestamp).slice(0, 19).replace('T', ' '),
		type: message.type,
		domain: message.domain,
		user: sender.user,
		direction: message.direction,
		from_num: sender.number,
		from_uid: text(message['from-user-id']),
		dialed: text(message.dialed),
		text: message.text,
		term_uid: text(message['terminating-user-id']),
		term_num: text(message['terminating-number']),
		status: message.status,
		media_type: text(message['media-type']),
		media_size: text(message['media-size'] ?? '0'),
		session_id: message['messagesession-id'],
	};
	return { underscore, hyphen: message };
}

/** A `messagesession` event: the session after a message or a read mark. */
export function sessionEvent(session: Data): Spelling {
	const underscore: Data = {
		session_id: session['messagesession-id'],
		user: session.user,
		domain: session.domain,
		remote: text(session['messagesession-remote']),
		smsani: text(session['messagesession-sms-number']),
		last_mesg: text(session['messagesession-last-message']),
		last_sender: text(session['messagesession-last-sender']),
		last_status: text(session['messagesession-last-status']),
		last_timestamp: text(session['messagesession-last-datetime']),
		type: session['messagesession-type'],
		muted: text(session['messagesession-muted']),
	};
	return { underscore, hyphen: session };
}

/** A `call_recording` event of API v1: the sound of a call is ready. */
export function recordingEvent(system: System, media: Media, recording: Recording): Spelling {
	const { callId, domain, users, started, ended, seconds } = recording;
	const [user = ''] = users;
	const underscore: Data = {
		callId,
		caseId: '',
		uid0: `${user}@${domain}`,
		uid1: '',
		aor0: `sip:${user}@${domain}`,
		aor1: '',
		domain0: domain,
		timeOpen: system.plainNow(started),
		timeClose: system.plainNow(ended),
		duration: String(seconds),
		status: 'converted',
		event: 'convertDone',
		download_url: media.recordingUrl(system.url, recording),
	};
	return { underscore, hyphen: underscore };
}

/** An entry of the audit log in the names of `GET /auditlog`. */
export interface AuditEntry {
	time: number;
	action: string;
	object: string;
	domain: string;
	user: string;
	byDomain: string;
	byUser: string;
	byIp: string;
}

export function auditRecord(system: System, entry: AuditEntry): Data {
	return {
		'by-ip': entry.byIp,
		'timestamp-datetime': system.isoNow(entry.time),
		'by-domain': entry.byDomain,
		'by-user': entry.byUser,
		'by-client': 'api',
		'action-type': entry.action,
		'target-host': system.hostname,
		'target-domain': entry.domain,
		'target-user': entry.user,
		'target-object': entry.object,
		'auditlog-details': {},
	};
}

/** An `auditlog` event: the entry, dates in the plain form. */
export function auditEvent(system: System, entry: AuditEntry): Spelling {
	const hyphen = auditRecord(system, entry);
	const underscore: Data = {};
	for (const [name, value] of Object.entries(hyphen)) underscore[name.replace(/-/g, '_')] = value;
	underscore.timestamp_datetime = system.plainNow(entry.time);
	return { underscore, hyphen };
}
