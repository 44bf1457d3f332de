/**
 * Reports about the days on which clocks change, in n8n's engine: a workflow's zone decides where they begin
 * and end, and which hour a call belongs to. What is wanted comes from SQL, by the hours that the law says.
 */
import type { IDataObject } from 'n8n-workflow';
import { Random } from '../../../simulator/random';
import { CallTraffic } from '../../support/callTraffic';
import { listing } from '../../support/cdrServer';
import { keyFor } from '../../support/credentials';
import { runNode } from '../../support/engine';
import { startHostile, type Hostile } from '../../support/hostile';
import { databaseOf } from '../../support/sql/database';

/** A day in a zone: from and to in UTC, when clocks change on it, and seconds to add before and after. */
const DAYS = [
	[
		'America/New_York',
		'2026-03-08',
		'2026-03-08 05:00',
		'2026-03-09 04:00',
		'2026-03-08 07:00',
		-5,
		-4,
	],
	[
		'America/New_York',
		'2026-11-01',
		'2026-11-01 04:00',
		'2026-11-02 05:00',
		'2026-11-01 06:00',
		-4,
		-5,
	],
	['Europe/London', '2026-03-29', '2026-03-29 00:00', '2026-03-29 23:00', '2026-03-29 01:00', 0, 1],
	['Europe/London', '2026-10-25', '2026-10-24 23:00', '2026-10-26 00:00', '2026-10-25 01:00', 1, 0],
] as const;

const HOUR = 3600;
const seconds = (utc: string) => Date.parse(`${utc.replace(' ', 'T')}Z`) / 1000;

let server: Hostile;
afterEach(async () => await server.stop());

test.each(DAYS)('%s, %s', async (timezone, day, from, to, change, before, after) => {
	const period = { from: seconds(from), to: seconds(to) };
	const traffic = new CallTraffic(period.from);
	const random = new Random(day);
	for (let call = 0; call < 200; call++)
		traffic.call(random.integer(period.from - HOUR, period.to + HOUR));
	for (const edge of [period.from, period.to, seconds(change)])
		for (const beside of [-1, 0]) traffic.call(edge + beside);
	const wanted = databaseOf(traffic.records, [])
		.prepare(
			`SELECT strftime('%H:00', start + ${HOUR} * CASE WHEN start < :change THEN ${before} ELSE ${after} END,
				'unixepoch') AS hour, count(*) AS calls, sum(answered) AS answered, sum(missed) AS missed
			FROM calls WHERE start >= :from AND start < :to GROUP BY 1 ORDER BY 1`,
		)
		.all({ ...period, change: seconds(change) });
	server = await startHostile((request, response) => {
		const isUsers = new URL(request.url, 'http://x').pathname.endsWith('/users');
		return listing(isUsers ? [] : traffic.records)(request, response);
	});
	const parameters = {
		resource: 'report',
		operation: 'callActivity',
		domain: { __rl: true, mode: 'id', value: 'acme.example' },
		groupBy: 'hour',
		period: 'custom',
		'datetime-start': `${day}T00:00:00`,
		'datetime-end': `${day}T23:59:59`,
	};
	const { items, error } = await runNode({
		parameters: parameters as never,
		credential: keyFor(server.url),
		timezone,
	});
	expect(error).toBeUndefined();
	const found = items
		.map(({ json }): IDataObject => json)
		.filter(({ calls }) => calls !== 0)
		.map(({ hour, calls, answered, missed }) => ({ hour, calls, answered, missed }));
	expect(found).toEqual(wanted.map((row) => ({ ...row })));
	expect(found.length).toBeGreaterThan(22);
});
