import { badRequest } from './errors';
import type { Call } from './handler';
import type { Data } from './state/table';
import type { System } from './system';

/** Query parameters that steer a list and never filter it. */
const STEERING = new Set(['start', 'limit', 'fields', 'sort', 'order', 'synchronous', 'format']);

interface Page {
	start: number;
	limit: number;
}

function whole(value: unknown, name: string, fallback: number, least: number): number {
	if (value === undefined || value === '') return fallback;
	const number = Number(value);
	if (!Number.isInteger(number) || number < least) {
		throw badRequest(
			`Invalid value for query parameter ${name}: must be a whole number from ${least}`,
		);
	}
	return number;
}

const applies = (setting: string, shape: string) =>
	setting === 'all' || (setting !== 'none' && shape.endsWith(`/${setting}`));

/**
 * The page a list request asks for: `start` counts from 0, `limit` is 100 when left out and cut at
 * the maximum; switches change each of these.
 */
export function pageOf(
	{ switches }: Pick<System, 'switches'>,
	call: { query: Data; endpoint: Pick<Call['endpoint'], 'shape'> },
): Page {
	const base = Number(switches.get('start-base'));
	const max = switches.number('list-max') || Infinity;
	let start = Math.max(0, whole(call.query.start, 'start', base, 0) - base);
	let limit = whole(call.query.limit, 'limit', 100, 1);
	if (limit > max && switches.is('list-over-max', 'reject')) {
		throw badRequest(`Invalid value for query parameter limit: must be <= ${max}`);
	}
	limit = Math.min(limit, max);
	if (applies(switches.get('ignores-start'), call.endpoint.shape)) start = 0;
	if (applies(switches.get('ignores-limit'), call.endpoint.shape)) [start, limit] = [0, Infinity];
	return { start, limit };
}

/** Takes one page out of a sequence without building the rest. */
export function takePage<T>(items: Iterable<T>, { start, limit }: Page): T[] {
	const out: T[] = [];
	let position = 0;
	for (const item of items) {
		if (position++ < start) continue;
		if (out.length >= limit) break;
		out.push(item);
	}
	return out;
}

/** The names in a comma list, blanks around them left out. */
export const namesIn = (value: unknown): string[] =>
	String(value ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');

/**
 * Keeps only the named fields (comma list).
 * @param known all there are, where an unknown name is an error
 */
export function selectFields(records: Data[], fields: unknown, known?: Set<string>): Data[] {
	const names = namesIn(fields);
	if (names.length === 0) return records;
	const unknown = known && names.find((name) => !known.has(name));
	if (unknown !== undefined) throw badRequest(`Unknown field: ${unknown}`);
	return records.map((record) =>
		Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]])),
	);
}

/** Filters out of the query: every parameter that is a field of the record and not `*`. */
export function filtersOf(query: Data, known: Set<string>): Array<[string, string]> {
	return Object.entries(query)
		.filter(
			([name, value]) => !STEERING.has(name) && known.has(name) && value !== '*' && value !== '',
		)
		.map(([name, value]) => [name, String(value).toLowerCase()]);
}

export const passes = (record: Data, filters: Array<[string, string]>): boolean =>
	filters.every(([name, value]) => String(record[name] ?? '').toLowerCase() === value);

/** Orders records by the field named in `sort`; `order=desc` turns it round. Numbers count as numbers. */
export function sorted(records: Data[], query: Data): Data[] {
	const field = query.sort;
	if (typeof field !== 'string' || field === '') return records;
	const sign = String(query.order).toLowerCase() === 'desc' ? -1 : 1;
	const collator = new Intl.Collator('en', { numeric: true });
	return [...records].sort(
		(a, b) => sign * collator.compare(String(a[field] ?? ''), String(b[field] ?? '')),
	);
}
