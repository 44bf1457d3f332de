/** One attempt to reach a phone, or an application that took the call; a ring group has several. */
export interface LiveLeg {
	termCallId: string;
	/** Originating call id of its own, where the phones that ring for a call do not share one. */
	origCallId?: string;
	/** Extension that rings, or the number dialled outside; of an application, whose it is. */
	user: string;
	/** Name of the application, empty for phones. */
	application: string;
	/** Whether that is a number outside the system. */
	outside: boolean;
	state: 'ringing' | 'talking' | 'over';
	/** Epoch milliseconds. */
	started: number;
	answered?: number;
	/** Last change before the end, epoch milliseconds. */
	changed: number;
	/** Action, party and leg that led here, empty for the first destination. */
	byAction: string;
	byUser: string;
	byCallId: string;
}

/** A call from its first ring to its end. */
export interface LiveCall {
	/** Originating call id: the key of the call everywhere. */
	id: string;
	sessionId: string;
	domain: string;
	reseller: string;
	/** in = from outside, out = to outside, internal = between extensions. */
	kind: 'in' | 'out' | 'internal';
	/** Extension that called, empty for calls from outside. */
	origUser: string;
	/** Number and name the called party sees. */
	callerNumber: string;
	callerName: string;
	/** What was dialled, without the host. */
	dialled: string;
	queue: string;
	state: 'ringing' | 'talking' | 'held' | 'over';
	started: number;
	answered?: number;
	heldSince?: number;
	/** Milliseconds on hold so far. */
	held: number;
	legs: LiveLeg[];
	recorded: boolean;
}

/** The phone that talks, or the first that still rings, or else the last leg: the application that has the call. */
export function currentLeg(call: LiveCall): LiveLeg {
	const { legs } = call;
	const leg =
		legs.find((one) => one.state === 'talking' && one.application === '') ??
		legs.find((one) => one.state === 'ringing') ??
		legs.at(-1);
	if (!leg) throw new Error('a call without legs');
	return leg;
}

const PARKED = 'park_';

/** Name of the application that keeps a call in a parking slot. */
export const parkedAt = (slot: string): string => `${PARKED}${slot}`;

/** Whether the leg keeps a call in a parking slot; its user is the slot. */
export const isParked = ({ application }: LiveLeg): boolean => application.startsWith(PARKED);

/** Extensions that take part. */
export function usersOf(call: LiveCall): string[] {
	const called = call.legs.filter((leg) => !leg.outside).map((leg) => leg.user);
	return [...new Set([call.origUser, call.queue, ...called].filter((user) => user !== ''))];
}
