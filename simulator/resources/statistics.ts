import { notFound } from '../errors';
import { ok, type Answer, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Leg } from '../state/cdr-store';
import type { Data } from '../state/table';
import { isYes } from '../yes';
import { origIdOf, rangeOf, termIdOf } from './cdrs';

/** What the legs of some calls add up to. */
interface Sum {
	calls: Set<string>;
	presented: number;
	/** Rang while nobody else of the call picked up either. */
	missed: number;
	answered: number;
	talking: number;
	holding: number;
	waiting: number;
	outbound: number;
	outboundTalking: number;
}

const empty = (): Sum => ({
	calls: new Set(),
	presented: 0,
	missed: 0,
	answered: 0,
	talking: 0,
	holding: 0,
	waiting: 0,
	outbound: 0,
	outboundTalking: 0,
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
		table(sim, call, queued(call), (leg) => leg.queue, queueFigures),
	);
	routes.on('GET', `${at}/agent`, (call) =>
		table(sim, call, withoutDepartments(call), (leg) => agentOf(leg), agentFigures),
	);
	routes.on('GET', `${at}/agent/callqueues/{}`, (call) =>
		table(sim, call, ofQueue(sim, call, call.path[1]), (leg) => agentOf(leg), agentFigures),
	);
	routes.on('GET', `${at}/agent/{}`, (call) => {
		const agent = (call.path[1] ?? '').split('@')[0] ?? '';
		if (!sim.store.table('users').find([call.path[0] ?? ''], agent)) throw notFound();
		return ok(fields(call, agentFigures(total(sim, call, (leg) => leg.person.user === agent))));
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

const agentOf = (leg: Leg) => `${leg.person.user}@${leg.person.domain}`;
const dialledOf = (leg: Leg) =>
	String(leg.known?.['call-orig-request-user'] ?? leg.person.callerId);

/** The server knows its calls, whatever ids their forks have. */
const callOf = (leg: Leg) => String(leg.known?.['call-parent-call-id'] ?? origIdOf(leg));

type Test = (leg: Leg) => boolean;

/** Legs that came through a queue, of `queue_list` if it is given. */
function queued(call: Call): Test {
	const list = String(call.query.queue_list ?? '')
		.split(',')
		.filter(Boolean);
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

/** @param answered calls that a phone picked up */
function add(sum: Sum, leg: Leg, answered: ReadonlySet<string>): void {
	if (leg.direction === 0) {
		// Calls to colleagues are no outbound calls (vendor's figures).
		if (leg.internal) return;
		sum.outbound++;
		sum.outboundTalking += leg.talking;
		return;
	}
	if (!leg.application || leg.queue) sum.calls.add(callOf(leg));
	if (leg.application) return;
	sum.presented++;
	sum.waiting += leg.ringing;
	if (!answered.has(callOf(leg))) sum.missed++;
	if (leg.talking === 0) return;
	sum.answered++;
	sum.talking += leg.talking;
	sum.holding += leg.holding;
}

/** The calls of the period that a phone picked up: whoever else rang has not missed them. */
function answeredCalls(sim: Simulator, call: Call): Set<string> {
	return new Set(legsOf(sim, call, (leg) => leg.talking > 0 && !leg.application).map(callOf));
}

function total(sim: Simulator, call: Call, test: Test): Sum {
	const sum = empty();
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
	figures: (sum: Sum) => Data,
): Answer {
	const sums = new Map<string, Sum>();
	const answered = answeredCalls(sim, call);
	for (const leg of legsOf(sim, call, test)) {
		const key = keyOf(leg);
		let sum = sums.get(key);
		if (!sum) sums.set(key, (sum = empty()));
		add(sum, leg, answered);
	}
	const dropZeros = isYes(call.query.remove_zeros);
	const rows = [...sums].filter(([, sum]) => !dropZeros || sum.calls.size + sum.outbound > 0);
	return ok(Object.fromEntries(rows.map(([key, sum]) => [key, fields(call, figures(sum))])));
}

function fields(call: Call, figures: Data): Data {
	const names = String(call.query.fields ?? '')
		.split(',')
		.filter(Boolean);
	return names.length === 0
		? figures
		: Object.fromEntries(
				names.filter((name) => name in figures).map((name) => [name, figures[name]]),
			);
}

const ratio = (part: number, whole: number) =>
	whole === 0 ? 0 : Math.round((part / whole) * 100) / 100;

function queueFigures(sum: Sum): Data {
	const calls = sum.calls.size;
	const lost = calls - Math.min(calls, sum.answered);
	return {
		'calls-total-count': calls,
		'calls-answered-count': sum.answered,
		'calls-presented-count': sum.presented,
		'calls-presented-adjusted-count': sum.presented,
		'calls-voicemailed-count': 0,
		'calls-forwarded-count': 0,
		'calls-talking-avg-duration-minutes': ratio(sum.talking / 60, sum.answered),
		'calls-assisted-count': 0,
		'calls-after-call-work-avg-duration-seconds': 0,
		'calls-callback-requests-count': 0,
		'calls-holding-avg-duration-seconds': ratio(sum.holding, sum.answered),
		'calls-service-level-percent': ratio(sum.answered * 100, calls),
		'calls-presented-percent': calls === 0 ? 0 : 100,
		'calls-abandoned-count': lost,
		'calls-abandoned-adjusted-count': lost,
		'calls-abandoned-rate': ratio(lost * 100, calls),
		'calls-abandoned-adjusted-rate': ratio(lost * 100, calls),
		'calls-handling-avg-duration-minutes': ratio((sum.talking + sum.holding) / 60, sum.answered),
		'calls-queueing-avg-duration-seconds': ratio(sum.waiting, sum.presented),
		'sms-conversations-count': 0,
		'sms-handling-avg-duration-seconds': 0,
	};
}

function agentFigures(sum: Sum): Data {
	return {
		'calls-answered-count': sum.answered,
		'calls-presented-count': sum.presented,
		'calls-missed-count': sum.missed,
		'calls-talking-avg-duration-minutes': ratio(sum.talking / 60, sum.answered),
		'calls-assisted-count': 0,
		'calls-after-call-work-avg-duration-seconds': 0,
		'calls-holding-avg-duration-seconds': ratio(sum.holding, sum.answered),
		'calls-handling-avg-duration-minutes': ratio((sum.talking + sum.holding) / 60, sum.answered),
		'outbound-calls-count': sum.outbound,
		'outbound-calls-talking-avg-duration-minutes': ratio(sum.outboundTalking / 60, sum.outbound),
	};
}

/** Minutes of each status: the present one counts for the whole of the time asked for, up to a shift. */
function agentLog(sim: Simulator, call: Call): Answer {
	const { from, to } = rangeOf(call);
	const minutes = Math.min(480, Math.round((to.seconds - from.seconds) / 60));
	const rows: Data = {};
	for (const row of sim.store.table('agents').below([call.path[0] ?? ''])) {
		const on = row.data['callqueue-agent-availability-type'] !== 'disabled';
		rows[row.id] = fields(call, {
			'status-login-duration-minutes': on ? minutes : 0,
			'status-available-duration-minutes': on ? minutes : 0,
			'status-unavailable-duration-minutes': on ? 0 : minutes,
			'status-lunch-duration-minutes': 0,
			'status-break-duration-minutes': 0,
			'status-meeting-duration-minutes': 0,
			'status-other-duration-minutes': 0,
		});
	}
	return ok(rows);
}

function abandoned(sim: Simulator, call: Call, test: Test): Answer {
	const { from } = rangeOf(call);
	const answered = answeredCalls(sim, call);
	const lost = legsOf(sim, call, (leg) => test(leg) && leg.direction === 2).filter(
		(leg) => !answered.has(callOf(leg)),
	);
	return ok(
		lost.map((leg) => ({
			domain: leg.person.domain,
			'call-orig-call-id': origIdOf(leg),
			'agent-term-uri': `sip:${agentOf(leg)}`,
			'agent-term-user': leg.person.user,
			'agent-term-domain': leg.person.domain,
			'agent-name-first-name': leg.person.name.split(' ')[0] ?? '',
			'agent-name-last-name': leg.person.name.split(' ').slice(1).join(' '),
			callqueue: leg.queue,
			'call-dialed-number': Number(dialledOf(leg).replace(/\D/g, '')),
			'agent-talking-duration-seconds': 0,
			'agent-call-duration-seconds': leg.ringing,
			'queue-duration-seconds': leg.ringing,
			'agent-holding-duration-seconds': 0,
			'disposition-duration-seconds': 0,
			'agent-call-start-datetime': from.format(leg.start),
			'queue-call-start-datetime': from.format(leg.start),
			'queue-call-disconnect-datetime': from.format(leg.start + leg.ringing),
			'agent-call-disconnect-datetime': from.format(leg.start + leg.ringing),
			'agent-call-answer-datetime': '0000-00-00 00:00:00',
			'call-term-call-id': termIdOf(leg),
			'core-server': sim.hostname,
		})),
	);
}

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
