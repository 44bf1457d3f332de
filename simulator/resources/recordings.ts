import { isPerson } from '../auth/authorize';
import { plain } from '../dates';
import { badRequest, notFound } from '../errors';
import { ok, type Answer, type Call } from '../handler';
import { baseOf } from '../http/base';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { origIdOf } from './cdrs';

/** A call whose sound exists. */
interface Recorded {
	callId: string;
	/** The originating call id, whichever it was asked for by. */
	origId: string;
	domain: string;
	/** Epoch seconds. */
	started: number;
	seconds: number;
	users: string[];
	availableFrom: number;
}

export function registerRecordings(sim: Simulator, routes: Routes): void {
	routes.on('GET', '/domains/{}/recordings/{}', (call) => list(sim, call, undefined));
	routes.on('GET', '/domains/{}/users/{}/recordings/{}', (call) => list(sim, call, call.path[1]));
	routes.on('PUT', '/domains/{}/recordings/{}', () => ok({ code: 200, message: 'Success' }));
	routes.on('GET', '/domains/{}/transcriptions', (call) => transcription(sim, call));
	routes.on('GET', '/sipflow', (call) => trace(sim, call));
}

function recorded(sim: Simulator, domain: string, callId: string): Recorded | undefined {
	const live = sim.media.recording(callId);
	if (live) {
		const { users, seconds, availableFrom } = live;
		return live.domain === domain
			? {
					callId: live.callId,
					origId: live.callId,
					domain,
					started: Math.floor(live.started / 1000),
					seconds,
					users,
					availableFrom,
				}
			: undefined;
	}
	const leg = sim.cdrs
		.byCallId(callId)
		.find((one) => one.talking > 0 && one.person.domain === domain);
	if (!leg || leg.known) return undefined;
	const { person, start, ringing, talking } = leg;
	return {
		callId,
		origId: origIdOf(leg),
		domain,
		started: start + ringing,
		seconds: talking,
		users: [person.user],
		availableFrom: 0,
	};
}

/** A recording that is never converted. */
const NOT_READY: Data = {
	'call-recording-status': 'unconverted',
	'file-duration-seconds': 0,
	'file-access-url': '',
	'file-size-kilobytes': 0,
};

function list(sim: Simulator, call: Call, user: string | undefined): Answer {
	const callId = call.path.at(-1) ?? '';
	const found = recorded(sim, call.path[0] ?? '', callId);
	const mine = found && (user === undefined || found.users.includes(user));
	if (!found || !mine || found.availableFrom > sim.now()) throw notFound();
	if (sim.switches.is('recording-id', 'term') && callId === found.origId) throw notFound();
	const ready = shown(sim, call, found);
	const isFirst = sim.switches.is('recording-records', 'first-not-ready');
	return ok(isFirst ? [{ ...ready, ...NOT_READY }, ready] : [ready]);
}

function shown(sim: Simulator, call: Call, found: Recorded): Data {
	const size = Math.round((found.seconds * 16000 + 44) / 1024);
	return {
		'call-recording-status': 'converted',
		'call-id': found.callId,
		'call-recording-started-datetime': plain(found.started),
		'call-recording-ended-datetime': plain(found.started + found.seconds),
		'call-recording-remote-wav': '',
		'call-recording-remote-wav-size-kilobytes': size,
		'call-recording-remote-storage-config-id': '',
		'call-recording-match-pattern': '*',
		'call-recording-retrieved-datetime': sim.plainNow(),
		'file-duration-seconds': found.seconds,
		'file-access-url': sim.media.recordingUrl(baseOf(sim, call), found),
		'geo-call-id': found.callId,
		'file-size-kilobytes': size,
	};
}

const LINES: Array<[speaker: string, comment: string, sentiment: string]> = [
	['agent', 'Thank you for calling, how can I help?', 'positive'],
	['customer', 'I have a question about my last invoice.', 'neutral'],
	['agent', 'Let me look that up for you.', 'neutral'],
	['customer', 'I was charged twice and I am not happy.', 'negative'],
	['agent', 'I have just sent you a refund.', 'positive'],
	['customer', 'That was quick, thank you.', 'positive'],
];

function transcription(sim: Simulator, call: Call): Answer {
	const { query } = call;
	const domain = call.path[0] ?? '';
	const ids = ['callid', 'orig_callid', 'term_callid', 'by_callid'].flatMap((name) =>
		query[name] === undefined ? [] : [String(query[name])],
	);
	if (ids.length === 0) throw badRequest('Missing required query parameter: callid');
	const found = ids.map((id) => recorded(sim, domain, id)).find((one) => one !== undefined);
	const delay = sim.switches.number('transcription-delay');
	if (!found || (found.availableFrom > 0 && found.availableFrom + delay > sim.now()))
		throw notFound();
	return ok(analysis(sim, found, Number(query.id)));
}

