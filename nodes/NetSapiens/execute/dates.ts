import { DateTime } from 'luxon';

/** Words the API takes in place of a date, as it gives them. */
const WORDS = /^(now|never)$/i;

/** The API's way to say that there is no date (facts: dates), also as a date alone. */
const NO_DATE = /^0000-00-00( 00:00:00)?$/;

/** The API's own spelling of a time; it is in UTC. */
const API_TIME = /^\d{4}-\d{2}-\d{2} (?!24)\d{2}:\d{2}:\d{2}$/;

/** What is read as a date: never less than year, month and day, so that nothing is guessed. */
const DATE = /^(?<day>\d{4}-\d{2}-\d{2})(?:(?<mark>T|\s+)(?<time>\d.*?)(?:\[(?<own>.+)\])?)?$/;

/** A time of day as people and the API write it, seconds or not, with 12 or 24 hours. */
const CLOCK = /^(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))(?::\d{2})?\s*(?<half>[ap])?\.?(?:m\.?)?$/i;

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

/** A time as ISO in UTC with milliseconds. @returns undefined when the value is no time */
export function isoDateTime(value: unknown, zone: string): string | undefined {
	return ownSpelling(value) ?? readDate(value, zone)?.toUTC().toISO() ?? undefined;
}

/** A time as seconds since 1970; a number is taken for them. @returns undefined for anything else */
export function unixTime(value: unknown, zone: string): number | undefined {
	if (/^\s*\d+\s*$/.test(String(value))) return Number(value);
	return readDate(value, zone)?.toUnixInteger();
}

/**
 * A day as the API wants it, `YYYY-MM-DD`: the one that was written, in whatever zone it is.
 *
 * @returns undefined when the value is no date
 */
export function apiDate(value: unknown, zone: string): string | undefined {
	return ownSpelling(value) ?? writtenDay(value, zone);
}

/** A day without hyphens, `YYYYMMDD`, which is also taken. @returns undefined when it is no date */
export function compactDate(value: unknown, zone: string): string | undefined {
	const [, year, month, day] = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(String(value)) ?? [];
	return writtenDay(year ? `${year}-${month}-${day}` : value, zone)?.replaceAll('-', '');
}

/** A month, `YYYYMM`, which is also taken. @returns undefined when it is neither that nor a date */
export function compactMonth(value: unknown, zone: string): string | undefined {
	const [, year, month] = /^\s*(\d{4})-?(\d{2})\s*$/.exec(String(value)) ?? [];
	return writtenDay(year ? `${year}-${month}-01` : value, zone)
		?.slice(0, 7)
		.replace('-', '');
}

/**
 * A time of day, `HH:MM` with 24 hours, as it was written; 24:00 is the end of a day. A number is
 * one whose leading zeros went missing.
 *
 * @returns undefined when the value is no time of day
 */
export function timeOfDay(value: unknown, zone: string): string | undefined {
	const text = typeof value === 'number' ? String(value).padStart(4, '0') : value;
	const typed = typeof text === 'string' ? clockTime(text.trim()) : undefined;
	return typed ?? clockTime(writtenTime(text, zone) ?? '');
}

function clockTime(text: string): string | undefined {
	const { hours, minutes, half } = CLOCK.exec(text)?.groups ?? {};
	if (hours === undefined) return undefined;
	const hour = half ? (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hours);
	const isTime = Number(minutes) < 60 && (hour < 24 || (hour === 24 && minutes === '00'));
	const isHalf = !half || (Number(hours) >= 1 && Number(hours) <= 12);
	return isTime && isHalf ? `${String(hour).padStart(2, '0')}:${minutes}` : undefined;
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

/** The day as it is written: a text's own, whatever its zone; a Date object is written in UTC. */
function writtenDay(value: unknown, zone: string): string | undefined {
	const date = readDate(value, zone);
	if (typeof value === 'string') return date && DATE.exec(value.trim())?.groups?.day;
	return (value instanceof Date ? date?.toUTC() : date)?.toISODate() ?? undefined;
}

/** The same for the time of day; text with a day alone has none. */
function writtenTime(value: unknown, zone: string): string | undefined {
	const date = readDate(value, zone);
	if (typeof value === 'string') return date && DATE.exec(value.trim())?.groups?.time?.slice(0, 5);
	return (value instanceof Date ? date?.toUTC() : date)?.toFormat('HH:mm');
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
