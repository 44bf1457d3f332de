import { DateTime } from 'luxon';

/** Words the API takes in place of a date, as it gives them. */
const WORDS = /^(now|never)$/i;

/** The API's way to say that there is no date (facts: dates), also as a date alone. */
const NO_DATE = /^0000-00-00( 00:00:00)?$/;

/** The API's own spelling of a time; it is in UTC. */
const API_TIME = /^\d{4}-\d{2}-\d{2} (?!24)\d{2}:\d{2}:\d{2}$/;

/** What is read as a date: never less than year, month and day, so that nothing is guessed. */
const DATE = /^(?<day>\d{4}-\d{2}-\d{2})(?:(?<mark>T|\s+)(?<time>\d.*?)(?:\[(?<own>.+)\])?)?$/;

/**
 * A time as the API wants it: what it gave itself goes back as it came; everything else becomes
 * ISO in UTC for queries, which answer in the same form, and `YYYY-MM-DD HH:MM:SS` in UTC for bodies.
 *
 * @param zone IANA time zone in which times with a `T` and no zone are meant, as date pickers give
 * @returns undefined when the value is no time
 */
export function apiDateTime(
	value: unknown,
	place: 'path' | 'query' | 'body',
	zone: string,
): string | undefined {
	const own = ownSpelling(value, API_TIME);
	if (own !== undefined) return own;
	const iso = readDate(value, zone)?.toUTC().toISO()?.slice(0, 19);
	return place === 'query' ? iso && `${iso}Z` : iso?.replace('T', ' ');
}

/** A day as the API wants it, `YYYY-MM-DD`. @returns undefined when the value is no date */
export function apiDate(value: unknown, zone: string): string | undefined {
	return ownSpelling(value) ?? readDate(value, zone)?.toISODate() ?? undefined;
}

function ownSpelling(value: unknown, also?: RegExp): string | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const isOwn = WORDS.test(text) || NO_DATE.test(text) || isRealTime(text, also);
	return isOwn ? text : undefined;
}

function isRealTime(text: string, shape: RegExp | undefined): boolean {
	return shape?.test(text) === true && DateTime.fromSQL(text, { zone: 'utc' }).isValid;
}

/**
 * Reads what date pickers, expressions and the API give: luxon and Date objects, ISO text with or
 * without a zone (also followed by a bracketed one). A blank in place of the `T` is the API's way
 * to write, whose times are in UTC.
 */
function readDate(value: unknown, zone: string): DateTime | undefined {
	const date = parsed(value, zone);
	return date?.isValid ? date : undefined;
}

function parsed(value: unknown, zone: string): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	const found = typeof value === 'string' ? DATE.exec(value.trim())?.groups : undefined;
	if (!found) return undefined;
	const { day, mark, time, own } = found;
	if (time === undefined) return DateTime.fromISO(day ?? '', { zone });
	if (mark === 'T') return DateTime.fromISO(`${day}T${time}`, { zone: own ?? zone });
	return DateTime.fromSQL(`${day} ${time}`, { zone: own ?? 'utc', setZone: true });
}
