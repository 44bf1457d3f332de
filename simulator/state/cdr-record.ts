import { plain } from '../dates';
import { mix32 } from '../random';
import type { Ends, Leg } from './cdr-store';
import type { Data } from './table';

/** Where a record was made. */
export interface Origin {
	hostname: string;
	/** The record's place in the store. */
	position: number;
	/** Every other call has its numbers as integers, as servers were seen to mix them. */
	mixed: boolean;
	format: (seconds: number) => string;
	/** Stands for the moment at which nobody answered; a date of zeros when left out. */
	unanswered?: unknown;
}

/** Where the transcription of a call is asked for. @param month as `202601` */
export const transcriptionPath = (
	domain: string,
	job: string,
	month: string,
	callId: string,
): string =>
	`/ns-api/v2/domains/${domain}/transcriptions?id=${job}&date=${month}&callid=${encodeURIComponent(callId)}`;

const hex = (value: number, salt: number) => mix32(value, salt).toString(16).padStart(8, '0');

/** Id of a record: its second and its place, which leads back to it. */
export const cdrId = (start: number, position: number): string =>
	`${start}${String(position).padStart(9, '0')}`;

/** The place that an id names. */
export const cdrPosition = (id: string): number | undefined =>
	/^\d{19}$/.test(id) ? Number(id.slice(10)) : undefined;

// Odd factor and its inverse modulo 2^32: call numbers look random in ids and can be read back.
const SCRAMBLE = 2654435761;
const UNSCRAMBLE = 244002641;

const scrambled = (call: number): number => Math.imul(call, SCRAMBLE) >>> 0;

/** Call id of the phone or carrier that began a call. */
export const origCallId = (call: number): string =>
	`0_${String(scrambled(call)).padStart(10, '0')}@192.0.2.10`;

