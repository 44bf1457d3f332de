import { plain } from '../dates';
import { cdrRecord } from '../state/cdr-record';
import type { Leg } from '../state/cdr-store';
import type { Data } from '../state/table';
import type { System } from '../system';
import type { LiveCall, LiveLeg } from '../tenant/live-call';
import type { Spelling } from './bus';

const NEVER = '0000-00-00 00:00:00';
const CARRIER = 'sip.carrier.example';

/** Every field that a `call` event was seen with; what does not apply is empty text. */
const CALL_FIELDS =
	'orig_callid by_callid term_callid hostname sessionId acr_id orig_leg_tag orig_ip orig_match orig_sub orig_domain orig_own_sub orig_own_domain orig_type orig_group orig_site orig_territory orig_from_uri orig_logi_uri orig_from_name orig_from_user orig_from_host orig_req_uri orig_req_user orig_req_host orig_to_uri orig_to_user orig_to_host by_action by_sub by_domain by_type by_group by_site by_territory by_uri term_leg_tag term_ip term_match term_sub term_domain term_own_sub term_own_domain term_type term_group term_site term_territory term_to_uri term_logi_uri time_start time_answer orig_id term_id by_id orig_call_info term_call_info route_to route_class media pac action action_parameter action_by notes time_begin time_refresh ts term_uri dnis orig_name ani orig_user term_user remove'.split(
		' ',
	);

interface Sides {
	origSub: string;
	termSub: string;
	origHost: string;
	termUri: string;
	answer: string;
}

function sides(system: System, call: LiveCall, leg: LiveLeg): Sides {
	const out = leg.outside;
	return {
		origSub: call.origUser,
		termSub: out ? '' : leg.user,
		origHost: call.kind === 'in' ? CARRIER : call.domain,
		termUri: leg.application || `sip:${leg.user}@${out ? CARRIER : call.domain}`,
		answer: leg.answered === undefined ? NEVER : system.plainNow(leg.answered),
	};
}

/** A `call` event: one leg of a live call as it is now; `remove` is yes when it is over. */
export function callEvent(system: System, call: LiveCall, leg: LiveLeg): Spelling {
	const side = sides(system, call, leg);
	const underscore: Data = Object.fromEntries(CALL_FIELDS.map((name) => [name, '']));
	const held = call.state === 'held' ? 'hold' : '';
	const isKept = leg.state === 'over' && system.switches.is('removal-time', 'last-change');
	const changed = system.plainNow(isKept ? leg.changed : system.now());
	Object.assign(underscore, {
		orig_callid: leg.origCallId ?? call.id,
		by_callid: leg.byCallId,
		term_callid: leg.termCallId,
		hostname: system.hostname,
		sessionId: call.sessionId,
		orig_ip: '192.0.2.10',
		orig_match: call.kind === 'in' ? 'sip*@carrier' : `sip:${call.origUser}@${call.domain}`,
		orig_sub: side.origSub,
		orig_domain: side.origSub ? call.domain : '',
		orig_type: call.kind === 'in' ? 'gateway' : 'device',
		orig_territory: side.origSub ? call.reseller : '',
		orig_from_uri: `sip:${call.callerNumber}@${side.origHost}`,
		orig_from_name: call.callerName,
		orig_from_user: call.callerNumber,
		orig_from_host: side.origHost,
		orig_req_uri: `sip:${call.dialled}@${system.hostname}`,
		orig_req_user: call.dialled,
		orig_req_host: system.hostname,
		orig_to_uri: `sip:${call.dialled}@${system.hostname}`,
		orig_to_user: call.dialled,
		orig_to_host: system.hostname,
		by_action: leg.byAction,
		by_sub: leg.byUser,
		by_domain: leg.byUser ? call.domain : '',
		term_sub: side.termSub,
		term_domain: side.termSub ? call.domain : '',
		term_type: side.termSub ? 'device' : 'gateway',
		term_territory: side.termSub ? call.reseller : '',
		term_to_uri: side.termUri,
		term_uri: side.termUri,
		time_start: system.plainNow(leg.started),
		time_begin: system.plainNow(call.started),
		time_answer: side.answer,
		time_refresh: changed,
		orig_id: call.callerNumber,
		term_id: leg.user,
		orig_call_info: held,
		media: 'PCMU',
		dnis: call.dialled,
		orig_name: call.callerName,
		ani: call.callerNumber,
		orig_user: side.origSub,
		term_user: leg.user,
		remove: leg.state === 'over' ? 'yes' : 'no',
		ts: changed,
	});
	return { underscore, hyphen: { ...activeCall(system, call, leg), remove: underscore.remove } };
}

/** What a `call_origid` post was captured with. */
const SHORT_FIELDS = [
	'orig_callid',
	'orig_from_uri',
	'orig_from_name',
	'orig_to_user',
	'orig_user',
	'orig_domain',
	'term_user',
	'term_domain',
	'term_to_uri',
	'orig_call_info',
	'term_call_info',
	'time_answer',
	'time_start',
	'remove',
];

