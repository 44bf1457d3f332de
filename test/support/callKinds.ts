import { Random } from '../../simulator/random';

/** What a leg of a made-up call says beyond what all its legs say. */
export interface Leg {
	/** Seconds after the beginning of the call. */
	at: number;
	/** Seconds from the leg's beginning to its answer; null when nobody and nothing answers. */
	ring: number | null;
	talk?: number;
	hold?: number;
	/** Seconds that the leg takes, where neither ring nor talk say it. */
	lasts?: number;
	called?: string;
	target: string;
	action?: string;
	through?: string;
	reason: string;
	/** It is of the call in which two talked before a transfer. */
	isConsultation?: true;
	/** It came out of that call. */
	isFromConsultation?: true;
	orig?: string;
	route?: string;
	type?: number;
}

/** Who calls whom. */
export interface Ends {
	orig?: string;
	from?: string;
	dialed: string;
	type: number;
}

export const DOMAIN = 'acme.example';
const USERS = Array.from({ length: 12 }, (_, at) => String(101 + at));
const QUEUES = ['4000', '4001', '4002'];
const NUMBERS = ['12025550180', '12025550181'];

const phone = (user: string, suffix = '') => `sip:${user}${suffix}@${DOMAIN}`;
const trunk = (number: string) => `sip:${number}@192.0.2.20`;

/** What is said of a call, and its legs. */
export type Kind = (random: Random) => [ends: Ends, legs: Leg[]];

const outside = (random: Random): string =>
	`1202555${random.integer(100, 139).toString().padStart(4, '0')}`;
const inbound = (random: Random, dialed?: string): Ends => ({
	from: outside(random),
	dialed: dialed ?? random.pick(NUMBERS),
	type: 1,
});
const talks = (random: Random) => ({
	talk: random.integer(1, 900),
	hold: random.fraction() < 0.2 ? random.integer(1, 60) : 0,
});
const some = (random: Random, list: string[], count: number): string[] => {
	const first = random.integer(0, list.length - 1);
	return Array.from({ length: count }, (_, at) => list[(first + at) % list.length] as string);
};
const lost = 'Orig: Cancel';
const bye = 'Orig: Bye';

/** Legs of phones that ring together; one of them may be picked up. */
function rings(
	random: Random,
	at: number,
	users: string[],
	{ taken, through, action }: { taken: boolean; through?: string; action: string },
): Leg[] {
	const seconds = random.integer(2, 30);
	const winner = taken ? random.integer(0, users.length - 1) : -1;
	return users.map((user, index) => ({
		at,
		ring: index === winner ? seconds : null,
		...(index === winner ? talks(random) : { lasts: seconds }),
		called: user,
		target: phone(user, random.pick(['', 'wp', 'm'])),
		action,
		through: through ?? user,
		reason: index === winner ? bye : taken ? lost : 'No Answer',
	}));
}

const endOf = (legs: Leg[]): number =>
	Math.max(
		...legs.map(
			({ at, ring, talk = 0, hold = 0, lasts }) => at + (lasts ?? (ring ?? 0) + talk + hold),
		),
	);

const waiting = (at: number, queue: string, lasts: number, reason: string): Leg => ({
	at,
	ring: 0,
	lasts,
	called: queue,
	target: 'Call-Queue',
	reason,
});

const mailbox = (random: Random, at: number, user: string): Leg => ({
	at,
	ring: 0,
	talk: random.integer(3, 90),
	called: user,
	through: user,
	target: 'VMail',
	reason: bye,
	type: 2,
});

/** A queue that rings its agents in rounds. */
function queue(random: Random, at: number, name: string, rounds: number, taken: boolean): Leg[] {
	const legs: Leg[] = [];
	let now = at;
	for (let round = 1; round <= rounds; round++) {
		const waits = random.integer(0, 40);
		legs.push(waiting(now, name, waits, 'Connect'));
		now += waits;
		const action = random.pick(['QueueSDispatch', 'QueueDispatch']);
		const agents = some(random, USERS, random.integer(1, 3));
		legs.push(
			...rings(random, now, agents, { taken: taken && round === rounds, through: name, action }),
		);
		now = endOf(legs);
	}
	return legs;
}

