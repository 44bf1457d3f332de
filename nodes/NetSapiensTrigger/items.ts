import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { advance, callIdOf, legOf } from './calls';
import { ANY_EVENT, eventsOf, isCallEvent, isRemoved, recogniseModel, type Model } from './events';
import { fieldsOf, iso, text, type Fields } from './fields';
import { passes, type Filters } from './filters';
import { eventId } from './hash';
import { isNew, recall, remember, type Memory } from './memory';
import { shapeOf, type Shape } from './shapes';

/** What people chose. */
export interface Choice {
	events: string[];
	anyEventModels: string[];
	filters: Filters;
}

/** One post: objects of one model, and when they came. */
export interface Arrival {
	/** Null when the URL did not say it; then each object is recognised by its fields. */
	model: Model | null;
	objects: IDataObject[];
	at: DateTime;
}

/** One object with what was read from it. */
interface Read {
	model: Model;
	raw: IDataObject;
	fields: Fields;
	shape: Shape;
}

/**
 * Turns a post into the items of an execution: one for each chosen event that passes the filters.
 * `memory` learns what happened, also from objects that give no item.
 */
export function itemsOf(arrival: Arrival, choice: Choice, memory: Memory): IDataObject[] {
	return endingsLast(arrival.objects.flatMap((raw) => read(raw, arrival.model))).flatMap((object) =>
		itemsOfObject(object, arrival.at, choice, memory),
	);
}

function read(raw: IDataObject, named: Model | null): Read[] {
	const fields = fieldsOf(raw);
	const model = named ?? recogniseModel(fields);
	return model ? [{ model, raw, fields, shape: shapeOf(model, fields) }] : [];
}

/**
 * Ended legs after all others of the post: when a call moves on, its new leg and the end of its old
 * one come together, in no order that can be relied on.
 */
function endingsLast(objects: Read[]): Read[] {
	const ended = ({ model, fields }: Read) => model === 'call' && isRemoved(fields);
	return [...objects.filter((object) => !ended(object)), ...objects.filter(ended)];
}

function itemsOfObject(object: Read, at: DateTime, choice: Choice, memory: Memory): IDataObject[] {
	const { model, fields, shape } = object;
	const happened = [
		...(model === 'call' && choice.events.some(isCallEvent) ? callEvents(fields, memory) : []),
		...eventsOf(model, fields),
		...(choice.anyEventModels.includes(model) ? [ANY_EVENT] : []),
	].filter((event) => choice.events.includes(event));
	if (happened.length === 0 || !passes(choice.filters, model, shape.details, fields)) return [];
	return happened
		.map((event) => happening(object, event, at))
		.filter((found) => isTold(found, choice, memory))
		.map((found) => item(found, at));
}

function callEvents(fields: Fields, memory: Memory): string[] {
	const leg = legOf(fields);
	const { call, events } = advance(leg.callId ? recall(memory, leg.callId) : undefined, leg);
	if (leg.callId) remember(memory, leg.callId, call);
	return events;
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
	const { model, fields, shape } = object;
	const own = identity(event, fields);
	if (own.every((part) => part !== '')) {
		return { ...object, event, id: eventId(event, ...own), certain: true };
	}
	// Without a time inside, the minute tells apart events that say the same.
	const when = shape.occurredAt ?? `minute ${iso(at.toUTC().startOf('minute'))}`;
	const content = [...fields].filter(([name]) => name !== 'hostname').sort();
	const id = eventId(event, model, when, JSON.stringify(content));
	return { ...object, event, id, certain: false };
}

function item({ id, event, model, raw, shape }: Happening, at: DateTime): IDataObject {
	const { domain, user, occurredAt, details } = shape;
	return { id, event, model, domain, user, occurredAt: occurredAt ?? iso(at), ...details, raw };
}

/** What makes an event the one it is; an empty part means that the whole content has to. */
function identity(event: string, fields: Fields): string[] {
	const call = callIdOf(fields);
	switch (event) {
		case 'callRinging':
		case 'callAnswered':
			return [call, legOf(fields).party];
		case 'callEnded':
		case 'missedCall':
			return [call];
		case 'callRecord':
			return [
				call,
				`id ${text(fields, 'id', 'cdr_id')}`,
				`leg ${text(fields, 'term_callid', 'call_term_call_id')}`,
				`by ${text(fields, 'by_callid', 'call_through_call_id', 'cdr_index', 'call_leg_ordinal_index')}`,
				`start ${text(fields, 'time_start', 'call_start_datetime', 'batch_tim_beg')}`,
				`${text(fields, 'release_code')} ${text(fields, 'release_text', 'call_disconnect_reason_text')}`,
			];
		case 'smsReceived':
		case 'smsSent':
		case 'chatMessage':
			return [text(fields, 'domain'), text(fields, 'id'), `${text(fields, 'direction')} message`];
		case 'voicemailLeft':
			return [text(fields, 'domain'), text(fields, 'user'), text(fields, 'filename')];
		default:
			return [''];
	}
}

/** Notes that an event is passed on; false when it was before, or another one of its call. */
function isTold({ model, fields, event, id, certain }: Happening, choice: Choice, memory: Memory) {
	const callId = callIdOf(fields);
	if (choice.filters.firstOnly && callId) return isFirst(event, model, callId, memory);
	// Calls have their own memory; what may be another event is passed on.
	if (isCallEvent(event) || !certain) return true;
	return isNew(memory, id);
}

function isFirst(event: string, model: Model, callId: string, memory: Memory): boolean {
	const call = isCallEvent(event) ? recall(memory, callId) : undefined;
	if (!call) return isNew(memory, eventId('first', model, callId));
	if (!call.told) remember(memory, callId, { ...call, told: true });
	return !call.told;
}
