import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { directionOf } from '../NetSapiens/calls/direction';
import { isRequested } from '../NetSapiens/calls/legs';
import { legOfRecord } from '../NetSapiens/calls/reading';
import type { Leg } from '../NetSapiens/calls/leg';
import { meant } from '../NetSapiens/meanings';
import { isInboundMessage, kindOf, type Model } from './events';

/** What every item has beside the shape of its model. */
export interface Shape {
	domain: string | null;
	user: string | null;
	/** Null when the event does not say. */
	occurredAt: string | null;
	details: IDataObject;
}

/**
 * The tidy form of one object of a model; what it does not say is null.
 *
 * @param at when the post came: the end of a live call, as its removal does not say it
 */
export function shapeOf(model: Model, raw: IDataObject, at: DateTime): Shape {
	const kind = kindOf(model);
	return kind === undefined ? unknown(raw) : SHAPES[kind](raw, at);
}

export function iso(moment: DateTime | null): string | null {
	return moment?.toISO({ suppressMilliseconds: true }) ?? null;
}

/** Live calls and call records share a shape, so that one workflow can take both. */
function call(raw: IDataObject, at: DateTime): Shape {
	const leg = legOfRecord(raw);
	const said = meant('call', raw);
	const direction = directionOf([leg]);
	const end = leg.end ?? (leg.removed ? at.toUnixInteger() : null);
	return {
		...placeOf(leg, direction === 'outbound'),
		occurredAt: isoOf(end ?? leg.answer ?? leg.start),
		details: {
			callId: leg.callId || leg.sessionId || null,
			direction,
			from: {
				number: leg.callerNumber || null,
				name: leg.callerName || null,
				user: leg.callerUser || null,
			},
			to: {
				number: leg.dialed || said.text('calledNumber') || null,
				name: leg.calledName || null,
				user: leg.called || null,
			},
			startedAt: isoOf(leg.start),
			answeredAt: isoOf(leg.answer),
			endedAt: isoOf(end),
			durationSeconds: said.number('total') ?? between(leg.start, end),
			talkSeconds: leg.talk ?? (end !== null && leg.answer === null ? 0 : between(leg.answer, end)),
			disconnectReason: leg.reason || null,
		},
	};
}

/** The side of the call that is here, that asked for it, or whose rule led it outside. */
function placeOf(leg: Leg, isOutbound: boolean): Pick<Shape, 'domain' | 'user'> {
	const isForwarded = !isOutbound && leg.called === '' && leg.through !== '';
	const own =
		isRequested(leg) || isForwarded
			? { user: leg.through, domain: leg.throughDomain }
			: isOutbound
				? { user: leg.callerUser, domain: leg.callerDomain }
				: { user: leg.called, domain: leg.calledDomain };
	const domains = [own.domain, leg.domain, leg.callerDomain, leg.calledDomain];
	const domain = domains.find((name) => name !== '' && name !== '*');
	return { domain: domain ?? null, user: own.user || null };
}

function isoOf(seconds: number | null): string | null {
	return seconds === null ? null : iso(DateTime.fromSeconds(seconds, { zone: 'utc' }));
}

function between(from: number | null, to: number | null): number | null {
	return from === null || to === null ? null : Math.max(0, to - from);
}

function message(raw: IDataObject): Shape {
	const said = meant('message', raw);
	return {
		domain: said.text('domain') || null,
		user: userPart(said.text('user')),
		occurredAt: iso(said.moment('time')),
		details: {
			messageId: said.text('id') || null,
			conversationId: said.text('conversationId') || null,
			type: said.text('type') || null,
			direction: isInboundMessage(raw) ? 'inbound' : 'outbound',
			from: { number: userPart(said.text('fromNumber') || said.text('fromUser')) },
			to: { number: userPart(said.text('toNumber') || said.text('toUser')) },
			text: said.text('text') || null,
			mediaType: said.text('mediaType') || null,
			status: said.text('status') || null,
		},
	};
}

function conversation(raw: IDataObject): Shape {
	const said = meant('messagesession', raw);
	return {
		domain: said.text('domain') || null,
		user: said.text('user') || null,
		occurredAt: iso(said.moment('time')),
		details: {
			conversationId: said.text('conversationId') || null,
			type: said.text('type') || null,
			remoteNumber: said.text('remoteNumber') || null,
			ownNumber: said.text('ownNumber') || null,
			lastMessage: said.text('lastMessage') || null,
			lastSender: said.text('lastSender') || null,
			lastStatus: said.text('lastStatus') || null,
		},
	};
}

function voicemail(raw: IDataObject): Shape {
	const said = meant('voicemail', raw);
	return {
		domain: said.text('domain') || null,
		user: said.text('user') || null,
		occurredAt: iso(said.moment('time')),
		details: {
			fileName: said.text('fileName') || null,
			from: { number: said.text('fromNumber') || null, name: said.text('fromName') || null },
			durationSeconds: said.number('duration'),
			transcription: said.text('transcription') || null,
		},
	};
}

function agent(raw: IDataObject): Shape {
	const said = meant('agent', raw);
	return {
		domain: said.text('domain') || null,
		user: userPart(said.text('user')),
		occurredAt: iso(said.moment('time')),
		details: {
			agentId: said.text('agentId') || null,
			name: said.text('name') || null,
			queue: said.text('queue') || null,
			availability: said.text('availability') || null,
			status: said.text('status') || null,
			activeCalls: said.number('activeCalls'),
		},
	};
}

/** `presence` is a small `subscriber`: one shape serves both. */
function person(raw: IDataObject): Shape {
	const said = meant('subscriber', raw);
	const names = [said.text('firstName'), said.text('lastName')];
	return {
		domain: said.text('domain') || null,
		user: said.text('user') || null,
		occurredAt: iso(said.moment('time')),
		details: {
			name: names.filter((name) => name !== '').join(' ') || null,
			presence: said.text('presence') || null,
			statusMessage: said.text('statusMessage') || null,
			email: said.text('email') || null,
		},
	};
}

function audit(raw: IDataObject): Shape {
	const said = meant('auditlog', raw);
	return {
		domain: said.text('domain') || null,
		user: said.text('user') || null,
		occurredAt: iso(said.moment('time')),
		details: {
			action: said.text('action') || null,
			object: said.text('object') || null,
			by: {
				user: said.text('byUser') || null,
				domain: said.text('byDomain') || null,
				address: said.text('byAddress') || null,
				client: said.text('byClient') || null,
			},
		},
	};
}

/** Of a model that nothing is known about, only whose it is can be said; the rest is in `raw`. */
function unknown(raw: IDataObject): Shape {
	const said = meant('subscriber', raw);
	return {
		domain: said.text('domain') || null,
		user: said.text('user') || null,
		occurredAt: null,
		details: {},
	};
}

/** A number, or the extension of a `user@domain` value. */
function userPart(value: string): string | null {
	return value.split('@')[0] || null;
}

const SHAPES = {
	agent,
	auditlog: audit,
	call,
	message,
	messagesession: conversation,
	subscriber: person,
	voicemail,
};
