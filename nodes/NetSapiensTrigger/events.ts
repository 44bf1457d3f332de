import { isYes, text, type Fields } from './fields';

/** What a NetSapiens subscription can be for; one subscription has one model. */
export const MODELS = [
	'agent',
	'auditlog',
	'auditlog_lite',
	'call',
	'call_origid',
	'cdr',
	'message',
	'messagesession',
	'presence',
	'subscriber',
	'voicemail',
] as const;

export type Model = (typeof MODELS)[number];

/** An event people choose. */
export interface EventChoice {
	name: string;
	value: string;
	description: string;
	/** The model it is found in. "Any Event of Model" names its models itself. */
	model?: Model;
}

/** Value of the choice that passes everything of the models named beside it. */
export const ANY_EVENT = 'anyEvent';

/** The events the state machine of calls decides about. */
export const CALL_EVENTS = ['callRinging', 'callAnswered', 'callEnded', 'missedCall'] as const;

export type CallEvent = (typeof CALL_EVENTS)[number];

export const EVENTS: EventChoice[] = [
	{
		name: 'Agent State Changed',
		value: 'agentState',
		model: 'agent',
		description: 'An agent logged in or out, or joined or left a queue',
	},
	{
		name: 'Any Event of Model',
		value: ANY_EVENT,
		description: 'Everything the server posts for the models chosen below',
	},
	{
		name: 'Audit Entry',
		value: 'auditEntry',
		model: 'auditlog',
		description: 'Something was changed on the server; needs a Super User',
	},
	{
		name: 'Call Answered',
		value: 'callAnswered',
		model: 'call',
		description: 'A person picked up',
	},
	{
		name: 'Call Ended',
		value: 'callEnded',
		model: 'call',
		description: 'A call is over, answered or not',
	},
	{
		name: 'Call Record (CDR)',
		value: 'callRecord',
		model: 'cdr',
		description: 'The server wrote the record of a finished leg of a call',
	},
	{
		name: 'Call Ringing',
		value: 'callRinging',
		model: 'call',
		description: 'A call rings at a user or number',
	},
	{
		name: 'Chat Message',
		value: 'chatMessage',
		model: 'message',
		description: 'A chat message was sent or received',
	},
	{
		name: 'Conversation Updated',
		value: 'conversationUpdated',
		model: 'messagesession',
		description: 'A conversation has a new message or was read',
	},
	{
		name: 'Missed Call',
		value: 'missedCall',
		model: 'call',
		description: 'A call to a user ended before anybody picked up',
	},
	{
		name: 'Presence Changed',
		value: 'presenceChanged',
		model: 'presence',
		description: 'The presence or status message of a user changed',
	},
	{
		name: 'SMS/MMS Received',
		value: 'smsReceived',
		model: 'message',
		description: 'A text or picture message came in',
	},
	{
		name: 'SMS/MMS Sent',
		value: 'smsSent',
		model: 'message',
		description: 'A text or picture message went out',
	},
	{
		name: 'User Changed',
		value: 'userChanged',
		model: 'subscriber',
		description: 'A user was changed',
	},
	{
		name: 'Voicemail Left',
		value: 'voicemailLeft',
		model: 'voicemail',
		description: 'Somebody left a voicemail',
	},
];

/** @returns the models that must be subscribed to, each once, in a fixed order */
export function modelsFor(events: string[], anyEventModels: string[]): Model[] {
	const wanted = new Set<string | undefined>(
		EVENTS.filter(({ value }) => events.includes(value)).map(({ model }) => model),
	);
	if (events.includes(ANY_EVENT)) for (const model of anyEventModels) wanted.add(model);
	return MODELS.filter((model) => wanted.has(model));
}

/**
 * The events one object of a model is. Calls are not decided here but in calls.ts: their events
 * depend on what happened before.
 */
export function eventsOf(model: Model, fields: Fields): string[] {
	if (model === 'message') return [messageEvent(fields)];
	return EVENTS.filter((event) => event.model === model && !isCallEvent(event.value)).map(
		({ value }) => value,
	);
}

export function isCallEvent(event: string): event is CallEvent {
	return CALL_EVENTS.some((known) => known === event);
}

function messageEvent(fields: Fields): string {
	if (!['sms', 'mms'].includes(text(fields, 'type').toLowerCase())) return 'chatMessage';
	return isInboundMessage(fields) ? 'smsReceived' : 'smsSent';
}

/** `orig` is inbound, `term` outbound; without it, only senders here have a user ID. */
export function isInboundMessage(fields: Fields): boolean {
	const direction = text(fields, 'direction').toLowerCase();
	if (direction !== '') return ['orig', 'inbound', 'in'].includes(direction);
	return text(fields, 'from_uid', 'from_user_id') === '';
}

/** Names that only objects of a model have, most telling first. */
const MARKS: Array<[Model, string[]]> = [
	['cdr', ['cdr_index', 'time_release', 'call_disconnect_datetime', 'release_code']],
	['call', ['orig_callid', 'call_orig_call_id']],
	['agent', ['huntgroup_name', 'callqueue_agent_id']],
	['voicemail', ['filename', 'nmsrecstarttime']],
	['auditlog', ['target_object', 'auditlog_details']],
	['messagesession', ['last_mesg', 'last_sender', 'messagesession_remote']],
	['message', ['session_id', 'messagesession_id', 'term_uid', 'from_num']],
	['subscriber', ['srv_code', 'subscriber_login', 'login_username', 'service_code']],
	['presence', ['presence', 'user_presence_status']],
];

/** The model of an object whose URL does not say it; null when nothing fits. */
export function recogniseModel(fields: Fields): Model | null {
	const named = text(fields, 'object').toLowerCase();
	if (isModel(named)) return named;
	const mark = MARKS.find(([, names]) => names.some((name) => fields.has(name)));
	return mark?.[0] ?? null;
}

export function isModel(value: unknown): value is Model {
	return MODELS.some((model) => model === value);
}

/** Whether the object says that its call is over. */
export function isRemoved(fields: Fields): boolean {
	return isYes(fields, 'remove', 'removed', 'call_remove');
}
