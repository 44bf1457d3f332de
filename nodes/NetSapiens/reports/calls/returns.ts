import type { Call } from '../../calls/call';
import type { Leg } from '../../calls/leg';
import { isPhone, partyOf, userPart } from '../../calls/parties';
import { entry } from './figures';

/** What became of a missed call. */
export type Status =
	/** Somebody here called the caller and reached them. */
	| 'calledBack'
	/** The caller called again and was answered. */
	| 'calledAgain'
	/** Somebody here called the caller, who did not answer. */
	| 'tried'
	| 'open';

/** A call with the party that had been missed. */
interface Contact {
	status: Exclude<Status, 'open'>;
	at: number;
	/** Who here talked or tried. */
	by: string;
}

export interface Return {
	status: Status;
	by: string | null;
	at: number | null;
}

const NOTHING: Return = { status: 'open', by: null, at: null };

/** So many last digits tell numbers apart, with or without country code and prefixes. */
const TELLING_DIGITS = 9;

/** Calls by whom they were with outside, to find those that followed a missed one. */
export class Returns {
	private readonly contacts = new Map<string, Contact[]>();

	/** @param withinSeconds how long after a missed call others still belong to it */
	constructor(private readonly withinSeconds: number) {}

	see(call: Call): void {
		const { start, answered, answeredBy, from, direction } = call;
		if (start === null) return;
		const called = calledKey(call);
		if (called !== '')
			this.note(called, { status: answered ? 'calledBack' : 'tried', at: start, by: from.user });
		const caller = callerKey(call);
		if (answered && direction !== 'outbound' && caller !== '')
			this.note(caller, { status: 'calledAgain', at: start, by: answeredBy[0] ?? '' });
	}

	/** The first contact that reached the party after a missed call, else the first try. */
	of(key: string, missedAt: number): Return {
		const later = (this.contacts.get(key) ?? [])
			.filter(({ at }) => at > missedAt && at <= missedAt + this.withinSeconds)
			.sort((a, b) => a.at - b.at);
		return later.find(({ status }) => status !== 'tried') ?? later[0] ?? NOTHING;
	}

	private note(key: string, contact: Contact): void {
		entry(this.contacts, key, () => []).push(contact);
	}
}

/** What stands for the caller of a call: an extension, or a number outside; '' where none is known. */
export function callerKey({ from: { user, number } }: Call): string {
	return user === '' ? keyOfNumber(number) : `user ${user}`;
}

/** What stands for whom a user called. */
function calledKey({ direction, dialed, legs }: Call): string {
	if (direction === 'outbound') return keyOfNumber(dialed || outsideNumber(legs));
	if (direction !== 'internal') return '';
	const called = legs.find((leg) => isPhone(leg) && leg.called !== '')?.called;
	return called === undefined ? '' : `user ${called}`;
}

/** Click-to-call dials nothing: the number is that which was rung. */
function outsideNumber(legs: Leg[]): string {
	return userPart(legs.findLast((leg) => partyOf(leg) === 'outside')?.target ?? '');
}

function keyOfNumber(number: string): string {
	const digits = number.replace(/\D/g, '');
	return digits === '' ? '' : `number ${digits.slice(-TELLING_DIGITS)}`;
}
