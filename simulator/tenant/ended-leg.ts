import { hash32 } from '../random';
import { transcriptionPath } from '../state/cdr-record';
import type { Leg, Person } from '../state/cdr-store';
import type { System } from '../system';
import type { LiveCall, LiveLeg } from './live-call';

const CARRIER = 'sip.carrier.example';

/** The facts of a leg that ends now, as its call record needs them. */
export function endedLeg(system: System, call: LiveCall, leg: LiveLeg, reason: string): Leg {
	const now = system.now();
	const isQueue = leg.application === 'Call-Queue';
	// Waiting in a queue is no talk; an attendant and a mailbox are talked to.
	const talked = leg.state === 'talking' && !isQueue;
	const start = Math.floor(leg.started / 1000);
	const answered = leg.answered ?? now;
	const holding = talked && !leg.application ? Math.round(call.held / 1000) : 0;
	const ringing = isQueue ? 0 : Math.max(0, Math.round((answered - leg.started) / 1000));
	const talking = talked ? Math.max(1, Math.round((now - answered) / 1000) - holding) : 0;
	const isOwn = call.origUser !== '' && call.legs[0] === leg;
	const out = isOwn || (leg.outside && call.kind !== 'in');
	const forwarded = leg.outside && call.kind === 'in';
	const called = forwarded ? leg.byUser : leg.user;
	const person = personOf(system, call.domain, out ? call.origUser : called);
	const job = talked && call.recorded ? String(transcriptionJob(call.id)) : '';
	const month = new Date(leg.started).toISOString().slice(0, 7).replace('-', '');
	return {
		start,
		direction: out ? 0 : talked || leg.application ? 1 : 2,
		ringing,
		talking,
		holding,
		call: system.random.uint32(),
		ordinal: call.legs.indexOf(leg),
		person,
		remote: out ? leg.user : call.callerNumber,
		queue: leg.byUser === call.queue || isQueue ? call.queue : '',
		internal: call.kind === 'internal' && !leg.outside,
		application: leg.application,
		ends: {
			origUser: call.origUser,
			termUser: leg.outside ? '' : leg.user,
			dialled: call.dialled,
			target: leg.application || `sip:${leg.user}@${leg.outside ? CARRIER : call.domain}`,
		},
		visibleFrom: now + system.switches.number('cdr-delay'),
		known: {
			'call-orig-call-id': leg.origCallId ?? call.id,
			'call-parent-call-id': call.id,
			'call-term-call-id': leg.termCallId,
			'call-orig-from-name': call.callerName,
			'call-orig-from-user': call.callerNumber,
			'call-disconnect-reason-text': reason,
			'call-through-action': leg.byAction,
			'call-through-user': leg.byUser || null,
			'call-through-call-id': leg.byCallId || null,
			'call-intelligence-job-id': job,
			'prefilled-transcription-api': job && transcriptionPath(call.domain, job, month, call.id),
			'prefilled-trace-api': `/ns-api/v2/sipflow?servers=${system.hostname}&callids=${call.id}&type=call_trace`,
		},
	};
}

/** Number of the job that transcribes a call. */
const transcriptionJob = (callId: string): number => 100000000 + (hash32(callId) % 90000000);

/** Who a leg belongs to in the records. */
export function personOf(system: System, domain: string, user: string): Person {
	const data = system.store.table('users').find([domain], user)?.data ?? {};
	return {
		domain,
		reseller: system.resellerOf(domain),
		user,
		name: `${data['name-first-name'] ?? ''} ${data['name-last-name'] ?? ''}`.trim(),
		site: String(data.site ?? ''),
		department: String(data.department ?? ''),
		callerId: String(data['caller-id-number'] ?? user),
	};
}
