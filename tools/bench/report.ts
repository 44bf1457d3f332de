/**
 * A report about all call records of a domain: the time it takes beside the bare reading of the same
 * pages, and the memory it takes in n8n, on a machine with 2 GB and on this one, beside the least a node takes
 * that gets them.
 */
import type { Bench } from './bench';
import { liveHeapOf, peakOf, SMALL_MACHINE, type Check } from './memory';
import { barePool, byId, ours } from './nodes';
import { callsDomain, PAGE, pagePaths, YEARS } from './page-paths';
import { rawGet } from './raw';
import { row } from './rows';
import { withServer, type BenchServer } from './start-server';
import { inTurns, secondsOf } from './turns';
import { withN8n } from './with-n8n';
import { publish, type Step } from './workflow';

const report: Step = ours({
	resource: 'report',
	operation: 'callActivity',
	domain: byId(callsDomain),
	groupBy: 'user',
	period: 'custom',
	...YEARS,
	formats: ['text'],
});

/** @returns what throws when not all calls were counted; each record is a call of its own */
const complete =
	(rows: number): Check =>
	({ figures }) => {
		const [calls] = figures as Array<{ label: string; value: number }>;
		if (calls?.value !== rows) throw new Error(`${calls?.value} of ${rows} calls were counted`);
	};

/** Gets the same pages, and keeps nothing of them. */
const getsAll = (url: string, rows: number): Step =>
	barePool(`${url}/ns-api/v2/domains/${callsDomain}/cdrs`, 5, rows / PAGE);

type Peak = (condition?: Parameters<typeof peakOf>[3]) => Promise<number>;

/** Megabytes at the highest point: of the report so often as there are turns, of what it is held against once. */
async function peaksOf(server: BenchServer, rows: number, turns: number) {
	const small = { options: SMALL_MACHINE };
	const own: Peak = async (condition) => await peakOf(server, [report], complete(rows), condition);
	const bare: Peak = async (condition) =>
		await peakOf(server, [getsAll(server.url, rows)], () => {}, condition);
	return {
		...(await inTurns(
			{
				ours: async () => await own(),
				'ours, 2 GB': async () => await own(small),
				'ours, at work': async () => await own({ atWork: true }),
			},
			turns,
			0,
		)),
		...(await inTurns(
			{
				bare: async () => await bare(),
				'bare, 2 GB': async () => await bare(small),
				'bare, at work': async () => await bare({ atWork: true }),
			},
			1,
			0,
		)),
	};
}

/** 1,000,000 call records (when quick 10,000), 100 a page, without delay. */
export const bench: Bench = async ({ quick }) => {
	const rows = quick ? 10_000 : 1_000_000;
	// What is read bare is kept, so that it is not all of them.
	const bare = Math.min(rows, 20_000);
	const what = `Report of ${rows.toLocaleString('en-US')} call records`;
	return await withServer({ rows, delay: 0 }, async (server) => {
		const peaks = await peaksOf(server, rows, quick ? 1 : 3);
		const seconds = await withN8n(async ({ client, credentialFor }) => {
			const run = await publish(client, 'report', [report], await credentialFor(server.url));
			return await inTurns(
				{
					ours: async () => await secondsOf(async () => complete(rows)(await run())),
					raw: async () =>
						await secondsOf(async () => await rawGet(server.url, pagePaths(bare, callsDomain), 5)),
				},
				1,
				quick ? 1 : 0,
			);
		});
		return [
			row({
				what: `${what}, time per record`,
				unit: 'ms',
				ours: (seconds.ours / rows) * 1000,
				other: [`undici, 5 pages of ${PAGE} at once`, (seconds.raw / bare) * 1000],
			}),
			row({
				what: `${what}, peak memory with 2 GB`,
				unit: 'MB',
				ours: peaks['ours, 2 GB'],
				other: ["bare pool over n8n's helper", peaks['bare, 2 GB']],
				atMost: 150,
			}),
			row({
				what: `${what}, peak memory in an n8n at work`,
				unit: 'MB',
				ours: peaks['ours, at work'],
				other: ["bare pool over n8n's helper", peaks['bare, at work']],
				atMost: 150,
			}),
			row({
				what: `${what}, peak memory, the first after a start`,
				unit: 'MB',
				ours: peaks.ours,
				other: ["bare pool over n8n's helper", peaks.bare],
				atMost: 150,
			}),
			row({
				what: `${what}, heap in use`,
				unit: 'MB',
				ours: await liveHeapOf(server, [report], complete(rows)),
				atMost: 150,
			}),
		];
	});
};
