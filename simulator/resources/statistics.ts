import { notFound } from '../errors';
import type { Moment } from '../dates';
import { ok, type Answer, type Call } from '../handler';
import { namesIn, selectFields } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import { endsOf } from '../state/cdr-record';
import type { Leg } from '../state/cdr-store';
import type { Data } from '../state/table';
import { isYes } from '../yes';
import { origIdOf, rangeOf } from './cdrs';

/** How many calls of a kind there were, and the seconds spent on them. */
interface Tally {
	/** That rang, or were tried. */
	offered: number;
	answered: number;
	talking: number;
	holding: number;
}

/** What the legs of some calls add up to. */
interface Sum {
	/** Name of whom or what it is about. */
	name: string;
	calls: Set<string>;
	/** Calls that came through a queue. */
	queued: Tally;
	/** Calls from outside, those of queues among them. */
	inbound: Tally;
	/** Calls to the outside. */
	outbound: Tally;
	/** Rang for a queue while nobody else of the call picked up either. */
	unanswered: number;
	waiting: number;
}

const none = (): Tally => ({ offered: 0, answered: 0, talking: 0, holding: 0 });

const empty = (name: string): Sum => ({
	name,
	calls: new Set(),
	queued: none(),
	inbound: none(),
	outbound: none(),
	unanswered: 0,
	waiting: 0,
});

/** Queue, agent and number statistics: sums over the same call records that the CDR lists show. */
export function registerStatistics(sim: Simulator, routes: Routes): void {
	const at = '/domains/{}/statistics';
	routes.on('GET', `${at}/callqueues/aggregate`, (call) =>
		ok(fields(call, queueFigures(total(sim, call, queued(call))))),
	);
	routes.on('GET', `${at}/callqueues/{}`, (call) =>
		ok(fields(call, queueFigures(total(sim, call, ofQueue(sim, call, call.path[1]))))),
	);
	routes.on('GET', `${at}/queue/per-queue`, (call) =>
		table(sim, call, queued(call), (leg) => leg.queue, namedQueueFigures(sim, call)),
	);
	routes.on('GET', `${at}/agent`, (call) =>
		table(sim, call, withoutDepartments(call), userOf, agentFigures),
	);
	routes.on('GET', `${at}/agent/callqueues/{}`, (call) =>
		table(sim, call, ofQueue(sim, call, call.path[1]), userOf, agentFigures),
	);
	routes.on('GET', `${at}/agent/{}`, (call) => {
		const agent = (call.path[1] ?? '').split('@')[0] ?? '';
		const user = sim.store.table('users').find([call.path[0] ?? ''], agent);
		if (!user) throw notFound();
		const sum = total(sim, call, (leg) => leg.person.user === agent);
		return ok(fields(call, { ...agentFigures(sum), name: fullName(user.data) }));
	});
	routes.on('GET', `${at}/DNIS`, (call) => table(sim, call, queued(call), dialledOf, queueFigures));
	routes.on('GET', `${at}/DNIS/callqueues/{}`, (call) =>
		table(sim, call, ofQueue(sim, call, call.path[1]), dialledOf, queueFigures),
	);
	routes.on('GET', `${at}/agentLog`, (call) => agentLog(sim, call));
	routes.on('GET', '/domains/{}/callqueuereport/abandoned', (call) =>
		abandoned(sim, call, queued(call)),
	);
	routes.on('GET', '/domains/{}/callqueuereport/abandoned/{}', (call) =>
		abandoned(sim, call, ofQueue(sim, call, call.path[1])),
	);
	for (const shape of ['/domains/{}/queuedcall/{}']) {
		routes.on('GET', shape, (call) => waiting(sim, call));
		routes.on('POST', shape, (call) => {
			const to = `${call.path[1]}@${call.path[0]}`;
			const live = sim.calls.dial({ from: String(call.body.destination), to });
			return ok({ code: 200, message: 'Success', 'call-orig-call-id': live.id });
		});
	}
}

const userOf = (leg: Leg) => leg.person.user;
const agentOf = (leg: Leg) => `${leg.person.user}@${leg.person.domain}`;
const fullName = (user: Data) => `${user['name-first-name']} ${user['name-last-name']}`;
const dialledOf = (leg: Leg) => endsOf(leg).dialled;

/** The server knows its calls, whatever ids their forks have. */
const callOf = (leg: Leg) => String(leg.known?.['call-parent-call-id'] ?? origIdOf(leg));

type Test = (leg: Leg) => boolean;

/** Legs that came through a queue, of `queue_list` if it is given. */
function queued(call: Call): Test {
	const list = namesIn(call.query.queue_list);
	return (leg) => leg.queue !== '' && (list.length === 0 || list.includes(leg.queue));
}

function ofQueue(sim: Simulator, call: Call, queue = ''): Test {
	if (!sim.store.table('callqueues').find([call.path[0] ?? ''], queue)) {
		throw notFound(`Call queue ${queue} does not exist`);
	}
	return (leg) => leg.queue === queue;
}

