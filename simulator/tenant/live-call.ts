/** One attempt to reach a phone; a ring group has several for one call. */
export interface LiveLeg {
	termCallId: string;
	/** Extension that rings, or the number dialled outside. */
	user: string;
	/** Whether that is a number outside the system. */
	outside: boolean;
	state: 'ringing' | 'talking' | 'over';
	/** Epoch milliseconds. */
	started: number;
	/** Action and party that led here, empty for the first destination. */
	byAction: string;
	byUser: string;
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

/** The leg that talks, or the first that still rings, or the last one. */
export function currentLeg(call: LiveCall): LiveLeg {
	const { legs } = call;
	const leg =
		legs.find((one) => one.state === 'talking') ??
		legs.find((one) => one.state === 'ringing') ??
		legs.at(-1);
	if (!leg) throw new Error('a call without legs');
	return leg;
}

/** Extensions that take part. */
export function usersOf(call: LiveCall): string[] {
	const called = call.legs.filter((leg) => !leg.outside).map((leg) => leg.user);
	return [...new Set([call.origUser, call.queue, ...called].filter((user) => user !== ''))];
}
