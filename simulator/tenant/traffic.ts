import { Random } from '../random';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';
import type { LiveCall } from './live-call';
import { isSystemUser } from './system-users';
import { leaveVoicemail } from './voicemails';

const MINUTE = 60000;
const TEXTS = [
	'Are you open today?',
	'Running ten minutes late.',
	'Please send the invoice again.',
	'Thanks!',
];

/** Lets the tenant live: calls, voicemails, texts and agents who come and go. */
export class Traffic {
	private rate = 0;
	/** Counts the changes of the rate: what was to begin by an earlier one does not. */
	private turn = 0;
	private readonly random: Random;

	constructor(private readonly sim: Simulator) {
		this.random = new Random(`traffic/${sim.options.seed}`);
	}

	/** How many things begin in a minute. */
	get perMinute(): number {
		return this.rate;
	}

	/** Changes the pace from now on; what goes on already goes on. @param perMinute 0 = nothing new */
	set(perMinute: number): void {
		this.rate = perMinute;
		const turn = ++this.turn;
		if (perMinute <= 0) return;
		const next = () => {
			if (turn !== this.turn) return;
			happen(this.sim, this.random);
			this.sim.later(Math.max(1, (MINUTE / perMinute) * (0.5 + this.random.fraction())), next);
		};
		this.sim.later(MINUTE / perMinute, next);
	}
}

/** Does something after so many seconds of the tenant's life. */
const after = (sim: Simulator, seconds: number, act: () => void) =>
	sim.later((seconds * 1000) / sim.options.speed, act);

function happen(sim: Simulator, random: Random): void {
	const dice = random.fraction();
	try {
		if (dice < 0.7) call(sim, random);
		else if (dice < 0.8) voicemail(sim, random);
		else if (dice < 0.93) text(sim, random);
		else agent(sim, random);
	} catch (error) {
		// Whoever was chosen may have been deleted or routed away by a test; the next one will do.
		if (!(error instanceof Error)) throw error;
	}
}

const stranger = (random: Random) => `1${random.integer(202, 989)}55501${random.integer(10, 99)}`;

const pick = (rows: Iterable<Row>, random: Random): Row | undefined => {
	const all = [...rows];
	return all.length > 0 ? random.pick(all) : undefined;
};

const people = (sim: Simulator) =>
	[...sim.store.table('users').below()].filter((row) => !isSystemUser(row));

/** A call: two thirds come from outside; most are answered, some are held, the rest is missed. */
function call(sim: Simulator, random: Random): void {
	const user = pick(people(sim), random);
	if (!user) return;
	const self = `${user.id}@${user.parents[0]}`;
	const incoming = random.fraction() < 0.66;
	const queue = pick(sim.store.table('callqueues').below([user.parents[0] ?? '']), random);
	const target = queue && random.fraction() < 0.4 ? `${queue.id}@${queue.parents[0]}` : self;
	const live = sim.calls.dial(
		incoming ? { from: stranger(random), to: target } : { from: self, to: stranger(random) },
	);
	const answered = random.fraction() < 0.8;
	after(sim, random.integer(2, 9), () => {
		if (live.state !== 'ringing') return;
		if (answered) return talk(sim, random, live);
		sim.calls.end(live);
		if (incoming && !live.queue && random.fraction() < 0.5) {
			leaveVoicemail(sim, { domain: live.domain, user: user.id, from: live.callerNumber });
		}
	});
}

function talk(sim: Simulator, random: Random, live: LiveCall): void {
	sim.calls.answer(live);
	const seconds = random.integer(5, 90);
	if (seconds > 30 && random.fraction() < 0.3) {
		after(sim, 10, () => live.state === 'talking' && sim.calls.hold(live));
		after(sim, 18, () => live.state === 'held' && sim.calls.unhold(live));
	}
	after(sim, seconds, () => live.state !== 'over' && sim.calls.end(live));
}

function voicemail(sim: Simulator, random: Random): void {
	const user = pick(people(sim), random);
	if (user)
		leaveVoicemail(sim, { domain: user.parents[0] ?? '', user: user.id, from: stranger(random) });
}

function text(sim: Simulator, random: Random): void {
	const number = pick(sim.store.table('smsnumbers').below(), random);
	if (number) sim.messages.receive(stranger(random), number.id, random.pick(TEXTS));
}

function agent(sim: Simulator, random: Random): void {
	const row = pick(sim.store.table('agents').below(), random);
	if (!row) return;
	const available = row.data['callqueue-agent-availability-type'] !== 'disabled';
	sim.resource('agents').update(row, {
		'callqueue-agent-availability-type': available ? 'disabled' : 'automatic',
	});
}