function analysis(sim: Simulator, found: Recorded, job: number): Data {
	const step = found.seconds / LINES.length;
	const share = (mood: string) =>
		LINES.filter(([, , sentiment]) => sentiment === mood).length / LINES.length;
	const seconds = (mood: string) => Math.round(share(mood) * found.seconds);
	const percent = (mood: string) => Math.round(share(mood) * 100);
	const created = sim.isoNow((found.started + found.seconds) * 1000);
	const moods: Data = {};
	for (const mood of ['negative', 'neutral', 'positive']) {
		moods[`call-intelligence-duration-seconds-${mood}`] = seconds(mood);
		moods[`call-intelligence-percent-${mood}`] = percent(mood);
		moods[`call-intelligence-ending-duration-seconds-${mood}`] =
			mood === 'positive' ? Math.round(step * 2) : 0;
		moods[`call-intelligence-ending-percent-${mood}`] = mood === 'positive' ? 100 : 0;
	}
	return {
		'call-intelligence-job-id': job,
		'call-intelligence-processing-status': 'finished',
		'created-datetime': created,
		'call-id': found.callId,
		'call-intelligence-features-enabled': 'transcription,sentiment,summary,topics',
		'call-intelligence-summary': 'The caller was charged twice; the agent sent a refund.',
		'call-intelligence-summary-status': 'finished',
		'call-intelligence-topics-top': ['billing'],
		'call-intelligence-topics-all': ['billing', 'refund'],
		'call-intelligence-duration-seconds': found.seconds,
		'call-intelligence-ending-duration-seconds': Math.round(step * 2),
		'call-intelligence-ending-sentiment-scale': 4,
		...moods,
		'call-intelligence-segments': LINES.map(([speaker, comment, sentiment], i) => ({
			speaker,
			comment,
			sentiment,
			'start-time': (i * step).toFixed(2),
			'end-time': ((i + 1) * step).toFixed(2),
		})),
		errors: '',
		'last-modified-datetime': created,
	};
}

/** What the network saw of a call: a message between caller, core and phone. */
interface Seen {
	time: string;
	source: string;
	destination: string;
	message: string;
	callid: string;
}

/** One line for each message of a call, a drawing of them, the same as a file, or what the core did. */
function trace(sim: Simulator, call: Call): Answer {
	const { servers, type, callids, download } = call.query;
	if (!servers || !type) throw badRequest('Missing servers or type');
	const messages = seenOf(sim, call, String(callids ?? ''));
	if (type === 'csv') {
		const rows = messages.map((one) => Object.values(one).join(','));
		return {
			status: 200,
			body: ['time,source,destination,message,callid', ...rows].join('\n'),
			type: 'text/csv',
		};
	}
	if (download === 'yes') {
		const lines = messages.map((one, i) => `<text y="${20 + i * 20}">${one.message}</text>`);
		const svg = `<svg xmlns="http://www.w3.org/2000/svg">${lines.join('')}</svg>`;
		return { status: 200, body: svg, type: 'image/svg+xml' };
	}
	const sql = messages.map((one) => Object.values(one).join(' | '));
	return ok([type === 'cradle_to_grave' ? { sql, cradle: cradle(messages) } : { sql, svg: '' }]);
}

function seenOf(sim: Simulator, { principal }: Call, callid: string): Seen[] {
	const [leg] = sim.cdrs
		.byCallId(callid)
		.filter(({ person }) => isPerson(sim, principal, person.domain, person.user));
	if (!leg) return [];
	const { start, ringing, talking } = leg;
	const at = (i: number) => plain(start + (i < 3 ? i : ringing + (i > 4 ? talking : 0)));
	const ends = [sim.hostname, '192.0.2.10'];
	return ['INVITE', '100 Trying', '180 Ringing', '200 OK', 'ACK', 'BYE', '200 OK'].map(
		(message, i) => ({
			time: at(i),
			source: ends[(i + 1) % 2] ?? '',
			destination: ends[i % 2] ?? '',
			message,
			callid,
		}),
	);
}

/** The story of a call, step by step. */
const cradle = (messages: Seen[]): Data[] =>
	messages.map(({ time, ...data }, i) => ({
		type: i === 0 ? 'CALL' : 'CALLBACK',
		level: '1',
		data,
		ts: String(Date.parse(`${time.replace(' ', 'T')}Z`)),
		id: String(i + 1),
	}));