/** Call id the server gave a leg. */
export function termCallId(start: number, call: number, ordinal: number): string {
	const digits = new Date(start * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
	const tail = [74, 75, 76].map((salt) => hex(call * 8 + ordinal, salt)).join('');
	const first = scrambled(call).toString(16).padStart(8, '0');
	return `${digits}${String(call % 1000000).padStart(6, '0')}-${first}${tail}`;
}

/** The seeded call that an originating or terminating call id names. */
export function callOf(id: string): number | undefined {
	const orig = /^0_(\d{10})@192\.0\.2\.10$/.exec(id)?.[1];
	const term = /^\d{20}-([0-9a-f]{8})[0-9a-f]{24}$/.exec(id)?.[1];
	if (orig === undefined && term === undefined) return undefined;
	return Math.imul(orig === undefined ? parseInt(term ?? '', 16) : Number(orig), UNSCRAMBLE) >>> 0;
}

const CARRIER = 'sip.carrier.example';

/** Who is at the ends of a leg; unless it says so, the person on one side, the remote number on the other. */
export function endsOf({ ends, direction, person, remote, internal }: Leg): Ends {
	if (ends) return ends;
	const inside = (user: string) => `sip:${user}@${person.domain}`;
	if (direction !== 0) {
		const { user, callerId: dialled } = person;
		return { origUser: '', termUser: user, dialled, target: inside(user) };
	}
	const caller = { origUser: person.user, dialled: remote };
	return internal
		? { ...caller, termUser: remote, target: inside(remote) }
		: { ...caller, termUser: '', target: `sip:${remote}@${CARRIER}` };
}

/** The full record of a leg with the names of API v2; misspelt keys are the wire's. */
export function cdrRecord(leg: Leg, origin: Origin): Data {
	const { person, start } = leg;
	const { format: at, unanswered = '0000-00-00 00:00:00' } = origin;
	const out = leg.direction === 0;
	const { origUser, termUser, dialled: to, target } = endsOf(leg);
	const answered = leg.talking > 0;
	const answer = start + leg.ringing;
	const release = answer + leg.talking + leg.holding;
	const from = origUser || leg.remote;
	const fromHost = origUser ? person.domain : CARRIER;
	const toHost = origin.hostname;
	const own = (side: boolean, value: string) => (side ? value : '');
	const integers = origin.mixed && leg.call % 2 === 0;
	const number = (text: string) => (integers && /^\d{1,15}$/.test(text) ? Number(text) : text);
	const orig = origCallId(leg.call);
	const term = termCallId(start, leg.call, leg.ordinal);
	const job = String(100000000 + (mix32(leg.call, 77) % 90000000));
	const positive = mix32(leg.call, 78) % 60;
	const negative = mix32(leg.call, 79) % 30;
	const analyzed = answered && leg.known?.['call-intelligence-job-id'] !== '';
	const id = cdrId(start, origin.position);
	const month = plain(start).slice(0, 7).replace('-', '');
	return {
		id,
		domain: person.domain,
		reseller: person.reseller,
		'call-account-code': null,
		'call-answer-datetime': answered || leg.queue ? at(answer) : unanswered,
		'call-audio-codec': 'PCMU',
		'call-audio-relay-side-a-local-port': 20000 + (leg.call % 10000) * 2,
		'call-audio-relay-side-a-packet-count': leg.talking * 50,
		'call-audio-relay-side-a-remote-ip': '192.0.2.10:30000',
		'call-audio-relay-side-b-packet-count': leg.talking * 50 - (leg.talking > 0 ? 2 : 0),
		'call-audio-relay-side-b-remote-ip': '198.51.100.7:40000',
		'call-batch-answer-datetime': at(answer),
		'call-batch-on-hold-duration-seconds': leg.holding,
		'call-batch-sequence-marker': leg.ordinal === 0 ? 'begin' : 'middle',
		'call-batch-start-datetime': at(start),
		'call-batch-total-duration-seconds': release - start,
		'call-direction': leg.direction,
		'call-disconnect-datetime': at(release),
		'call-disconnect-reason-text': answered
			? leg.call % 2
				? 'Orig: Bye'
				: 'Term: Bye'
			: 'Orig: Cancel',
		'call-disposition': null,
		'call-disposition-notes': null,
		'call-disposition-reason': null,
		'call-disposition-submitted-datetime': null,
		'call-disposition-type': null,
		'call-fax-codec': null,
		'call-fax-relay-side-a-local-port': null,
		'call-fax-relay-side-a-packet-count': null,
		'call-fax-relay-side-a-remote-ip': null,
		'call-fax-relay-side-b-packet-count': null,
		'call-fax-relay-side-b-remote-ip': null,
		'call-intelligence-job-id': analyzed ? job : '',
		'call-intelligence-percent-negative': analyzed ? String(negative) : '',
		'call-intelligence-percent-neutral': analyzed ? String(100 - positive - negative) : '',
		'call-intelligence-percent-positive': analyzed ? String(positive) : '',
		'call-intelligence-topics-top': analyzed ? 'billing' : '',
		'call-leg-ordinal-index': leg.ordinal,
		'call-on-hold-duration-seconds': leg.holding,
		'call-orig-call-id': orig,
		'call-orig-caller-id': number(out ? person.callerId : leg.remote),
		'call-orig-department': own(out, person.department),
		'call-orig-domain': own(origUser !== '', person.domain),
		'call-orig-from-host': fromHost,
		'call-orig-from-name': out ? person.name : 'WIRELESS CALLER',
		'call-orig-from-uri': `sip:${from}@${fromHost}`,
		'call-orig-from-user': from,
		'call-orig-ip-address': '192.0.2.10',
		'call-orig-match-uri': origUser ? `sip:${origUser}@${person.domain}` : 'sip*@carrier',
		'call-orig-pre-routing-uri': `sip:${from}@${fromHost}`,
		'call-orig-request-host': toHost,
		'call-orig-request-uri': `sip:${to}@${toHost}`,
		'call-orig-request-user': to,
		'call-orig-reseller': own(out, person.reseller),
		'call-orig-site': own(out, person.site),
		'call-orig-to-host': toHost,
		'call-orig-to-uri': `sip:${to}@${toHost}`,
		'call-orig-to-user': to,
		'call-orig-user': origUser ? number(origUser) : integers ? 0 : '',
		'call-parent-call-id': orig,
		'call-parent-cdr-id': cdrId(start, origin.position - leg.ordinal),
		'call-record-creation-datetime': null,
		'call-ringing-datetime': null,
		'call-routing-class': 0,
		'call-routing-match-uri': termUser ? `sip:${termUser}@${person.domain}` : 'sip:1??????????@*',
		'call-server-mac-address': '020000000001',
		'call-start-datetime': at(start),
		'call-tag': '',
		'call-talking-duration-seconds': leg.talking,
		'call-term-call-id': term,
		'call-term-caller-id': out ? leg.remote : person.user,
		'call-term-department': out ? null : person.department,
		'call-term-domain': own(termUser !== '', person.domain),
		'call-term-ip-address': '198.51.100.7',
		'call-term-match-uri': termUser ? `sip:${termUser}@${person.domain}` : 'sip*@carrier',
		'call-term-pre-reouting-uri': `sip:${to}@${toHost}`,
		'call-term-reseller': out ? null : person.reseller,
		'call-term-site': out ? null : person.site,
		'call-term-to-uri': target,
		'call-term-user': termUser || null,
		'call-through-action': leg.queue ? 'QueueSDispatch' : '',
		'call-through-call-id': null,
		'call-through-caller-id': leg.queue ? person.callerId : null,
		'call-through-department': null,
		'call-through-domain': leg.queue ? person.domain : null,
		'call-through-reseller': leg.queue ? person.reseller : null,
		'call-through-site': null,
		'call-through-uri': leg.queue ? `sip:${leg.queue}@${person.domain}` : null,
		'call-through-user': leg.queue || null,
		'call-total-duration-seconds': release - start,
		'call-video-codec': null,
		'call-video-relay-side-a-local-port': null,
		'call-video-relay-side-a-packet-count': null,
		'call-video-relay-side-a-remote-ip': null,
		'call-video-relay-side-b-packet-count': null,
		'call-video-relay-side-b-remote-ip': null,
		'core-server': origin.hostname,
		'hide-from-results': 0,
		'is-trace-expected': true,
		'prefilled-trace-api': `/ns-api/v2/sipflow?servers=${origin.hostname}&callids=${orig}&type=call_trace`,
		'prefilled-transcription-api': analyzed
			? transcriptionPath(person.domain, job, month, orig)
			: '',
		...leg.known,
	};
}

/** The 28 fields that are left when a list asks for more than 100 records: only the call's first record has an id. */
export const SHORT_FIELDS = [
	'call-parent-cdr-id',
	'call-parent-call-id',
	'domain',
	'reseller',
	'call-start-datetime',
	'call-answer-datetime',
	'call-disconnect-datetime',
	'call-direction',
	'call-leg-ordinal-index',
	'call-total-duration-seconds',
	'call-talking-duration-seconds',
	'call-on-hold-duration-seconds',
	'call-orig-user',
	'call-orig-domain',
	'call-orig-site',
	'call-orig-department',
	'call-orig-from-name',
	'call-orig-to-user',
	'call-orig-request-user',
	'call-term-user',
	'call-term-domain',
	'call-term-site',
	'call-term-department',
	'call-through-user',
	'call-through-action',
	'call-tag',
	'core-server',
	'hide-from-results',
];

/** The other shape that is documented for the list of one user: v1 names, epoch seconds. */
export function userShape(leg: Leg, position: number): Data {
	const answer = leg.talking > 0 ? leg.start + leg.ringing : 0;
	return {
		uid: `${leg.person.user}@${leg.person.domain}`,
		domain: leg.person.domain,
		cdr_id: cdrId(leg.start, position),
		type: leg.direction,
		time_start: leg.start,
		time_answer: answer,
		time_release: leg.start + leg.ringing + leg.talking + leg.holding,
		duration: leg.talking,
		orig_to_uri: `sip:${leg.direction === 0 ? leg.remote : leg.person.callerId}@${leg.person.domain}`,
		number: leg.remote,
		name: null,
		onnet: leg.internal ? 1 : 0,
		hide: 0,
		tag: '',
		expected_trace: true,
	};
}
