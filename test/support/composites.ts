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

/** The state without what the server makes up: identifiers, passwords, times of changes, order of making. */
export async function shapeOfState(simulator: RunningSimulator): Promise<unknown> {
	return await tidyState(simulator, (name, value) => (name === SIP_PASSWORD ? '#' : value));
}

/**
 * What the state means: what is emptied or off is as what was never set. What phones tell when they
 * register, and what an agent shows of its user, is not known of a record that was made again.
 */
export async function meaningOfState(simulator: RunningSimulator): Promise<unknown> {
	return await tidyState(simulator, (name, value) =>
		TOLD.test(name) || OFF.includes(value) ? undefined : sorted(value),
	);
}

const TOLD =
	/^device-sip-registration-(state|contact|user-agent|datetime|expires-datetime|ip-address)$|^agent-user-scope$|^last-modified-datetime$/;

const OFF: unknown[] = [null, '', '[*]', 'no', 0];

function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const SIP_PASSWORD = 'device-sip-registration-password';

const MADE_UP = /[0-9a-f]{32}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g;

async function tidyState(
	simulator: RunningSimulator,
	shown: (name: string, value: unknown) => unknown,
): Promise<unknown> {
	const records = JSON.parse(await stateOf(simulator)) as Records;
	const tidied = (row: Records[string][number]) => JSON.stringify(row, shown).replace(MADE_UP, '#');
	const tables = Object.entries(records).map(([name, rows]) => [name, rows.map(tidied).sort()]);
	return Object.fromEntries(tables) as unknown;
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
