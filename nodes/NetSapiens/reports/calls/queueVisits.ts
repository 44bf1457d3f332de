import type { Call } from '../../calls/call';
import type { Leg } from '../../calls/leg';
import { isAnswered } from '../../calls/legs';
import { isMailbox, nameOfQueue } from '../../calls/outcome';
import { calledName, isPhone, partyOf } from '../../calls/parties';
import { endOf, handlingTime, seconds, startOf, talkTime } from '../../calls/times';

/** How a call's stay in a queue ended. */
export type VisitOutcome =
	/** An agent picked up. */
	| 'answered'
	/** The caller gave up, or an agent's answer got lost. */
	| 'abandoned'
	| 'voicemail'
	/** The caller asked to be called back. */
	| 'callback'
	/** The queue gave the caller on: to another queue, a user, or outside. */
	| 'forwarded';

/** A call's stay in a queue; coming back to it belongs to the same stay. */
export interface Visit {
	queue: string;
	outcome: VisitOutcome;
	/** Seconds from entering until an agent answered, else until the queue let go; null if not known. */
	wait: number | null;
	/** Seconds that agents had the caller, hold included; null if not known. */
	handling: number | null;
	/** Agents that it rang, and those of them who picked up. */
	agents: Array<{ agent: string; talk: number | null; handling: number | null; answered: boolean }>;
}

/** The queues that a call was in. */
export function visitsOf({ legs }: Call): Visit[] {
	const queues = new Set(legs.map(nameOfQueue).filter((name) => name !== ''));
	return [...queues].map((queue) => visitOf(queue, legs));
}

function visitOf(queue: string, legs: Leg[]): Visit {
	const own = legs.filter((leg) => isOf(leg, queue));
	const rung = own.filter(isPhone);
	const answered = rung.filter(isAnswered);
	const [first] = answered;
	const agents = new Set(rung.map(calledName).filter((name) => name !== ''));
	return {
		queue,
		outcome: outcomeIn(queue, legs, answered.length > 0),
		wait: seconds(startOf(own), first ? first.answer : endOf(own)),
		handling: handlingTime(answered),
		agents: [...agents].map((agent) => {
			const taken = answered.filter((leg) => calledName(leg) === agent);
			return {
				agent,
				talk: talkTime(taken),
				handling: handlingTime(taken),
				answered: taken.length > 0,
			};
		}),
	};
}

/** Whether a leg is the queue's own, or rang one of its agents. */
const isOf = (leg: Leg, queue: string): boolean =>
	nameOfQueue(leg) === queue || (isPhone(leg) && leg.through === queue);

function outcomeIn(queue: string, legs: Leg[], isTaken: boolean): VisitOutcome {
	if (isTaken) return 'answered';
	if (legs.some((leg) => partyOf(leg) === 'callback' && nameOfQueue(leg) === queue))
		return 'callback';
	// Whatever rang last shows whether the queue had given the caller on.
	const last = legs.filter((leg) => isPhone(leg) || partyOf(leg) === 'queue').at(-1);
	if (last && !isOf(last, queue)) return 'forwarded';
	const isMail = legs.some((leg) => isMailbox(leg) && !isEarlier(leg, last));
	return isMail ? 'voicemail' : 'abandoned';
}

const isEarlier = (leg: Leg, other: Leg | undefined): boolean =>
	other !== undefined && (leg.start ?? Infinity) < (other.start ?? -Infinity);
