import type { Simulator } from '../simulator';
import type { Leg, Person } from '../state/cdr-store';
import type { LiveCall, LiveLeg } from './live-call';

/** The facts of a leg that ends now, as its call record needs them. */
export function endedLeg(sim: Simulator, call: LiveCall, leg: LiveLeg, reason: string): Leg {
	const now = sim.now();
	const talked = leg.state === 'talking';
	const start = Math.floor(leg.started / 1000);
	const answered = talked ? Math.max(leg.started, call.answered ?? leg.started) : now;
	const holding = talked ? Math.round(call.held / 1000) : 0;
	const ringing = Math.max(0, Math.round((answered - leg.started) / 1000));
	const talking = talked ? Math.max(1, Math.round((now - answered) / 1000) - holding) : 0;
	const out = leg.outside || (call.kind === 'internal' && call.legs[0] === leg);
	const person = personOf(sim, call.domain, out ? call.origUser || leg.byUser : leg.user);
	return {
		start,
		direction: out ? 0 : talked ? 1 : 2,
		ringing,
		talking,
		holding,
		call: sim.random.uint32(),
		ordinal: call.legs.indexOf(leg),
		person,
		remote: out ? leg.user : call.callerNumber,
		queue: call.queue,
		internal: call.kind === 'internal',
		visibleFrom: now + sim.switches.number('cdr-delay'),
		known: {
			'call-orig-call-id': call.id,
			'call-parent-call-id': call.id,
			'call-term-call-id': leg.termCallId,
			'call-orig-from-name': call.callerName,
			'call-orig-from-user': call.callerNumber,
			'call-orig-to-user': call.dialled,
			'call-orig-request-user': call.dialled,
			'call-disconnect-reason-text': reason,
			'call-through-action': leg.byAction,
			'call-through-user': leg.byUser || null,
			'call-intelligence-job-id': String(sim.media.jobOf(call.id)),
			'prefilled-trace-api': `/ns-api/v2/sipflow?servers=${sim.hostname}&callids=${call.id}&type=call_trace`,
		},
	};
}

/** Who a leg belongs to in the records. */
export function personOf(sim: Simulator, domain: string, user: string): Person {
	const data = sim.store.table('users').find([domain], user)?.data ?? {};
	return {
		domain,
		reseller: sim.resellerOf(domain),
		user,
		name: `${data['name-first-name'] ?? ''} ${data['name-last-name'] ?? ''}`.trim(),
		site: String(data.site ?? ''),
		department: String(data.department ?? ''),
		callerId: String(data['caller-id-number'] ?? user),
	};
}
