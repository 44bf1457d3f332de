import { directionOf, type Direction } from './direction';
import { joinLegs, type Joined } from './join';
import type { Leg } from './leg';
import { isDropped, talkOf } from './legs';
import {
	isAnsweredCall,
	isMailbox,
	isMissedCall,
	outcomeOf,
	queueOf,
	type Outcome,
} from './outcome';
import {
	answeredBy,
	callerOf,
	missedFor,
	offeredTo,
	participantsOf,
	type Caller,
	type Participant,
} from './people';
import { answerOf, endOf, ringTime, startOf, talkTime, waitTime } from './times';

/** One call, put together from its legs. What cannot be known is null. */
export interface Call {
	/** The call ID of its first leg, else an ID of its first record; '' when no leg has one. */
	id: string;
	/** The domain whose call it is; '' when no leg says it. */
	domain: string;
	direction: Direction | null;
	outcome: Outcome;
	answered: boolean;
	missed: boolean;
	from: Caller;
	/** The number the caller dialed. */
	dialed: string;
	/** Extensions, or numbers outside, that talked with the caller, in order. */
	answeredBy: string[];
	/** Users or queues that missed it. */
	missedFor: string[];
	/** Agents a queue rang. */
	offeredTo: string[];
	/** Every user and queue here that had to do with it. */
	participants: Participant[];
	queue: string | null;
	/** The mailbox that took a message, and the seconds of greeting and message. */
	voicemail: { box: string; seconds: number | null } | null;
	/** Times in epoch seconds. */
	start: number | null;
	answer: number | null;
	end: number | null;
	/** Seconds. Talk is that with the caller; that inside of attended transfers is `consult`. */
	talk: number | null;
	consult: number | null;
	/** Ringing at the phones of the leg that was picked up, else at all. */
	ring: number | null;
	/** From the beginning until somebody or a mailbox answered, else to the end. */
	wait: number | null;
	/** The connection was lost while the call was up. */
	dropped: boolean;
	/** Why the last leg ended, in the server's words. */
	reason: string;
	legs: Leg[];
}

/** The calls that records describe, in order of their beginnings (docs/calls.md says by which rules). */
export function callsOf(records: Leg[]): Call[] {
	return joinLegs(records).map(callOf);
}

/** One call of the legs that belong to it, in order. */
export function callOf({ legs, consultation }: Joined): Call {
	const direction = directionOf(legs);
	const outcome = outcomeOf(legs, direction);
	const missing = missedFor(legs, outcome, direction);
	const mailbox = legs.find(isMailbox);
	return {
		id: idOf(legs),
		domain: domainOf(legs, direction),
		direction,
		outcome,
		answered: isAnsweredCall(outcome),
		missed: isMissedCall(outcome, direction),
		from: callerOf(legs),
		dialed: legs.find(({ dialed }) => dialed !== '')?.dialed ?? '',
		answeredBy: answeredBy(legs),
		missedFor: missing,
		offeredTo: offeredTo(legs),
		participants: participantsOf(legs, missing),
		queue: queueOf(legs),
		voicemail: mailbox
			? { box: mailbox.called || mailbox.through, seconds: talkOf(mailbox) }
			: null,
		start: startOf(legs),
		answer: answerOf(legs),
		end: endOf(legs),
		talk: talkTime(legs),
		consult: talkTime(consultation),
		ring: ringTime(legs),
		wait: waitTime(legs),
		dropped: legs.some(isDropped),
		reason: legs.at(-1)?.reason ?? '',
		legs,
	};
}

function idOf(legs: Leg[]): string {
	for (const kind of ID_KINDS) {
		const leg = legs.find((one) => one[kind] !== '');
		if (leg) return leg[kind];
	}
	return '';
}

/** The best first. */
const ID_KINDS = ['parentCallId', 'callId', 'parentId', 'sessionId', 'recordId'] as const;

/** That of the record, else of the side that is here. */
function domainOf(legs: Leg[], direction: Direction | null): string {
	const own = firstDomain(legs, ownDomain);
	if (own !== '') return own;
	const [here, there] =
		direction === 'inbound' ? [calledSide, callerSide] : [callerSide, calledSide];
	return firstDomain(legs, here) || firstDomain(legs, there);
}

function firstDomain(legs: Leg[], domainIn: (leg: Leg) => string): string {
	const leg = legs.find((one) => isDomain(domainIn(one)));
	return leg ? domainIn(leg) : '';
}

const isDomain = (name: string): boolean => name !== '' && name !== '*';
const ownDomain = ({ domain }: Leg): string => domain;
const callerSide = ({ callerDomain }: Leg): string => callerDomain;
const calledSide = ({ calledDomain, throughDomain }: Leg): string =>
	isDomain(calledDomain) ? calledDomain : throughDomain;
