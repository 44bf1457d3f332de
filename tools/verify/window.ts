import { rowsOf, type Lab, type Row } from './lab';
import type { Answer, Query } from './wire';

/** How far back calls are looked for, in days; the shortest that has enough of them is taken. */
export const PERIODS = [1, 7, 30, 365];

/** The dates of the last days as the API takes them, up to the next full hour: the same for a whole run. */
export function windowOf(days: number, now = Date.now()): Query {
	const hour = 60 * 60 * 1000;
	const end = Math.ceil(now / hour) * hour;
	const text = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
	return { 'datetime-start': text(end - days * 24 * hour), 'datetime-end': text(end) };
}

/** How many call records the domain has of the last days; 0 when it does not say. */
export async function countOf(lab: Lab, days: number): Promise<number> {
	const path = `/domains/${encodeURIComponent(lab.domain)}/cdrs/count`;
	const [row] = rowsOf(await lab.get(path, windowOf(days)));
	const total = Number(row?.total ?? row?.count);
	return Number.isSafeInteger(total) ? total : 0;
}

/** Call records of the domain of the last days. */
export async function cdrs(lab: Lab, days: number, limit: number): Promise<Answer> {
	const path = `/domains/${encodeURIComponent(lab.domain)}/cdrs`;
	return await lab.get(path, { ...windowOf(days), limit });
}

/** As many call records as can be had of the latest, up to a limit of 100, which gives all columns. */
export async function sampleOfCalls(lab: Lab): Promise<{ rows: Row[]; days: number }> {
	let sample: { rows: Row[]; days: number } = { rows: [], days: 0 };
	for (const days of PERIODS) {
		sample = { rows: rowsOf(await cdrs(lab, days, SAMPLE)), days };
		if (sample.rows.length >= SAMPLE) break;
	}
	return sample;
}

export const SAMPLE = 100;
