/**
 * Many items with one GET each: our node beside a bare pool over n8n's own HTTP helper, n8n's HTTP
 * Request node, and a program without n8n.
 */
import type { Bench, Row } from './bench';
import { getUser } from './nodes';
import { rawGet } from './raw';
import { row } from './rows';
import { withServer, type BenchServer } from './start-server';
import { inTurns, secondsOf } from './turns';
import { withN8n, type BenchN8n } from './with-n8n';
import { items, publishTimed } from './workflow';

/** Concurrency of our node: the default, and what people choose who are in a hurry. */
const WIDTHS = [5, 20];

async function measure(
	{ client, credentialFor }: BenchN8n,
	{ url, domainUrl }: BenchServer,
	quick: boolean,
): Promise<Row[]> {
	const count = quick ? 300 : 1000;
	const credential = await credentialFor(url);
	const paths = new Array<string>(count).fill('/ns-api/v2/domains/acme.example/users/101');
	const contestants: Record<string, () => Promise<number>> = {};
	for (const width of WIDTHS) {
		for (const [contestant, step] of Object.entries(getUser(width, domainUrl))) {
			const name = `${contestant}, ${width}`;
			const steps = [...items(count), step];
			contestants[name] = await publishTimed(client, name, steps, credential, count);
		}
		contestants[`raw, ${width}`] = async () =>
			await secondsOf(async () => await rawGet(url, paths, width));
	}
	const seconds = await inTurns(contestants, quick ? 3 : 5);
	return WIDTHS.flatMap((width) =>
		rows(count, width, (contestant) => seconds[`${contestant}, ${width}`] ?? NaN),
	);
}

function rows(count: number, width: number, seconds: (contestant: string) => number): Row[] {
	const what = `${count.toLocaleString('en-US')} GETs, ${width} at a time`;
	const line = (contestant: string, label: string, ratioAtLeast?: number) =>
		row({
			what,
			unit: 's',
			ours: seconds('ours'),
			other: [label, seconds(contestant)],
			ratioAtLeast,
		});
	return [
		line('bare pool', "bare pool over n8n's helper", 0.95),
		line('HTTP Request', `HTTP Request, batches of ${width}`, width === 20 ? 2 : undefined),
		line('raw', 'undici without n8n'),
	];
}

/** 1,000 items (300 when quick), 20 ms an answer, in one warm n8n. */
export const bench: Bench = async ({ quick }) =>
	await withServer(
		{},
		async (server) => await withN8n(async (n8n) => await measure(n8n, server, quick)),
	);
