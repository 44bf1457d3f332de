import { Duration } from 'luxon';

/** What numbers of the API count, where they are a length of time. */
export type TimeUnit = 'seconds' | 'minutes' | 'hours';

/** From the shortest to the longest. */
const UNITS: TimeUnit[] = ['seconds', 'minutes', 'hours'];

/** A length of time as clocks and spreadsheets write it: `1:30`, `1:02:03`. */
const CLOCK = /^\d+(:[0-5]\d){1,2}$/;

/** As people write it: `90 s`, `2m`, `1 h 30 min`, `45 seconds`. */
const AMOUNTS =
	/^(?:(?<hours>\d+) ?h(?:(?:ou)?rs?)?)? ?(?:(?<minutes>\d+) ?m(?:in(?:ute)?s?)?)? ?(?:(?<seconds>\d+) ?s(?:ec(?:ond)?s?)?)?$/i;

/**
 * A length of time, given as luxon's Duration, ISO 8601 (`PT1M30S`), a clock's notation or with
 * units. The last part of a clock's notation is in the field's own unit.
 *
 * @returns undefined when it is none, or not a whole number of the unit
 */
export function durationIn(value: unknown, unit: TimeUnit): number | undefined {
	const duration = Duration.isDuration(value) ? value : parsed(value, unit);
	const amount = duration?.isValid ? duration.as(unit) : undefined;
	return Number.isInteger(amount) && amount! >= 0 ? amount : undefined;
}

function parsed(value: unknown, unit: TimeUnit): Duration | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (CLOCK.test(text)) return onClock(text, unit);
	if (/^P.*\d/i.test(text)) return Duration.fromISO(text.toUpperCase());
	const amounts = Object.entries(AMOUNTS.exec(text)?.groups ?? {});
	const given = amounts.filter(([, amount]) => amount !== undefined);
	if (given.length === 0) return undefined;
	return Duration.fromObject(Object.fromEntries(given.map(([name, n]) => [name, Number(n)])));
}

/** Each part is in the next longer unit than the one behind it; no unit here is longer than an hour. */
function onClock(text: string, unit: TimeUnit): Duration | undefined {
	const parts = text.split(':').reverse().map(Number);
	const units = UNITS.slice(UNITS.indexOf(unit));
	if (parts.length > units.length) return undefined;
	return Duration.fromObject(Object.fromEntries(parts.map((part, at) => [units[at], part])));
}
