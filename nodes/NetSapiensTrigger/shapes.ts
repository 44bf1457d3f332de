import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { callIdOf } from './calls';
import { isInboundMessage, isRemoved, type Model } from './events';
import {
	iso,
	isoOrNull,
	momentOrNull,
	numberOrNull,
	text,
	textOrNull,
	type Fields,
} from './fields';

/** What every item has beside the shape of its model. */
export interface Shape {
	domain: string | null;
	user: string | null;
	/** Null when the event does not say. */
	occurredAt: string | null;
	details: IDataObject;
}

/** The tidy form of one object of a model. */
export function shapeOf(model: Model, fields: Fields): Shape {
	return SHAPES[model](fields);
}

/** Which way a call went, seen from the PBX. */
export function callDirection(fields: Fields): 'inbound' | 'outbound' | 'internal' {
	const gateway = text(fields, 'orig_type').toLowerCase() === 'gateway';
	const fromHere = !gateway && text(fields, 'orig_sub', 'call_orig_user') !== '';
	const toHere = text(fields, 'term_sub', 'call_term_user') !== '';
	if (fromHere) return toHere ? 'internal' : 'outbound';
	// CDR type 0: placed by an extension.
	return text(fields, 'type', 'call_direction') === '0' ? 'outbound' : 'inbound';
}

function caller(fields: Fields): IDataObject {
	return {
		number: textOrNull(
			fields,
			'ani',
			'caller_id_number',
			'orig_from_user',
			'call_orig_from_user',
			'orig_id',
			'call_orig_caller_id',
		),
		name: textOrNull(
			fields,
			'orig_from_name',
			'orig_name',
			'call_orig_from_name',
			'call_orig_name',
		),
		user: textOrNull(fields, 'orig_sub', 'call_orig_user'),
	};
}

function callee(fields: Fields): IDataObject {
	return {
		number: textOrNull(
			fields,
			'dnis',
			'call_dialed_number',
			'orig_to_user',
			'call_orig_to_user',
			'orig_req_user',
			'call_orig_request_user',
			'term_id',
			'call_term_caller_id',
		),
		name: textOrNull(fields, 'term_name', 'call_term_name'),
		user: textOrNull(fields, 'term_sub', 'call_term_user'),
	};
}

const START = ['time_start', 'call_start_datetime', 'batch_tim_beg', 'call_batch_start_datetime'];
const ANSWER = ['time_answer', 'call_answer_datetime', 'batch_tim_ans'];
const RELEASE = ['time_release', 'call_disconnect_datetime'];

/** Live calls and call records share a shape, so that one workflow can take both. */
function call(fields: Fields): Shape {
	const direction = callDirection(fields);
	const outbound = direction === 'outbound';
	const started = momentOrNull(fields, ...START);
	const answered = momentOrNull(fields, ...ANSWER);
	const ended = momentOrNull(fields, ...RELEASE, ...(isRemoved(fields) ? ['ts'] : []));
	const own = outbound ? ['orig', 'call_orig'] : ['term', 'call_term'];
	return {
		domain: textOrNull(
			fields,
			...own.map((side) => `${side}_domain`),
			'domain',
			'orig_domain',
			'call_orig_domain',
			'term_domain',
			'call_term_domain',
		),
		user: outbound
			? textOrNull(fields, 'orig_sub', 'call_orig_user')
			: textOrNull(fields, 'term_sub', 'call_term_user'),
		occurredAt: iso(ended ?? answered ?? started),
		details: {
			callId: callIdOf(fields) || null,
			direction,
			from: caller(fields),
			to: callee(fields),
			startedAt: iso(started),
			answeredAt: iso(answered),
			endedAt: iso(ended),
			durationSeconds:
				numberOrNull(fields, 'duration', 'call_total_duration_seconds') ?? between(started, ended),
			talkSeconds:
				numberOrNull(fields, 'time_talking', 'call_talking_duration_seconds') ??
				(ended && !answered ? 0 : between(answered, ended)),
			disconnectReason: textOrNull(fields, 'release_text', 'call_disconnect_reason_text'),
		},
	};
}

function between(from: DateTime | null, to: DateTime | null): number | null {
	return from && to ? Math.max(0, Math.round(to.diff(from, 'seconds').seconds)) : null;
}

function message(fields: Fields): Shape {
	return {
		domain: textOrNull(fields, 'domain'),
		user: userPart(fields, 'user', 'term_uid', 'terminating_user_id', 'from_uid', 'from_user_id'),
		occurredAt: isoOrNull(fields, 'timestamp', 'timestamp_datetime'),
		details: {
			messageId: textOrNull(fields, 'id'),
			conversationId: textOrNull(fields, 'session_id', 'messagesession_id'),
			type: textOrNull(fields, 'type'),
			direction: isInboundMessage(fields) ? 'inbound' : 'outbound',
			from: { number: userPart(fields, 'from_num', 'from_number', 'from_uid', 'from_user_id') },
			to: {
				number: userPart(
					fields,
					'dialed',
					'term_num',
					'terminating_number',
					'term_uid',
					'terminating_user_id',
				),
			},
			text: textOrNull(fields, 'text'),
			mediaType: textOrNull(fields, 'media_type'),
			status: textOrNull(fields, 'status'),
		},
	};
}

