/**
 * A report about all call records of a domain: the time it takes beside the bare reading of the same
 * pages, and what n8n has to hold for it.
 */
import type { Bench } from './bench';
import { liveHeapOf, type Check } from './memory';
import { byId, ours } from './nodes';
import { callsDomain, PAGE, pagePaths, YEARS } from './page-paths';
import { rawGet } from './raw';
import { row } from './rows';
import { withServer } from './start-server';
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

/** 1,000,000 call records (when quick 10,000), 100 a page, without delay. */
export const bench: Bench = async ({ quick }) => {
	const rows = quick ? 10_000 : 1_000_000;
	// What is read bare is kept, so that it is not all of them.
	const bare = Math.min(rows, 20_000);
	const what = `Report of ${rows.toLocaleString('en-US')} call records`;
	return await withServer({ rows, delay: 0 }, async (server) => {
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
				what: `${what}, heap in use`,
				unit: 'MB',
				ours: await liveHeapOf(server, [report], complete(rows)),
				atMost: 150,
			}),
		];
	});
};
