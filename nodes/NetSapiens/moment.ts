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
		const part = (from: number, to: number) => Number(value.slice(from, to));
		const [year, month, day] = [part(0, 4), part(5, 7), part(8, 10)];
		const [hour, minute, second] = [part(11, 13), part(14, 16), part(17, 19)];
		if (year >= FIRST_YEAR && isAnyMonths(month, day) && hour < 24 && minute < 60 && second < 60)
			return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
	}
	const moment = parseMoment(value);
	return moment && Math.floor(moment.toSeconds());
}

/** Whether all months have that day. */
const isAnyMonths = (month: number, day: number): boolean =>
	month >= 1 && month <= 12 && day >= 1 && day <= 28;

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