function conversation(fields: Fields): Shape {
	return {
		domain: textOrNull(fields, 'domain'),
		user: textOrNull(fields, 'user'),
		occurredAt: isoOrNull(
			fields,
			'last_timestamp',
			'messagesession_last_datetime',
			'messagesession_last_timestamp',
		),
		details: {
			conversationId: textOrNull(fields, 'session_id', 'messagesession_id'),
			type: textOrNull(fields, 'type', 'messagesession_type', 'messagesession_last_type'),
			remoteNumber: textOrNull(fields, 'remote', 'messagesession_remote'),
			ownNumber: textOrNull(fields, 'smsani', 'messagesession_sms_number'),
			lastMessage: textOrNull(fields, 'last_mesg', 'messagesession_last_message'),
			lastSender: textOrNull(fields, 'last_sender', 'messagesession_last_sender'),
			lastStatus: textOrNull(fields, 'last_status', 'messagesession_last_status'),
		},
	};
}

function voicemail(fields: Fields): Shape {
	return {
		domain: textOrNull(fields, 'domain'),
		user: textOrNull(fields, 'user'),
		occurredAt: isoOrNull(
			fields,
			'recordtime',
			'recorded_datetime',
			'filedate',
			'created_datetime',
			'nmsrecstarttime',
		),
		details: {
			fileName: textOrNull(fields, 'filename'),
			from: {
				number: textOrNull(fields, 'nmsani', 'voicemail_from_caller_id_number', 'fromuser'),
				name: textOrNull(fields, 'fromname', 'voicemail_from_name'),
			},
			durationSeconds: numberOrNull(fields, 'length', 'file_duration_seconds', 'nmsrecduration'),
			transcription: textOrNull(fields, 'transcription'),
		},
	};
}

function agent(fields: Fields): Shape {
	return {
		domain: textOrNull(fields, 'huntgroup_domain', 'owner_domain', 'domain'),
		user: userPart(fields, 'owner_user', 'login_username', 'sub_login'),
		occurredAt: isoOrNull(fields, 'last_update', 'last_modified_datetime'),
		details: {
			agentId: textOrNull(fields, 'device_aor', 'entry_device', 'callqueue_agent_id'),
			name: textOrNull(fields, 'sub_fullname', 'name_full_name'),
			queue: textOrNull(fields, 'huntgroup_name', 'callqueue'),
			availability: textOrNull(fields, 'entry_option', 'callqueue_agent_availability_type'),
			status: textOrNull(fields, 'entry_status', 'callqueue_agent_availability_for_dispatch'),
			activeCalls: numberOrNull(fields, 'session_count', 'active_calls_total_current'),
		},
	};
}

/** `presence` is a small `subscriber`: one shape serves both. */
function person(fields: Fields): Shape {
	const names = [
		text(fields, 'first_name', 'name_first_name'),
		text(fields, 'last_name', 'name_last_name'),
	];
	return {
		domain: textOrNull(fields, 'domain'),
		user: textOrNull(fields, 'user'),
		occurredAt: isoOrNull(fields, 'last_update', 'last_modified_datetime'),
		details: {
			name: names.filter((name) => name !== '').join(' ') || null,
			presence: textOrNull(fields, 'presence', 'user_presence_status'),
			statusMessage: textOrNull(fields, 'message', 'status_message'),
			email: textOrNull(fields, 'email', 'email_address'),
		},
	};
}

function audit(fields: Fields): Shape {
	return {
		domain: textOrNull(fields, 'target_domain', 'by_domain'),
		user: textOrNull(fields, 'target_user'),
		occurredAt: isoOrNull(fields, 'timestamp_datetime', 'timestamp'),
		details: {
			action: textOrNull(fields, 'action_type'),
			object: textOrNull(fields, 'target_object'),
			by: {
				user: textOrNull(fields, 'by_user'),
				domain: textOrNull(fields, 'by_domain'),
				address: textOrNull(fields, 'by_ip'),
				client: textOrNull(fields, 'by_client'),
			},
		},
	};
}

/** A number, or the extension of a `user@domain` value. */
function userPart(fields: Fields, ...names: string[]): string | null {
	return text(fields, ...names).split('@')[0] || null;
}

const SHAPES: Record<Model, (fields: Fields) => Shape> = {
	agent,
	auditlog: audit,
	auditlog_lite: audit,
	call,
	call_origid: call,
	cdr: call,
	message,
	messagesession: conversation,
	presence: person,
	subscriber: person,
	voicemail,
};
