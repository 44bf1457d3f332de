import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { apiKeyCredential } from './credentials';
import { runNode, type Outcome, type Run } from './engine';

/** An operation made of several requests, and what it starts from. */
export interface CompositeCase {
	title: string;
	parameters: (simulator: RunningSimulator) => INodeParameters;
	/** One empty item unless given. */
	input?: INodeExecutionData[];
	/** Dialects whose servers lack what it needs. */
	lacking?: string[];
	/** It takes everything back when that is asked for. */
	undoes?: true;
	/** Brings about what the operation is to find. */
	prepare?: (simulator: RunningSimulator) => Promise<void>;
}

/** A picker's value. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Runs a case as it stands, with some parameters changed. */
export async function runCase(
	simulator: RunningSimulator,
	{ parameters, input }: CompositeCase,
	more: INodeParameters = {},
	run: Partial<Run> = {},
): Promise<Outcome> {
	return await runNode({
		parameters: { ...parameters(simulator), ...more },
		credential: apiKeyCredential(simulator),
		input,
		...run,
	});
}

/** The domain that a case is about: that of the credential, where it names no other. */
export function domainOf(one: CompositeCase, simulator: RunningSimulator): string {
	const domain = one.parameters(simulator).domain as { value?: string } | undefined;
	return domain?.value ?? simulator.credentials.domain;
}

/** A new tenant, with what the case is to find. */
export async function startAnew(simulator: RunningSimulator, { prepare }: CompositeCase) {
	await control(simulator, 'POST', '/reset');
	await prepare?.(simulator);
}

/** Changes a record of the case's domain, as somebody else would. */
export async function change(
	{ url, credentials }: RunningSimulator,
	method: 'POST' | 'PUT' | 'DELETE',
	path: string,
	body: object = {},
): Promise<void> {
	const response = await fetch(`${url}/ns-api/v2/domains/${credentials.domain}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${credentials.apiKeys.superUser}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
}

type Records = Record<string, Array<{ parents: string[]; id: string; data: unknown }>>;

/** Who did what and when is no state that anybody set. */
const OF_NOBODY = ['auditlog', 'accesslog'];

/** Everything that the server keeps, byte by byte. */
export async function stateOf(simulator: RunningSimulator): Promise<string> {
	const records = await control<Records>(simulator, 'GET', '/records');
	const kept = Object.entries(records).filter(
		([name, rows]) => !OF_NOBODY.includes(name) && rows.length,
	);
	return JSON.stringify(Object.fromEntries(kept));
}

const SIP_PASSWORD = 'device-sip-registration-password';

const MADE_UP = /[0-9a-f]{32}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g;

/** The state without what the server makes up: identifiers, passwords, times of changes, order of making. */
export async function shapeOfState(simulator: RunningSimulator): Promise<unknown> {
	const records = JSON.parse(await stateOf(simulator)) as Records;
	const shown = (name: string, value: unknown) => (name === SIP_PASSWORD ? '#' : value);
	const tidied = (row: Records[string][number]) => JSON.stringify(row, shown).replace(MADE_UP, '#');
	const tables = Object.entries(records).map(([name, rows]) => [name, rows.map(tidied).sort()]);
	return Object.fromEntries(tables) as unknown;
}

/** What servers write by themselves, and nobody can write back. */
const OF_SERVERS: Record<string, RegExp> = {
	'when a record was made, or made again, and changed last': /^(created|last-modified)-datetime$/,
	'what a device told when it registered, which one that is made again has not done yet':
		/^device-sip-registration-(state|contact|user-agent|datetime|expires-datetime|ip-address)$/,
	'what an agent shows of its user': /^agent-user-scope$/,
};

/** The API can empty a field or turn it off. It has no request that makes it one that was never set. */
const OFF: unknown[] = ['', '[*]', 'no', 0];

/**
 * Where one state is not, byte by byte, what it was before; which records were made first does not count.
 *
 * @param before as `stateOf` gives it
 */
export function differencesBetween(before: string, after: string): string[] {
	if (before === after) return [];
	const [old, now] = [before, after].map(recordsIn) as [RecordsByPath, RecordsByPath];
	return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
		const [was, is] = [old.get(path), now.get(path)];
		if (!was || !is) return [`${path} ${was ? 'is gone' : 'is new'}`];
		return [...new Set([...Object.keys(was), ...Object.keys(is)])]
			.filter((name) => bytesOf(was[name]) !== bytesOf(is[name]))
			.filter((name) => was[name] !== undefined || !OFF.includes(is[name]))
			.filter((name) => !Object.values(OF_SERVERS).some((one) => one.test(name)))
			.map((name) => `${path} ${name}: ${JSON.stringify(was[name])}, ${JSON.stringify(is[name])}`);
	});
}

/** Entries of a timeframe get another name from the server when they are sent again. */
const bytesOf = (value: unknown): string | undefined =>
	JSON.stringify(value, (name, inner: unknown) => (name === 'timeframe-id' ? undefined : inner));

type RecordsByPath = Map<string, Record<string, unknown>>;

function recordsIn(state: string): RecordsByPath {
	const rows = Object.entries(JSON.parse(state) as Records).flatMap(([table, records]) =>
		records.map(({ parents, id, data }) => [[table, ...parents, id].join('/'), data] as const),
	);
	return new Map(rows as Array<readonly [string, Record<string, unknown>]>);
}

/** What a run sent, without what only reads. */
export const writesOf = ({ requests }: Outcome) =>
	requests.filter(({ method }) => method !== 'GET');

/** Lets one request of the next run fail, at the server or on the way back. */
export async function breakAt(
	simulator: RunningSimulator,
	after: number,
	carriedOut: boolean,
): Promise<void> {
	await control(simulator, 'POST', '/faults', {
		kind: 'server-error',
		// Signing in is another matter.
		path: '/^\\/(?!apikeys|tokens|jwt)/',
		status: 500,
		count: 1,
		after,
		...(carriedOut && { carriedOut }),
	});
}

export const mend = async (simulator: RunningSimulator) =>
	await control(simulator, 'DELETE', '/faults');
