/**
 * Where the time of n8n's process goes while items are worked on, for our node and the bare pool.
 * The figures are higher than without the profiler; their proportions are what counts.
 */
import type { Bench, Row } from './bench';
import { newInspector, profileWhile } from './inspector';
import { getUser } from './nodes';
import { withServer } from './start-server';
import { timeByPart, type Part } from './time-by-part';
import { withN8n, type BenchN8n } from './with-n8n';
import { items, publish } from './workflow';

/** A function belongs to the first of these that its file or name fits. */
const PARTS: Part[] = [
	{ name: 'waiting', code: /^ \(idle\)/ },
	{ name: 'garbage collection', code: /^ \(garbage collector\)/ },
	{ name: 'our code', code: /n8n-nodes-netsapiens-pbx/ },
	{ name: 'the bare pool itself', code: /n8n-nodes-bench-bare-pool/ },
	{
		name: 'requests: axios and what n8n puts around it',
		code: /backend-network|request-helpers|\/axios\/|follow-redirects|agent-base|proxy-agent/,
	},
	{
		name: 'credentials: reading from the database, decrypting',
		code: /credentials?[-/.]|cipher|typeorm|sqlite|sql\.js|\/db\//i,
	},
	{
		name: 'parameters and expressions',
		code: /n8n-workflow|node-execution-context|expression-runtime|tournament/,
	},
	{ name: 'the engine and the rest of n8n', code: /n8n-core|\/n8n\/dist|@n8n/ },
	{ name: "Node.js' sockets and HTTP", code: /node:/ },
];

/** What V8 calls "program". */
const REST = 'the operating system and other native code';

/** Milliseconds by part for one item. */
type Shares = Map<string, number>;

async function shares(contestant: 'ours' | 'bare pool', count: number): Promise<Shares> {
	const inspector = await newInspector();
	const profile = await withServer({}, async ({ url, domainUrl }) => {
		const record = async ({ client, credentialFor }: BenchN8n) => {
			const steps = [...items(count), getUser(20, domainUrl)[contestant]];
			const run = await publish(client, contestant, steps, await credentialFor(url));
			// What n8n and V8 do only the first times is not of interest.
			for (let turn = 0; turn < 3; turn++) await run();
			return await profileWhile(inspector, run);
		};
		return await withN8n(record, inspector.env);
	});
	const times = timeByPart(profile, PARTS, REST);
	return new Map([...times].map(([name, time]) => [name, time / 1000 / count]));
}

function written(shares: Shares, name: string): string {
	const busy = [...shares].filter(([part]) => part !== 'waiting');
	const total = busy.reduce((sum, [, time]) => sum + time, 0);
	const time = shares.get(name) ?? 0;
	const share = name === 'waiting' ? '' : ` (${((100 * time) / total).toFixed(0)} %)`;
	return `${time.toFixed(3)} ms an item${share}`;
}

/** 1,000 items (300 when quick), 20 at a time, profiled in an n8n of their own. */
export const bench: Bench = async ({ quick }) => {
	const count = quick ? 300 : 1000;
	const ours = await shares('ours', count);
	const bare = await shares('bare pool', count);
	const names = [...PARTS.map(({ name }) => name), REST];
	return names
		.filter((name) => ours.has(name) || bare.has(name))
		.map((name): Row => ({
			what: name,
			ours: written(ours, name),
			other: `bare pool ${written(bare, name)}`,
		}));
};