const own = { action: 'ForwardSRing' };

/** Every kind of call, each of chance in its details. */
export const KINDS: Kind[] = [
	// One user's phone, picked up or not.
	(random) => [
		inbound(random),
		rings(random, 0, some(random, USERS, 1), { taken: random.fraction() < 0.7, ...own }),
	],
	// A ring group.
	(random) => [
		inbound(random),
		rings(random, 0, some(random, USERS, 3), {
			taken: random.fraction() < 0.7,
			through: '200',
			...own,
		}),
	],
	// Voicemail.
	(random) => {
		const [user = ''] = some(random, USERS, 1);
		const legs = rings(random, 0, [user], { taken: false, ...own });
		return [inbound(random), [...legs, mailbox(random, endOf(legs), user)]];
	},
	// A blind transfer.
	(random) => {
		const [first = '', second = ''] = some(random, USERS, 2);
		const legs = rings(random, 0, [first], { taken: true, ...own }).map((leg) => ({
			...leg,
			reason: 'Transferred',
		}));
		const more = rings(random, endOf(legs), [second], {
			taken: random.fraction() < 0.7,
			through: first,
			action: '',
		});
		return [inbound(random), [...legs, ...more]];
	},
	// An attended transfer, with the call in which the two talked before.
	(random) => {
		const [first = '', second = ''] = some(random, USERS, 2);
		const legs = rings(random, 0, [first], { taken: true, ...own }).map((leg) => ({
			...leg,
			reason: 'Transferred',
		}));
		const end = endOf(legs);
		return [
			inbound(random),
			[
				...legs,
				{
					at: end - 1,
					ring: 1,
					talk: 7,
					called: second,
					target: phone(second),
					through: second,
					...own,
					reason: 'Transferred',
					isConsultation: true,
					orig: first,
					type: 0,
				},
				{
					at: end,
					ring: 0,
					...talks(random),
					called: second,
					target: phone(second),
					through: first,
					action: 'XferSup',
					isFromConsultation: true,
					reason: bye,
				},
			],
		];
	},
	// Forwarded to a mobile.
	(random) => {
		const [user = ''] = some(random, USERS, 1);
		const legs = rings(random, 0, [user], { taken: false, ...own });
		const isTaken = random.fraction() < 0.6;
		const ring = random.integer(3, 20);
		const mobile: Leg = {
			at: endOf(legs),
			ring: isTaken ? ring : null,
			...(isTaken ? talks(random) : { lasts: ring }),
			target: trunk(outside(random)),
			action: 'ForwardNoAnswer',
			through: user,
			reason: isTaken ? bye : 'Term: 486',
		};
		return [inbound(random), [...legs, mobile]];
	},
	// A queue whose agent picks up.
	(random) => [inbound(random), queue(random, 0, random.pick(QUEUES), random.integer(1, 3), true)],
	// A queue that is given up, waiting or while it rings.
	(random) => {
		const name = random.pick(QUEUES);
		const legs = queue(random, 0, name, random.integer(0, 2), false);
		const now = legs.length === 0 ? 0 : endOf(legs);
		const last = waiting(now, name, random.integer(1, 200), bye);
		return [inbound(random), [...legs, last]];
	},
	// Overflow: to another queue, to a user, to a mailbox.
	(random) => {
		const [first = '', second = ''] = some(random, QUEUES, 2);
		const legs = queue(random, 0, first, 1, false);
		const next = random.integer(0, 3);
		const at = endOf(legs);
		const [user = ''] = some(random, USERS, 1);
		if (next === 0) legs.push(...queue(random, at, second, 1, true));
		if (next === 1)
			legs.push(...queue(random, at, second, 1, false), waiting(at + 100, second, 30, 'Abandoned'));
		if (next === 2)
			legs.push(...rings(random, at, [user], { taken: random.fraction() < 0.5, ...own }));
		if (next === 3) legs.push({ ...mailbox(random, at, first), through: first });
		return [inbound(random), legs];
	},
	// A queue's callback.
	(random) => {
		const name = random.pick(QUEUES);
		const legs = [waiting(0, name, random.integer(5, 60), 'Connect')];
		legs.push({
			at: endOf(legs),
			ring: 0,
			lasts: 3,
			called: name,
			target: 'CallBack-Queue',
			reason: 'Queue Callback',
		});
		return [inbound(random), legs];
	},
	// A menu: a key to a user or a queue, no key, hung up, an extension; some servers say it by the route.
	(random) => {
		const menu = random.pick(['900001', '900002']);
		const key = random.pick(['1', '2', '2', '103', '']);
		const isByRoute = random.fraction() < 0.3;
		const lasts = random.integer(2, 40);
		const reason =
			key === '' ? random.pick(['No digit', bye]) : isByRoute ? 'Connect' : `DTMF ${key} entered`;
		const legs: Leg[] = [
			{ at: 0, ring: 0, talk: lasts, called: '9000', target: `Prompt_${menu}`, reason },
		];
		if (key === '1') legs.push(...queue(random, lasts, '4000', 1, random.fraction() < 0.6));
		else if (key !== '')
			legs.push(
				...rings(random, lasts, [key === '2' ? '102' : key], {
					taken: random.fraction() < 0.6,
					...own,
				}),
			);
		const [, next] = legs;
		if (isByRoute && next) next.route = `Prompt_${menu}.Case_${key}`;
		return [inbound(random), legs];
	},
	// Outbound: answered, not, busy, no way, torn down; often to a number that had called.
	(random) => {
		const [user = ''] = some(random, USERS, 1);
		const number = outside(random);
		const ends: Ends = { orig: user, dialed: random.pick([number, `9${number}`]), type: 0 };
		const reason = random.pick([
			bye,
			bye,
			bye,
			lost,
			'Term: 486',
			'No Dial Rule',
			'No ACK Timeout',
		]);
		const isUp = reason === bye || reason === 'No ACK Timeout';
		const ring = random.integer(2, 30);
		const talk = reason === bye ? random.integer(1, 600) : 32;
		const legs: Leg[] = [
			{
				at: 0,
				ring: isUp ? ring : null,
				...(isUp ? { talk } : { lasts: ring }),
				target: trunk(number),
				reason,
			},
		];
		if (random.fraction() < 0.3)
			legs.unshift({
				at: 0,
				ring: null,
				lasts: 0,
				target: `sip:${number}@${DOMAIN}`,
				reason: 'Moved',
			});
		return [ends, legs];
	},
	// Click-to-call: the user's own phone, then the number.
	(random) => {
		const [user = ''] = some(random, USERS, 1);
		const number = outside(random);
		const isUp = random.fraction() < 0.7;
		const first: Leg = {
			at: 0,
			ring: 3,
			talk: 1,
			called: user,
			target: phone(user),
			action: 'CallRequest',
			through: user,
			reason: bye,
		};
		const second: Leg = {
			at: 4,
			ring: isUp ? 9 : null,
			...(isUp ? talks(random) : { lasts: 20 }),
			target: trunk(number),
			action: 'CallRequest',
			through: user,
			reason: isUp ? bye : lost,
		};
		return [{ dialed: number, type: 0 }, [first, second]];
	},
	// Internal, with voicemail now and then.
	(random) => {
		const [caller = '', called = ''] = some(random, USERS, 2);
		const taken = random.fraction() < 0.6;
		const legs = rings(random, 0, [called], { taken, ...own });
		if (!taken && random.fraction() < 0.5) legs.push(mailbox(random, endOf(legs), called));
		return [{ orig: caller, dialed: called, type: 0 }, legs];
	},
	// An announcement, or a conference.
	(random) => [
		inbound(random),
		[
			{
				at: 0,
				ring: 0,
				talk: random.integer(5, 60),
				called: '9100',
				target: random.pick(['SpeakAccount', 'Conference']),
				reason: bye,
			},
		],
	],
	// No calls at all.
	(random) => {
		const [user = ''] = some(random, USERS, 1);
		const nobody: Leg = {
			at: 0,
			ring: null,
			lasts: 0,
			called: user,
			target: phone(user),
			reason: 'Term: Reg Expired',
		};
		return [{ orig: user, dialed: user, type: 2 }, [nobody]];
	},
];