/** A `call_origid` event with few fields: no caller's number, and a star for domains outside. */
export function shortEvent({ underscore, hyphen }: Spelling, leg: LiveLeg): Spelling {
	const kept = Object.fromEntries(SHORT_FIELDS.map((name) => [name, underscore[name]]));
	return {
		underscore: {
			...kept,
			by_user: underscore.by_sub,
			by_domain: underscore.by_domain,
			...(leg.outside && { term_user: '', term_domain: '*' }),
		},
		hyphen,
	};
}

/** A live call as the API lists it. */
export function activeCall(system: System, call: LiveCall, leg: LiveLeg): Data {
	const side = sides(system, call, leg);
	return {
		'core-server': system.hostname,
		'call-session-id': call.sessionId,
		'call-orig-call-id': leg.origCallId ?? call.id,
		'call-orig-match-uri':
			call.kind === 'in' ? 'sip*@carrier' : `sip:${call.origUser}@${call.domain}`,
		'call-orig-user': side.origSub,
		'call-orig-domain': side.origSub ? call.domain : '',
		'call-orig-uri': `sip:${call.callerNumber}@${side.origHost}`,
		'call-orig-name': call.callerName,
		'caller-id-number': call.callerNumber,
		'call-dialed-number': call.dialled,
		'call-by-action': leg.byAction,
		'call-by-user': leg.byUser,
		'call-by-domain': leg.byUser ? call.domain : '',
		'call-by-call-id': leg.byCallId,
		'call-term-call-id': leg.termCallId,
		'call-term-user': side.termSub,
		'call-term-domain': side.termSub ? call.domain : '',
		'call-term-uri': side.termUri,
		'call-start-datetime': system.plainNow(leg.started),
		'call-answer-datetime': side.answer,
		'call-orig-info': call.state === 'held' ? 'hold' : '',
		'term-orig-info': '',
		'call-audio-codec': 'PCMU',
	};
}

/** A `cdr` event: one finished leg. Values are text, even numbers. */
export function cdrEvent(system: System, leg: Leg, position: number): Spelling {
	const record = cdrRecord(leg, {
		hostname: system.hostname,
		position,
		mixed: false,
		format: plain,
	});
	const v = (name: string) => String(record[`call-${name}`] ?? '');
	const answered = leg.talking > 0;
	const underscore: Data = {
		object: 'cdr',
		action: 'INSERT',
		cdr_index: String(leg.ordinal),
		cdr_id: record.id,
		hostname: system.hostname,
		mac: '02:00:00:00:00:01',
		orig_callid: v('orig-call-id'),
		by_callid: v('through-call-id'),
		term_callid: v('term-call-id'),
		servedCallId: v('orig-call-id'),
		orig_ip: v('orig-ip-address'),
		orig_match: v('orig-match-uri'),
		orig_type: v('orig-domain') ? 'device' : 'gateway',
		orig_sub: v('orig-user'),
		orig_domain: v('orig-domain'),
		orig_id: v('orig-caller-id'),
		orig_from_name: v('orig-from-name'),
		orig_from_user: v('orig-from-user'),
		orig_from_host: v('orig-from-host'),
		orig_from_uri: v('orig-from-uri'),
		orig_logi_uri: v('orig-from-uri'),
		orig_req_user: v('orig-request-user'),
		orig_req_host: v('orig-request-host'),
		orig_req_uri: v('orig-request-uri'),
		orig_to_user: v('orig-to-user'),
		orig_to_host: v('orig-to-host'),
		orig_to_uri: v('orig-to-uri'),
		by_action: v('through-action'),
		by_sub: v('through-user'),
		by_domain: v('through-user') ? leg.person.domain : '',
		by_group: '',
		by_id: '',
		by_territory: v('through-user') ? leg.person.reseller : '',
		term_sub: v('term-user'),
		term_domain: v('term-domain'),
		term_group: v('term-department'),
		term_id: v('term-caller-id'),
		term_type: v('term-domain') ? 'device' : 'gateway',
		term_to_uri: v('term-to-uri'),
		batch_tim_beg: v('batch-start-datetime'),
		batch_tim_ans: answered ? v('batch-answer-datetime') : NEVER,
		batch_hold: v('batch-on-hold-duration-seconds'),
		batch_dura: v('batch-total-duration-seconds'),
		time_start: v('start-datetime'),
		time_answer: v('answer-datetime'),
		time_release: v('disconnect-datetime'),
		duration: v('total-duration-seconds'),
		time_talking: v('talking-duration-seconds'),
		time_holding: v('on-hold-duration-seconds'),
		type: v('direction'),
		codec: 'G.711 u-law',
		release_code: 'end',
		release_text: v('disconnect-reason-text'),
		rly_prt_0: v('audio-relay-side-a-local-port'),
		rly_prt_a: v('audio-relay-side-a-remote-ip'),
		rly_prt_b: v('audio-relay-side-b-remote-ip'),
		rly_cnt_a: v('audio-relay-side-a-packet-count'),
		rly_cnt_b: v('audio-relay-side-b-packet-count'),
	};
	return { underscore, hyphen: record };
}
