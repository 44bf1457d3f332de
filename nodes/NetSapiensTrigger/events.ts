import type { IDataObject } from 'n8n-workflow';
import { legOfRecord } from '../NetSapiens/calls/reading';
import { meant, type Kind } from '../NetSapiens/meanings';

/** The documented models; what a NetSapiens subscription can be for, one for each. */
export const MODELS: Model[] = [
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
];

/** One of these, or another one that a server has. */
export type Model = string;

/** An event people choose. */
export interface EventChoice {
	name: string;
	value: string;
	description: string;
	/** What people do to make it happen once, behind "To test it: ". */
	toTest: string;
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
		description: 'An agent has logged in or out, or joined or left a call queue',
		toTest: 'log an agent in or out of a call queue',
	},
	{
		name: 'Any Event of Model',
		value: ANY_EVENT,
		description: 'Any event that the server sends for the kinds (models) chosen below',
		toTest: 'do something that the chosen models are about',
	},
	{
		name: 'Audit Entry',
		value: 'auditEntry',
		model: 'auditlog',
		description: 'Something has been changed on the server; requires a Super User',
		toTest: 'change a setting in the portal',
	},
	{
		name: 'Call Answered',
		value: 'callAnswered',
		model: 'call',
		description: 'A person has picked up a call',
		toTest: 'call a user, and answer',
	},
	{
		name: 'Call Ended',
		value: 'callEnded',
		model: 'call',
		description: 'A call is over, whether it was answered or not',
		toTest: 'call a user, and hang up',
	},
	{
		name: 'Call Record (CDR)',
		value: 'callRecord',
		model: 'cdr',
		description: 'The server has stored the record of a finished call leg',
		toTest: 'call a user, answer, and hang up',
	},
	{
		name: 'Call Ringing',
		value: 'callRinging',
		model: 'call',
		description: 'A call is ringing a user or phone number',
		toTest: 'call a user',
	},
	{
		name: 'Chat Message',
		value: 'chatMessage',
		model: 'message',
		description: 'A chat message has been sent or received',
		toTest: 'send a chat message to a user',
	},
	{
		name: 'Conversation Updated',
		value: 'conversationUpdated',
		model: 'messagesession',
		description: 'A conversation has a new message or has been read',
		toTest: 'send a message to a user',
	},
	{
		name: 'Missed Call',
		value: 'missedCall',
		model: 'call',
		description: 'A call to a user has ended without anyone picking up',
		toTest: 'call a user, and hang up before anyone answers',
	},
	{
		name: 'Presence Changed',
		value: 'presenceChanged',
		model: 'presence',
		description: 'The presence or status message of a user has changed',
		toTest: 'change the status of a user',
	},
	{
		name: 'Recording Ready',
		value: 'recordingReady',
		model: 'cdr',
		description: 'The recording of a call is available',
		toTest: 'call a user whose calls are recorded, talk for some seconds, and hang up',
	},
	{
		name: 'SMS/MMS Received',
		value: 'smsReceived',
		model: 'message',
		description: 'A text or picture message has been received',
		toTest: 'send a text message from a cell phone to a number of the domain',
	},
	{
		name: 'SMS/MMS Sent',
		value: 'smsSent',
		model: 'message',
		description: 'A text or picture message has been sent',
		toTest: 'send a text message from a user to a cell phone',
	},
	{
		name: 'Transcription Ready',
		value: 'transcriptionReady',
		model: 'cdr',
		description: 'The transcription of a recorded call is available',
		toTest: 'call a user whose calls are transcribed, talk for some seconds, and hang up',
	},
	{
		name: 'User Changed',
		value: 'userChanged',
		model: 'subscriber',
		description: 'The settings of a user have changed',
		toTest: 'change a setting of a user in the portal',
	},
	{
		name: 'Voicemail Left',
		value: 'voicemailLeft',
		model: 'voicemail',
		description: 'A caller has left a voicemail message',
		toTest: 'call a user, do not answer, and leave a message',
	},
];

/** @returns the models that must be subscribed to, each once, in a fixed order */
export function modelsFor(events: string[], anyEventModels: string[]): Model[] {
	const wanted = new Set<string | undefined>(
		EVENTS.filter(({ value }) => events.includes(value)).map(({ model }) => model),
	);
	if (events.includes(ANY_EVENT)) for (const model of anyEventModels) wanted.add(model);
	const others = anyEventModels.filter((model) => !MODELS.some((known) => known === model));
	return [...MODELS, ...new Set(others)].filter((model) => wanted.has(model));
}

