import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Call } from './call';
import type { Leg } from './leg';
import { calledName, partyOf, userPart } from './parties';
import { seconds } from './times';

/** A call as items of the node have it; null stands for what is not known and for what is not there. */
export function itemOfCall(call: Call, withLegs: boolean): IDataObject {
	const { legs } = call;
	return {
		callId: call.id || null,
		domain: call.domain || null,
		direction: call.direction,
		outcome: call.outcome,
		answered: call.answered,
		missed: call.missed,
		from: nullForEmpty(call.from),
		to: calleeOf(call),
		answeredBy: call.answeredBy,
		missedFor: call.missedFor,
		offeredTo: call.offeredTo,
		queue: call.queue,
		participants: call.participants.map((one) => ({ ...one })),
		voicemail: call.voicemail,
		startedAt: isoOf(call.start),
		answeredAt: isoOf(call.answer),
		endedAt: isoOf(call.end),
		durationSeconds: seconds(call.start, call.end),
		talkSeconds: call.talk,
		ringSeconds: call.ring,
		waitSeconds: call.wait,
		consultationSeconds: call.consult,
		dropped: call.dropped,
		disconnectReason: call.reason || null,
		legCount: legs.length,
		...(withLegs && { legs: legs.map(itemOfLeg) }),
	};
}

/** What was dialed, and the first user, queue or attendant it led to. */
function calleeOf({ legs, dialed }: Call): IDataObject {
	const first = legs.find(({ called }) => called !== '');
	const number = dialed || legs.map(({ target }) => userPart(target)).find(Boolean);
	return nullForEmpty({ number, name: first?.calledName, user: first?.called });
}

function itemOfLeg(leg: Leg): IDataObject {
	return {
		...nullForEmpty({
			legId: leg.legId,
			recordId: leg.recordId,
			callId: leg.callId,
			rang: calledName(leg),
			target: leg.target,
			through: leg.through,
			action: leg.action,
			disconnectReason: leg.reason,
		}),
		kind: partyOf(leg),
		startedAt: isoOf(leg.start),
		answeredAt: isoOf(leg.answer),
		endedAt: isoOf(leg.end),
		talkSeconds: leg.talk,
	};
}

function nullForEmpty(values: object): IDataObject {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, (value as string | undefined) || null]),
	);
}

function isoOf(time: number | null): string | null {
	if (time === null) return null;
	return DateTime.fromSeconds(time, { zone: 'utc' }).toISO({ suppressMilliseconds: true });
}