function withoutDepartments(call: Call): Test {
	const { department } = call.query;
	return (leg) => department === undefined || leg.person.department === department;
}

function legsOf(sim: Simulator, call: Call, test: Test): Leg[] {
	const { from, to } = rangeOf(call);
	const { cdrs } = sim;
	const selection = { domain: call.path[0], from: from.seconds, to: to.seconds, test };
	return [...cdrs.select(selection)].map((position) => cdrs.leg(position) as Leg);
}

function tally(to: Tally, leg: Leg): void {
	to.offered++;
	if (leg.talking === 0) return;
	to.answered++;
	to.talking += leg.talking;
	to.holding += leg.holding;
}

/** @param answered calls that a phone picked up */
function add(sum: Sum, leg: Leg, answered: ReadonlySet<string>): void {
	if (leg.direction === 0) {
		// Calls to colleagues are no outbound calls (vendor's figures).
		if (!leg.internal) tally(sum.outbound, leg);
		return;
	}
	if (!leg.application || leg.queue) sum.calls.add(callOf(leg));
	if (leg.application) return;
	if (!leg.internal) tally(sum.inbound, leg);
	if (!leg.queue) return;
	tally(sum.queued, leg);
	sum.waiting += leg.ringing;
	if (!answered.has(callOf(leg))) sum.unanswered++;
}

/** The calls of the period that a phone picked up: whoever else rang has not missed them. */
function answeredCalls(sim: Simulator, call: Call): Set<string> {
	return new Set(legsOf(sim, call, (leg) => leg.talking > 0 && !leg.application).map(callOf));
}

function total(sim: Simulator, call: Call, test: Test): Sum {
	const sum = empty('');
	const answered = answeredCalls(sim, call);
	for (const leg of legsOf(sim, call, test)) add(sum, leg, answered);
	return sum;
}

/** One row for each key, named by it; `remove_zeros` leaves out rows without calls. */
function table(
	sim: Simulator,
	call: Call,
	test: Test,
	keyOf: (leg: Leg) => string,
	figures: (sum: Sum, key: string) => Data,
): Answer {
	const sums = new Map<string, Sum>();
	const answered = answeredCalls(sim, call);
	for (const leg of legsOf(sim, call, test)) {
		const key = keyOf(leg);
		let sum = sums.get(key);
		if (!sum) sums.set(key, (sum = empty(leg.person.name)));
		add(sum, leg, answered);
	}
	const dropZeros = isYes(call.query.remove_zeros);
	const rows = [...sums].filter(
		([, sum]) => !dropZeros || sum.calls.size + sum.outbound.offered > 0,
	);
	return ok(Object.fromEntries(rows.map(([key, sum]) => [key, fields(call, figures(sum, key))])));
}

function fields(call: Call, figures: Data): Data {
	return selectFields([figures], call.query.fields)[0] ?? {};
}

const ratio = (part: number, whole: number) =>
	whole === 0 ? 0 : Math.round((part / whole) * 100) / 100;

function queueFigures({ calls, queued, waiting }: Sum): Data {
	const total = calls.size;
	const lost = total - Math.min(total, queued.answered);
	return {
		'calls-total-count': total,
		'calls-answered-count': queued.answered,
		'calls-presented-count': queued.offered,
		'calls-presented-adjusted-count': queued.offered,
		'calls-voicemailed-count': 0,
		'calls-forwarded-count': 0,
		'calls-talking-avg-duration-minutes': ratio(queued.talking / 60, queued.answered),
		'calls-assisted-count': 0,
		'calls-after-call-work-avg-duration-seconds': 0,
		'calls-callback-requests-count': 0,
		'calls-holding-avg-duration-seconds': ratio(queued.holding, queued.answered),
		'calls-service-level-percent': ratio(queued.answered * 100, total),
		'calls-presented-percent': total === 0 ? 0 : 100,
		'calls-abandoned-count': lost,
		'calls-abandoned-adjusted-count': lost,
		'calls-abandoned-rate': ratio(lost * 100, total),
		'calls-abandoned-adjusted-rate': ratio(lost * 100, total),
		'calls-handling-avg-duration-minutes': minutes(queued, queued.answered),
		'calls-queueing-avg-duration-seconds': ratio(waiting, queued.offered),
		'sms-conversations-count': 0,
		'sms-handling-avg-duration-seconds': 0,
	};
}

/** The figures of every queue at once say which one they are of. */
const namedQueueFigures = (sim: Simulator, call: Call) => (sum: Sum, queue: string) => {
	const row = sim.store.table('callqueues').find([call.path[0] ?? ''], queue);
	return { name: String(row?.data.description ?? ''), ...queueFigures(sum) };
};

/** Minutes on the phone, talk and hold together, for each of some calls. */
const minutes = ({ talking, holding }: Tally, calls = 1): number =>
	ratio((talking + holding) / 60, calls);

