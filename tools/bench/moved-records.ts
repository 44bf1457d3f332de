/** Call records that are calls of their own, one behind the other in time. */

type Data = Record<string, unknown>;

const TIMES = [
	'call-start-datetime',
	'call-batch-start-datetime',
	'call-answer-datetime',
	'call-disconnect-datetime',
];
const IDS = [
	'id',
	'call-orig-call-id',
	'call-term-call-id',
	'call-parent-call-id',
	'call-parent-cdr-id',
];

/** When the newest record begins, and how far apart they are: a month of a million. */
const NEWEST = Date.UTC(2026, 5, 30, 22);
const APART_MILLISECONDS = 2600;

/** Rows `start` to `start + limit`, newest first, made of the samples. */
export function movedPage(samples: Data[], total: number, query: URLSearchParams): string {
	const start = Number(query.get('start') ?? 0);
	const end = Math.min(start + Number(query.get('limit') ?? 100), total);
	const rows: Data[] = [];
	for (let index = start; index < end; index++)
		rows.push(moved(samples[index % samples.length] ?? {}, index));
	return JSON.stringify(rows);
}

function moved(sample: Data, index: number): Data {
	const begun = NEWEST - index * APART_MILLISECONDS;
	const by = begun - Date.parse(String(sample['call-start-datetime']));
	const ids = IDS.map((name) => [name, `${index}-${name}`]);
	const times = TIMES.map((name) => {
		const time = Date.parse(String(sample[name]));
		return [name, Number.isNaN(time) ? sample[name] : new Date(time + by).toISOString()];
	});
	return { ...sample, ...Object.fromEntries([...ids, ...times]) } as Data;
}
