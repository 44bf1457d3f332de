/**
 * All call records of a domain: our node beside the pagination of n8n's HTTP Request node and a
 * program without n8n; and the memory n8n needs for it, beside what the records themselves need.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Bench, Row } from './bench';
import { liveHeapOf, peakOf } from './memory';
import { httpRequest, ours } from './nodes';
import { PAGE, pagePaths, YEARS } from './page-paths';
import { rawGet } from './raw';
import { row } from './rows';
import { withServer, type BenchServer } from './start-server';
import { inTurns, secondsOf } from './turns';
import { withN8n } from './with-n8n';
import { count, publish, type Step } from './workflow';

/** The nodes that read all records. */
function contenders(domainUrl: string) {
	const all = (concurrency: number) =>
		ours({
			resource: 'cdr',
			operation: 'getAll',
			...YEARS,
			returnAll: true,
			output: 'raw',
			options: { concurrency },
		});
	const parameter = (name: string, value: string) => ({ name, value });
	const query = { ...YEARS, limit: String(PAGE) };
	return {
		'ours, 5': all(5),
		'ours, 20': all(20),
		'HTTP Request': httpRequest({
			url: `${domainUrl}/cdrs`,
			sendQuery: true,
			queryParameters: {
				parameters: Object.entries(query).map(([name, value]) => parameter(name, value)),
			},
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [{ type: 'qs', ...parameter('start', `={{ $pageCount * ${PAGE} }}`) }],
						},
						paginationCompleteWhen: 'responseIsEmpty',
					},
				},
			},
		}),
	} satisfies Record<string, Step>;
}

/** @returns what throws when a workflow has not counted all rows */
function complete(rows: number) {
	return ({ count_domain: found }: Record<string, unknown>) => {
		if (found !== rows) throw new Error(`${String(found)} of ${rows} rows came out`);
	};
}

function written(rows: number): string {
	return rows.toLocaleString('en-US');
}

async function times(server: BenchServer, rows: number, turns: number): Promise<Row[]> {
	const seconds = await withN8n(async ({ client, credentialFor }) => {
		const credential = await credentialFor(server.url);
		const contestants: Record<string, () => Promise<number>> = {};
		for (const [name, step] of Object.entries(contenders(server.domainUrl))) {
			const run = await publish(client, name, [step, count('domain')], credential);
			contestants[name] = async () => await secondsOf(async () => complete(rows)(await run()));
		}
		for (const width of [1, 5]) {
			contestants[`raw, ${width}`] = async () =>
				await secondsOf(async () => await rawGet(server.url, pagePaths(rows), width));
		}
		return await inTurns(contestants, turns);
	});
	const line = (concurrency: number, name: string, label: string, ratioAtLeast?: number) =>
		row({
			what: `${written(rows)} call records, Concurrency ${concurrency}`,
			unit: 's',
			ours: seconds[`ours, ${concurrency}`] ?? NaN,
			other: [label, seconds[name] ?? NaN],
			ratioAtLeast,
		});
	return [
		line(5, 'HTTP Request', 'HTTP Request, pagination', 4),
		line(5, 'raw, 1', 'undici, page after page'),
		line(5, 'raw, 5', 'undici, 5 pages at once'),
		line(20, 'HTTP Request', 'HTTP Request, pagination', 4),
	];
}

/** Peak memory, beside that of HTTP Request. */
async function peaks(server: BenchServer, rows: number): Promise<Row> {
	const nodes = contenders(server.domainUrl);
	const peak = async (node: Step) => await peakOf(server, [node, count('domain')], complete(rows));
	const megabytes = await inTurns(
		{
			ours: async () => await peak(nodes['ours, 5']),
			http: async () => await peak(nodes['HTTP Request']),
		},
		3,
		0,
	);
	return row({
		what: `${written(rows)} call records, peak memory`,
		unit: 'MB',
		ours: megabytes.ours,
		other: ['HTTP Request, pagination', megabytes.http],
	});
}

/** What n8n has to hold, beside what the records take in any program. */
async function held(server: BenchServer, rows: number): Promise<Row> {
	const steps = [contenders(server.domainUrl)['ours, 5'], count('domain')];
	return row({
		what: `${written(rows)} call records, heap in use`,
		unit: 'MB',
		ours: await liveHeapOf(server, steps, complete(rows)),
		other: ['the records alone', await heapOfRecords(server, rows)],
		atMostTimes: 1.3,
	});
}

/** Megabytes of heap that the records take in a process without n8n. */
async function heapOfRecords(server: BenchServer, rows: number): Promise<number> {
	const file = join(__dirname, 'records-alone.ts');
	const args = ['--expose-gc', '--import', 'tsx', file, server.url, String(rows)];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	const { megabytes } = JSON.parse(stdout) as { megabytes: number };
	return megabytes;
}

/**
 * 100,000 call records (when quick 10,000, and 30,000 for the memory), 100 a page, 20 ms a page.
 * What n8n holds is the same in every run, so that one turn is enough.
 */
export const bench: Bench = async ({ quick }) => {
	const [timed, kept] = quick ? [10_000, 30_000] : [100_000, 100_000];
	return [
		...(await withServer(
			{ rows: timed },
			async (server) => await times(server, timed, quick ? 1 : 5),
		)),
		...(await withServer({ rows: kept }, async (server) => [
			...(quick ? [] : [await peaks(server, kept)]),
			await held(server, kept),
		])),
	];
};