function agentFigures({ name, queued, inbound, outbound, unanswered }: Sum): Data {
	return {
		name,
		'calls-answered-count': queued.answered,
		'calls-unanswered-count': unanswered,
		'calls-talking-duration-minutes': ratio(queued.talking / 60, 1),
		'calls-talking-avg-duration-minutes': ratio(queued.talking / 60, queued.answered),
		'calls-assisted-count': 0,
		'calls-after-call-work-avg-duration-seconds': 0,
		'calls-holding-avg-duration-seconds': ratio(queued.holding, queued.answered),
		'calls-handling-avg-duration-minutes': minutes(queued, queued.answered),
		'inbound-calls-presented-count': inbound.offered,
		'inbound-calls-answered-count': inbound.answered,
		'inbound-calls-duration-minutes': minutes(inbound),
		'inbound-calls-avg-duration-minutes': minutes(inbound, inbound.answered),
		'outbound-calls-attempted-count': outbound.offered,
		'outbound-calls-answered-count': outbound.answered,
		'outbound-calls-duration-minutes': minutes(outbound),
		'outbound-calls-avg-duration-minutes': minutes(outbound, outbound.answered),
	};
}

const CUSTOM = Array.from({ length: 8 }, (_, i) => `custom${i + 1}`);
const STATUSES = [
	...['login', 'available', 'unavailable', 'lunch', 'break', 'meeting', 'other', 'web'],
	...CUSTOM,
];
const statusField = (status: string) => `status-${status}-duration-minutes`;

/** Minutes of each status: the present one counts for the whole of the time asked for, up to a shift. */
function agentLog(sim: Simulator, call: Call): Answer {
	const { from, to } = rangeOf(call);
	const minutes = Math.min(480, Math.round((to.seconds - from.seconds) / 60));
	const rows: Data = {};
	for (const row of sim.store.table('agents').below([call.path[0] ?? ''])) {
		const on = row.data['callqueue-agent-availability-type'] !== 'disabled';
		const figures: Data = Object.fromEntries(STATUSES.map((name) => [statusField(name), 0]));
		figures[statusField(on ? 'available' : 'unavailable')] = minutes;
		if (on) figures[statusField('login')] = minutes;
		rows[row.id.split('@')[0] ?? ''] = fields(call, figures);
	}
	return ok(rows);
}

function abandoned(sim: Simulator, call: Call, test: Test): Answer {
	const { from } = rangeOf(call);
	const answered = answeredCalls(sim, call);
	const lost = legsOf(sim, call, (leg) => test(leg) && leg.direction === 2);
	const rows = lost.filter((leg) => !answered.has(callOf(leg)));
	return ok(rows.map((leg) => lostCall(leg, from.format)));
}

const NEVER = '0000-00-00 00:00:00';
const ABANDONED = 'Abandoned';

/** A call whose caller hung up before anybody took it, for each agent that it rang at. */
function lostCall(leg: Leg, at: Moment['format']): Data {
	const { person, ringing, start } = leg;
	const [first = '', ...last] = person.name.split(' ');
	const over = at(start + ringing);
	return {
		domain: person.domain,
		'call-orig-call-id': origIdOf(leg),
		'agent-term-uri': `sip:${agentOf(leg)}`,
		'agent-term-user': person.user,
		'agent-term-domain': person.domain,
		'agent-name-first-name': first,
		'agent-name-last-name': last.join(' '),
		callqueue: leg.queue,
		'call-dialed-number': Number(dialledOf(leg).replace(/\D/g, '')),
		'agent-talking-duration-seconds': 0,
		'agent-call-duration-seconds': ringing,
		'queue-duration-seconds': ringing,
		'agent-holding-duration-seconds': 0,
		'disposition-duration-seconds': 0,
		'agent-call-start-datetime': at(start),
		'queue-call-start-datetime': at(start),
		'queue-call-disconnect-datetime': over,
		'agent-call-disconnect-datetime': over,
		'agent-call-answer-datetime': NEVER,
		'agent-call-disconnect-reason-text': ABANDONED,
		'queue-call-disconnect-reason-text': ABANDONED,
		'call-orig-from-name': nameOf(leg),
		'call-orig-from-user': Number(leg.remote.replace(/\D/g, '')),
		'call-orig-from-uri': `sip:${leg.remote}@sip.carrier.example`,
	};
}

const nameOf = (leg: Leg) => String(leg.known?.['call-orig-from-name'] ?? 'WIRELESS CALLER');

/** Calls that wait in a queue, by their id. */
function waiting(sim: Simulator, call: Call): Answer {
	const [domain, queue] = call.path;
	const rows = [...sim.calls.live.values()]
		.filter((live) => live.domain === domain && live.queue === queue && live.state === 'ringing')
		.map((live) => ({
			'call-orig-call-id': live.id,
			'caller-id-number': live.callerNumber,
			'call-orig-name': live.callerName,
			callqueue: queue,
			domain,
			'queue-call-start-datetime': sim.plainNow(live.started),
		}));
	return ok(Object.fromEntries(rows.map((row) => [row['call-orig-call-id'], row])));
}
