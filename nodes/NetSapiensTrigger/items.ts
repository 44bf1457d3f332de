import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { legOfRecord } from '../NetSapiens/calls/reading';
import { meant } from '../NetSapiens/meanings';
import { bare } from '../NetSapiens/spellings';
import { advance, callIdOf, legOf, missedFor } from './calls';
import {
	ANY_EVENT,
	eventsOf,
	isCallEvent,
	isReceipt,
	kindOf,
	recogniseModel,
	type Model,
} from './events';
import { passes, type Filters } from './filters';
import { eventId } from './hash';
import { isNew, keyOfCall, recall, remember, type Memory } from './memory';
import { iso, shapeOf, type Shape } from './shapes';

/** What people chose. */
export interface Choice {
	events: string[];
	anyEventModels: string[];
	filters: Filters;
}

/** One post: objects of one model, and when they came. */
export interface Arrival {
	/** Null when the URL did not say it; then each object is recognized by its fields. */
	model: Model | null;
	objects: IDataObject[];
	at: DateTime;
}

/** One object with what was read from it. */
interface Read {
	model: Model;
	raw: IDataObject;
	shape: Shape;
}

/**
 * Turns a post into the items of an execution: one for each chosen event that passes the filters.
 * `memory` learns what happened, also from objects that give no item.
 */
export function itemsOf(arrival: Arrival, choice: Choice, memory: Memory): IDataObject[] {
	const { objects, model, at } = arrival;
	return endingsLast(objects.flatMap((raw) => read(raw, model, at))).flatMap((object) =>
		itemsOfObject(object, at, choice, memory),
	);
}

function read(raw: IDataObject, named: Model | null, at: DateTime): Read[] {
	const model = named ?? recogniseModel(raw);
	return model ? [{ model, raw, shape: shapeOf(model, raw, at) }] : [];
}

/**
 * Ended legs after all others of the post: when a call moves on, its new leg and the end of its old
 * one come together, in no order that can be relied on.
 */
function endingsLast(objects: Read[]): Read[] {
	const ended = ({ model, raw }: Read) => model === 'call' && legOfRecord(raw).removed;
	return [...objects.filter((object) => !ended(object)), ...objects.filter(ended)];
}

function itemsOfObject(object: Read, at: DateTime, choice: Choice, memory: Memory): IDataObject[] {
	const { model, raw, shape } = object;
	const happened = [
		...(model === 'call' && choice.events.some(isCallEvent) ? callEvents(raw, memory) : []),
		...(isRepeatedMessage(object, memory) ? [] : eventsOf(model, raw)),
		...(choice.anyEventModels.includes(model) ? [ANY_EVENT] : []),
	].filter((event) => choice.events.includes(event));
	if (happened.length === 0 || !passes(choice.filters, model, shape.details, raw)) return [];
	return happened
		.map((event) => happening(object, event, at))
		.filter((found) => isTold(found, choice, memory))
		.map((found) => item(found, at, memory));
}

function callEvents(raw: IDataObject, memory: Memory): string[] {
	const leg = legOf(raw);
	if (leg.noCall) return [];
	if (leg.callId === '') return advance(undefined, leg).events;
	const key = keyOfCall(memory, leg.callId, leg.sessionId);
	const { call, events } = advance(recall(memory, key), leg);
	remember(memory, key, call);
	return events;
}

/** A receipt is the same message once more; a message that is only known by it is none. */
function isRepeatedMessage({ model, raw }: Read, memory: Memory): boolean {
	if (model !== 'message') return false;
	const said = meant('message', raw);
	const id = eventId('message', said.text('domain'), said.text('id'));
	const isKnown = said.text('id') !== '' && !isNew(memory, id);
	return isKnown && isReceipt(raw);
}

/** One event of one object. */
interface Happening extends Read {
	event: string;
	/** The same for each delivery of the same event. */
	id: string;
	/** Whether only another delivery of this event would have the ID, never another event. */
	certain: boolean;
}

function happening(object: Read, event: string, at: DateTime): Happening {
	const { model, raw, shape } = object;
	const own = identity(event, raw);
	if (own.every((part) => part !== '')) {
		return { ...object, event, id: eventId(event, ...own), certain: true };
	}
	// Without a time inside, the minute tells apart events that say the same.
	const when = shape.occurredAt ?? `minute ${iso(at.toUTC().startOf('minute'))}`;
	const content = Object.entries(raw)
		.map(([name, value]) => [bare(name), value] as const)
		.filter(([name]) => name !== 'hostname')
		.sort();
	const id = eventId(event, model, when, JSON.stringify(content));
	return { ...object, event, id, certain: false };
}

function item(
	{ id, event, model, raw, shape }: Happening,
	at: DateTime,
	memory: Memory,
): IDataObject {
	const { domain, user, occurredAt, details } = shape;
	return {
		id,
		event,
		model,
		domain,
		user,
		occurredAt: occurredAt ?? iso(at),
		...details,
		...(event === 'missedCall' && { missedFor: missedBy(raw, memory) }),
		raw,
	};
}

function missedBy(raw: IDataObject, memory: Memory): string[] {
	const { callId, sessionId } = legOf(raw);
	const call = recall(memory, keyOfCall(memory, callId, sessionId));
	return call ? missedFor(call) : [];
}

/** What makes an event the one it is; an empty part means that the whole content has to. */
function identity(event: string, raw: IDataObject): string[] {
	switch (event) {
		case 'callRinging':
		case 'callAnswered':
			return [callIdOf(raw), legOf(raw).party];
		case 'callEnded':
		case 'missedCall':
			return [callIdOf(raw)];
		case 'callRecord':
		case 'recordingReady':
		case 'transcriptionReady':
			return recordIdentity(raw);
		case 'smsReceived':
		case 'smsSent':
		case 'chatMessage': {
			const said = meant('message', raw);
			return [said.text('domain'), said.text('id'), `${said.text('direction')} message`];
		}
		case 'voicemailLeft': {
			const said = meant('voicemail', raw);
			return [said.text('domain'), said.text('user'), said.text('fileName')];
		}
		default:
			return [''];
	}
}

function recordIdentity(raw: IDataObject): string[] {
	const leg = legOfRecord(raw);
	return [
		callIdOf(raw),
		`id ${leg.recordId}`,
		`leg ${leg.legId}`,
		`by ${leg.throughId || (leg.index ?? '')}`,
		`start ${leg.start ?? ''}`,
		`${leg.interim ? 'begin' : ''} ${leg.reason}`,
	];
}

/** Notes that an event is passed on; false when it was before, or another one of its call. */
function isTold({ model, raw, event, id, certain }: Happening, choice: Choice, memory: Memory) {
	if (choice.filters.firstOnly && isOfCall(model, raw)) return isFirst(event, model, raw, memory);
	// Calls have their own memory; what may be another event is passed on.
	if (isCallEvent(event) || !certain) return true;
	return isNew(memory, id);
}

/** Messages and conversations have sessions as calls do. */
function isOfCall(model: Model, raw: IDataObject): boolean {
	const kind = kindOf(model);
	return kind !== 'message' && kind !== 'messagesession' && callIdOf(raw) !== '';
}

function isFirst(event: string, model: Model, raw: IDataObject, memory: Memory): boolean {
	const { callId, sessionId } = legOf(raw);
	const key = keyOfCall(memory, callId, sessionId);
	const call = isCallEvent(event) ? recall(memory, key) : undefined;
	if (!call) return isNew(memory, eventId('first', model, callId));
	if (!call.told) remember(memory, key, { ...call, told: true });
	return !call.told;
}
