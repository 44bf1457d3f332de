import { DateTime } from 'luxon';

/** A zero date comes as `0000-00-00`, `-0001-11-30` or the beginning of the epoch: it is no date. */
const FIRST_YEAR = 1990;

/**
 * Reads a server's date: `YYYY-MM-DD HH:MM:SS` (UTC), ISO with or without offset, either followed by
 * a zone in brackets, epoch seconds or milliseconds as text or number. In front of a bracketed zone
 * a `Z` does not mean UTC: the clock is that zone's (facts: CDR dates).
 *
 * @returns null for zero dates, 0, empty and unreadable values
 */
export function parseMoment(value: unknown): DateTime | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const text = String(value).trim();
	const moment = isEpoch(text) ? fromEpoch(text) : fromClock(text);
	return moment.isValid && moment.year >= FIRST_YEAR ? moment : null;
}

/** How nearly all servers write moments; fractions of seconds do not count. */
const UTC_CLOCK = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?$/;

/** The same in whole epoch seconds. Millions of records are read by it, so it makes no objects where it can. */
export function secondsOf(value: unknown): number | null {
	if (typeof value === 'string' && UTC_CLOCK.test(value)) {
		const year = digits(value, 0, 4);
		if (year < FIRST_YEAR) return null;
		const [month, day] = [digits(value, 5, 7), digits(value, 8, 10)];
		const [hour, minute, second] = [
			digits(value, 11, 13),
			digits(value, 14, 16),
			digits(value, 17, 19),
		];
		if (isDay(year, month, day) && hour < 24 && minute < 60 && second < 60)
			return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
	}
	const moment = parseMoment(value);
	return moment && Math.floor(moment.toSeconds());
}

/** The number that the digits of a text make from one place to another. */
function digits(text: string, from: number, to: number): number {
	let number = 0;
	for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - ZERO;
	return number;
}

const ZERO = 48;

/** Whether the calendar has that day. */
function isDay(year: number, month: number, day: number): boolean {
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const last = month === 2 && isLeap ? 29 : LAST_DAYS[month - 1];
	return last !== undefined && day >= 1 && day <= last;
}

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A moment as the API takes it in queries: `2026-01-05T12:00:00Z`. */
export function utcText(moment: DateTime): string {
	return moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

function isEpoch(text: string): boolean {
	return /^\d{9,13}(\.\d+)?$/.test(text);
}

function fromEpoch(text: string): DateTime {
	const digits = text.split('.')[0] as string;
	const factor = digits.length > 11 ? 1 : 1000;
	return DateTime.fromMillis(Number(text) * factor, { zone: 'utc' });
}

function fromClock(text: string): DateTime {
	const [, clock = text, bracketed] = /^(.*?)\s*\[([^\]]+)\]$/.exec(text) ?? [];
	const iso = clock.trim().replace(' ', 'T');
	if (!bracketed || !DateTime.utc().setZone(bracketed).isValid)
		return DateTime.fromISO(iso, { zone: 'utc', setZone: true });
	return DateTime.fromISO(iso.replace(/(Z|[+-]00:?00)$/i, ''), { zone: bracketed });
}
