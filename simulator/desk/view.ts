import { dialects } from '../dialect/data';
import { notFound } from '../errors';
import type { Instance } from '../instance';
import { shown as shownSubscription } from '../resources/subscriptions';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { currentLeg, isParked, usersOf, type LiveCall } from '../tenant/live-call';
import { isSystemUser } from '../tenant/system-users';
import { VOICEMAILS } from '../tenant/voicemails';

/** So many people, requests and so on fit a page; of more, the first or newest are shown. */
const PEOPLE = 60;
const DOMAINS = 100;
const REQUESTS = 40;
const RECENT = 8;
/** Longer bodies and events are cut, in characters. */
const LONGEST = 600;

/**
 * All that the desk shows, in one answer.
 *
 * @param domain the first one when left out
 * @throws ApiError 404 when there is no such domain
 */
export function deskView(instance: Instance, domain = instance.credentials.domain): Data {
	const { sim, options, traffic, requests, faults } = instance;
	if (!sim.store.table('domains').find([], domain)) throw notFound();
	const calls = sim.calls.below([domain]);
	return {
		version: options.version,
		dialect: sim.switches.get('record-names'),
		dialects: Object.entries(dialects).map(([name, { description }]) => ({ name, description })),
		now: sim.now(),
		perMinute: traffic.perMinute,
		domain,
		domains: [...sim.store.table('domains').below()].slice(0, DOMAINS).map(({ id }) => id),
		...people(sim, domain, calls),
		queues: queues(sim, domain, calls),
		attendants: ids(sim, 'autoattendants', domain),
		smsNumbers: ids(sim, 'smsnumbers', domain),
		calls: calls.map((call) => ({ ...call, parked: isParked(currentLeg(call)) })),
		voicemails: voicemails(sim, domain),
		texts: texts(sim, domain),
		subscriptions: subscriptions(sim),
		faults: faults.all(),
		cores: Object.fromEntries([...sim.sender.cores].map(([name, up]) => [name, up !== undefined])),
		requests: requests
			.list(requests.total - REQUESTS)
			.reverse()
			.map(({ id, time, method, path, query, status, sender, body }) => ({
				...{ id, time, method, path, status, sender },
				query: shortened(query),
				body: shortened(body),
			})),
		mail: sim.mail.slice(-RECENT).reverse(),
	};
}

/** People with what their phone does; those who are on a call are among them in any case. */
function people(sim: Simulator, domain: string, calls: LiveCall[]): Data {
	const rows = [...sim.store.table('users').below([domain])].filter((row) => !isSystemUser(row));
	return {
		people: rows.slice(0, PEOPLE).map((row) => ({
			user: row.id,
			name: nameOf(row),
			phone: phoneOf(row.id, calls),
			voicemails: [...sim.store.table(VOICEMAILS).below([domain, row.id, 'new'])].length,
		})),
		morePeople: Math.max(0, rows.length - PEOPLE),
	};
}

const nameOf = ({ data }: Row): string =>
	`${String(data['name-first-name'] ?? '')} ${String(data['name-last-name'] ?? '')}`.trim();

/** What a phone does: the most that any call does with it. */
function phoneOf(user: string, calls: LiveCall[]): string {
	const own = calls.filter((call) => usersOf(call).includes(user));
	const talks = ({ origUser, legs }: LiveCall) =>
		origUser === user ||
		legs.some((leg) => leg.user === user && leg.state === 'talking' && !leg.application);
	if (own.some(talks)) return 'on a call';
	const rings = ({ legs }: LiveCall) =>
		legs.some((leg) => leg.user === user && leg.state === 'ringing');
	return own.some(rings) ? 'ringing' : 'free';
}

function queues(sim: Simulator, domain: string, calls: LiveCall[]): Data[] {
	return [...sim.store.table('callqueues').below([domain])].map(({ id, data }) => ({
		queue: id,
		name: data.description,
		waiting: calls.filter((call) => call.queue === id && call.state === 'ringing').length,
		agents: [...sim.store.table('agents').below([domain, id])].map((agent) => ({
			user: agent.id.split('@')[0],
			available: agent.data['callqueue-agent-availability-type'] !== 'disabled',
		})),
	}));
}

const ids = (sim: Simulator, table: string, domain: string): string[] => {
	const rows = [...sim.store.table(table).below([domain])];
	// An attendant is named by the extension that it belongs to.
	return [...new Set(rows.map((row) => (table === 'autoattendants' ? row.parents[1] : row.id)))]
		.filter((id) => id !== undefined)
		.slice(0, PEOPLE);
};

function voicemails(sim: Simulator, domain: string): Data[] {
	return [...sim.store.table(VOICEMAILS).below([domain])]
		.sort((a, b) => Number(b.data.time) - Number(a.data.time))
		.slice(0, RECENT)
		.map(({ parents, data }) => ({
			time: new Date(Number(data.time)).toISOString(),
			user: parents[1],
			folder: parents[2],
			from: data.from,
			name: data.name,
			seconds: data.seconds,
			text: data.text,
		}));
}

function texts(sim: Simulator, domain: string): Data[] {
	return [...sim.store.table('messages').below([domain])]
		.sort((a, b) => String(b.data.timestamp).localeCompare(String(a.data.timestamp)))
		.slice(0, RECENT)
		.map(({ parents, data }) => ({
			time: data.timestamp,
			user: parents[1],
			type: data.type,
			from: data['from-number'],
			to: data['terminating-number'],
			text: data.text,
		}));
}

function subscriptions(sim: Simulator): Data[] {
	return [...sim.bus.subscriptions.values()].map((one) => {
		const last = one.log.at(-1);
		return {
			...shownSubscription(sim, one),
			waiting: one.queue.length,
			last: last && { ...last, events: shortened(last.events.map(said)) },
		};
	});
}

/** What an event says: most fields of most events are empty. */
const said = (event: Data): Data =>
	Object.fromEntries(Object.entries(event).filter(([, value]) => value !== ''));

/** A value as JSON that fits a cell. */
function shortened(value: unknown): string {
	if (value === undefined || value === null) return '';
	const text = JSON.stringify(value);
	if (text === '{}') return '';
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
