import { RESELLER } from '../auth/scopes';
import { bracketed, plain, readMoment, type Moment } from '../dates';
import { badRequest, notFound } from '../errors';
import { ok, type Answer, type Call } from '../handler';
import { pageOf, selectFields, sorted, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Selection } from '../state/cdr-book';
import {
	cdrRecord,
	endsOf,
	origCallId,
	SHORT_FIELDS,
	termCallId,
	userShape,
} from '../state/cdr-record';
import type { Leg } from '../state/cdr-store';
import type { Data } from '../state/table';

/** A limit above this one gives the short record. */
const FULL_RECORDS = 100;

/** What each word of `type` keeps. */
const TYPES: Record<string, (leg: Leg) => boolean> = {
	outbound: (leg) => leg.direction === 0,
	inbound: (leg) => leg.direction === 1,
	missed: (leg) => leg.direction === 2,
	received: (leg) => leg.direction === 1 && leg.talking > 0,
	'on-net': (leg) => leg.internal,
	'off-net': (leg) => !leg.internal,
	'0': (leg) => leg.direction === 0,
	'1': (leg) => leg.direction === 1,
	'2': (leg) => leg.direction === 2,
	'3': () => false,
};

export function registerCdrs(sim: Simulator, routes: Routes): void {
	routes.on('GET', '/cdrs', (call) => list(sim, call, {}));
	routes.on('GET', '/cdrs/count', (call) => count(sim, call, {}));
	const domain = (call: Call) => ({ domain: call.path[0] });
	routes.on('GET', '/domains/{}/cdrs', (call) => list(sim, call, domain(call)));
	routes.on('GET', '/domains/{}/cdrs/count', (call) => count(sim, call, domain(call)));
	const user = (call: Call) => ({ domain: call.path[0], user: call.path[1] });
	routes.on('GET', '/domains/{}/users/{}/cdrs', (call) => list(sim, call, user(call), true));
	routes.on('GET', '/domains/{}/users/{}/cdrs/count', (call) => count(sim, call, user(call)));
	routes.on('GET', '/domains/{}/cdrs/{}', (call) => one(sim, call), { undocumented: true });
}

function one(sim: Simulator, call: Call): Answer {
	const origin = { hostname: sim.hostname, mixed: mixed(sim), format: plain };
	const record = sim.cdrs.byId(call.path[1] ?? '', origin);
	if (!record || record.domain !== call.path[0]) throw notFound();
	return ok(record);
}

const mixed = (sim: Simulator) => sim.switches.is('cdr-numbers', 'mixed');

/** The dates of a request; bare days are taken too. */
export function rangeOf(call: Call): { from: Moment; to: Moment } {
	const { query } = call;
	const from = query['datetime-start'];
	const to = query['datetime-end'];
	if (from === undefined) throw badRequest('Missing required query parameter: datetime-start');
	if (to === undefined) throw badRequest('Missing required query parameter: datetime-end');
	return {
		from: readMoment(String(from), 'datetime-start'),
		to: readMoment(String(to), 'datetime-end', true),
	};
}

function selectionOf(
	sim: Simulator,
	call: Call,
	scope: Partial<Selection>,
): Selection & { format: Moment['format'] } {
	const { principal } = call;
	const { from, to } = rangeOf(call);
	const reseller =
		scope.domain === undefined && principal.rank === RESELLER ? principal.reseller : undefined;
	const tests = testsOf(call.query);
	return {
		...scope,
		reseller,
		from: from.seconds,
		to: to.seconds,
		oldestFirst: sim.switches.is('cdr-order', 'oldest'),
		test: tests.length > 0 ? (leg) => tests.every((test) => test(leg)) : undefined,
		format: formatOf(sim, call, from),
	};
}

/** How dates are written: as the query has them, or in its zone or that of the domain. */
function formatOf(sim: Simulator, { path }: Call, { format, zone }: Moment): Moment['format'] {
	if (sim.switches.is('cdr-dates', 'as-asked')) return format;
	const domain = sim.store.table('domains').find([], path[0] ?? '');
	return bracketed(zone ?? String(domain?.data['time-zone'] ?? 'US/Eastern'));
}

/** What stands in records for the moment at which nobody answered, by the switch. */
const UNANSWERED: Record<string, unknown> = {
	'zero-date': '0000-00-00 00:00:00',
	null: null,
	empty: '',
	'0': 0,
};

function testsOf(query: Data): Array<(leg: Leg) => boolean> {
	const tests: Array<(leg: Leg) => boolean> = [];
	const text = (name: string) => (query[name] === undefined ? '' : String(query[name]));
	if (text('type') && text('type') !== '*') {
		const test = TYPES[text('type').toLowerCase()];
		if (!test) throw badRequest(`Invalid value for query parameter type: ${text('type')}`);
		tests.push(test);
	}
	const [dialled, caller] = [text('dialled'), text('caller')];
	if (dialled) tests.push((leg) => endsOf(leg).dialled.includes(dialled));
	if (caller) tests.push((leg) => callerOf(leg).includes(caller));
	const [site, group] = [text('site').toLowerCase(), text('group').toLowerCase()];
	if (site) tests.push((leg) => leg.person.site.toLowerCase() === site);
	if (group) tests.push((leg) => leg.person.department.toLowerCase() === group);
	const [orig, term] = [text('orig_callid'), text('term_callid')];
	if (orig) tests.push((leg) => origIdOf(leg) === orig);
	if (term) tests.push((leg) => termIdOf(leg) === term);
	return tests;
}

const callerOf = (leg: Leg) => (leg.direction === 0 ? leg.person.user : leg.remote);
export const origIdOf = (leg: Leg) =>
	String(leg.known?.['call-orig-call-id'] ?? origCallId(leg.call));
export const termIdOf = (leg: Leg) =>
	String(leg.known?.['call-term-call-id'] ?? termCallId(leg.start, leg.call, leg.ordinal));

function list(sim: Simulator, call: Call, scope: Partial<Selection>, ofUser = false): Answer {
	const { query } = call;
	const selection = selectionOf(sim, call, scope);
	const page = pageOf(sim, call);
	const record = recordsOf(sim, selection.format, ofUser);
	const positions = sim.cdrs.select(selection);
	const records = query.sort
		? takePage(sorted([...positions].map(record), query), page)
		: takePage(positions, page).map(record);
	const short = page.limit > FULL_RECORDS && sim.switches.is('cdr-short-shape', 'yes');
	const kept = query.fields ?? (short ? SHORT_FIELDS.join(',') : undefined);
	return ok(selectFields(records, kept));
}

/** What makes the record at a position, in the shape that a list has. */
function recordsOf(sim: Simulator, format: Moment['format'], ofUser: boolean) {
	const v1 = ofUser && sim.switches.is('cdr-user-shape', 'short');
	const origin = {
		hostname: sim.hostname,
		mixed: mixed(sim),
		format,
		unanswered: UNANSWERED[sim.switches.get('cdr-unanswered')],
	};
	return (position: number): Data => {
		const leg = sim.cdrs.leg(position) as Leg;
		return v1 ? userShape(leg, position) : cdrRecord(leg, { ...origin, position });
	};
}

function count(sim: Simulator, call: Call, scope: Partial<Selection>): Answer {
	const { total, seconds } = sim.cdrs.sum(selectionOf(sim, call, scope));
	return ok({ total, minutes: Math.round(seconds / 60), seconds });
}