/** What objects of a model describe; undefined for models that nothing is known about. */
export function kindOf(model: Model): Kind | undefined {
	const kinds: Record<string, Kind> = {
		agent: 'agent',
		auditlog: 'auditlog',
		auditlog_lite: 'auditlog',
		call: 'call',
		call_origid: 'call',
		cdr: 'call',
		message: 'message',
		messagesession: 'messagesession',
		presence: 'subscriber',
		subscriber: 'subscriber',
		voicemail: 'voicemail',
	};
	return Object.hasOwn(kinds, model) ? kinds[model] : undefined;
}

/**
 * The events one object of a model is. Calls are not decided here but in calls.ts: their events
 * depend on what happened before.
 */
export function eventsOf(model: Model, raw: IDataObject): string[] {
	if (model === 'message') return messageEvents(raw);
	return EVENTS.filter((event) => event.model === model && !isCallEvent(event.value))
		.map(({ value }) => value)
		.filter((event) => !isAwaited(event) || hasTalk(raw));
}

/** Events that come true only some time after the call record; enrich.ts waits for them. */
export function isAwaited(event: unknown): boolean {
	return event === 'recordingReady' || event === 'transcriptionReady';
}

/** Nothing is recorded where nobody talked; interim records are followed by the final one. */
function hasTalk(raw: IDataObject): boolean {
	const { talk, interim } = legOfRecord(raw);
	return talk !== 0 && !interim;
}

export function isCallEvent(event: string): event is CallEvent {
	return CALL_EVENTS.some((known) => known === event);
}

/** A text without a word in it is a delivery receipt, or nothing. */
function messageEvents(raw: IDataObject): string[] {
	const said = meant('message', raw);
	const type = said.text('type').toLowerCase();
	if (type !== 'mms' && said.text('text') === '' && said.text('mediaType') === '') return [];
	if (type !== 'sms' && type !== 'mms') return ['chatMessage'];
	return [isInboundMessage(raw) ? 'smsReceived' : 'smsSent'];
}

/** Whether a message says how its delivery went; it may be the message itself or come once more. */
export function isReceipt(raw: IDataObject): boolean {
	const status = meant('message', raw).text('status');
	return /^(delivered|undelivered|failed|read|queued|accepted|rejected)$/i.test(status);
}

/** `orig` is inbound, `term` outbound; without it, only senders here have a user ID. */
export function isInboundMessage(raw: IDataObject): boolean {
	const said = meant('message', raw);
	const direction = said.text('direction').toLowerCase();
	if (direction !== '') return ['orig', 'inbound', 'in'].includes(direction);
	return said.text('fromUser') === '';
}

/** The model of an object whose URL does not say it; null when nothing fits. */
export function recogniseModel(raw: IDataObject): Model | null {
	const named = String(raw.object ?? '').toLowerCase();
	if (MODELS.some((model) => model === named)) return named;
	return MARKS.find(({ has }) => has(raw))?.model ?? null;
}

/** What only objects of a model have, most telling first. */
const MARKS: Array<{ model: Model; has: (raw: IDataObject) => boolean }> = [
	{ model: 'cdr', has: (raw) => isSaid(raw, 'call', 'index', 'end', 'releaseCode') },
	{ model: 'call', has: (raw) => isSaid(raw, 'call', 'callId') },
	{ model: 'agent', has: (raw) => isSaid(raw, 'agent', 'queue') },
	{ model: 'voicemail', has: (raw) => isSaid(raw, 'voicemail', 'fileName') },
	{ model: 'auditlog', has: (raw) => isSaid(raw, 'auditlog', 'object') },
	{
		model: 'messagesession',
		has: (raw) => isSaid(raw, 'messagesession', 'lastMessage', 'lastSender', 'remoteNumber'),
	},
	{
		model: 'message',
		has: (raw) => isSaid(raw, 'message', 'conversationId', 'toUser', 'fromNumber'),
	},
	{ model: 'subscriber', has: (raw) => isSaid(raw, 'subscriber', 'login', 'serviceCode') },
	{ model: 'presence', has: (raw) => isSaid(raw, 'subscriber', 'presence') },
];

function isSaid(raw: IDataObject, kind: Kind, ...meanings: string[]): boolean {
	const said = meant(kind, raw);
	return meanings.some((meaning) => said.text(meaning as never) !== '');
}

/** Whether a name may be that of a model; servers have more of them than are documented. */
export function isModel(value: unknown): value is Model {
	return typeof value === 'string' && /^[a-z][a-z\d_]{0,39}$/i.test(value);
}
