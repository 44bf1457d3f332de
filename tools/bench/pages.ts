/**
 * All call records of a domain: our node beside the pagination of n8n's HTTP Request node and a
 * program without n8n; and the memory n8n needs for it, beside what the records themselves need.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Bench, Row } from './bench';
import { peakOf } from './memory';
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
			simplify: false,
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
			what: `${rows.toLocaleString('en-US')} call records, Concurrency ${concurrency}`,
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

async function memory(server: BenchServer, rows: number, turns: number): Promise<Row[]> {
	const steps = contenders(server.domainUrl);
	const peak = async (step: Step) => await peakOf(server, [step, count('domain')], complete(rows));
	const megabytes = await inTurns(
		{
			ours: async () => await peak(steps['ours, 5']),
			'HTTP Request': async () => await peak(steps['HTTP Request']),
			alone: async () => await need(server, rows),
		},
		turns,
		0,
	);
	const what = `${rows.toLocaleString('en-US')} call records, peak memory`;
	const line = (name: keyof typeof megabytes, label: string, atMostTimes?: number) =>
		row({ what, unit: 'MB', ours: megabytes.ours, other: [label, megabytes[name]], atMostTimes });
	return [
		line('HTTP Request', 'HTTP Request, pagination'),
		line('alone', 'the records alone', 1.3),
	];
}

/** Megabytes of heap that the records take in a process without n8n. */
async function need(server: BenchServer, rows: number): Promise<number> {
	const file = join(__dirname, 'records-alone.ts');
	const args = ['--expose-gc', '--import', 'tsx', file, server.url, String(rows)];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	const { megabytes } = JSON.parse(stdout) as { megabytes: number };
	return megabytes;
}

/** 100,000 call records (10,000 when quick), 100 a page, 20 ms a page, in one warm n8n. */
export const bench: Bench = async ({ quick }) => {
	const rows = quick ? 10_000 : 100_000;
	return await withServer({ rows }, async (server) => [
		...(await times(server, rows, quick ? 1 : 5)),
		...(await memory(server, rows, quick ? 1 : 3)),
	]);
};
