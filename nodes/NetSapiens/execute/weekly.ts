import { UserError, type IDataObject } from 'n8n-workflow';
import { timeOfDay } from './dates';
import { unfit } from './scalars';

/** Where the API keeps the ranges of a week. */
export interface Weekly {
	/** Field of one end of a range, with `{day}`, `{edge}` (begin, end) and `{number}`. */
	template: string;
	/** Ranges a day has at most. */
	ranges: number;
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The API's way to say that a range lasts to the end of the day: there is no 24:00. */
const END_OF_DAY = '23:59';

/** Times of day as `HH:MM`, which sort as they follow each other. */
interface Range {
	day: string;
	from: string;
	to: string;
}

/**
 * The ranges of a week as the API's fields, times as `HH:MM`. A range that ends at or before its
 * begin goes on to the next day, where the rest of it is a range of its own.
 *
 * @param rows as the form has them: days, from, to
 * @param zone in which times that are dates are meant
 * @throws UserError for a row without days, a time that is none, and more ranges than a day has
 */
export function weeklyFields(
	{ template, ranges }: Weekly,
	rows: IDataObject[],
	zone: string,
): Record<string, string> {
	const byDay = new Map<string, Range[]>();
	for (const range of rows.filter(isFilled).flatMap((row) => rangesOf(row, zone))) {
		byDay.set(range.day, [...(byDay.get(range.day) ?? []), range]);
	}
	const fields: Record<string, string> = {};
	for (const [day, found] of byDay) {
		if (found.length > ranges) throw new UserError(tooMany(day, found.length, ranges));
		found
			.sort((one, other) => (one.from < other.from ? -1 : 1))
			.forEach(({ from, to }, index) => {
				fields[nameOf(template, day, 'begin', index + 1)] = from;
				fields[nameOf(template, day, 'end', index + 1)] = to;
			});
	}
	return fields;
}

/** Every field of a week, as servers give them. */
export function weeklyNames({ template, ranges }: Weekly): string[] {
	const numbers = Array.from({ length: ranges }, (_, index) => index + 1);
	return DAYS.flatMap((day) =>
		numbers.flatMap((number) =>
			['begin', 'end'].map((edge) => nameOf(template, day, edge, number)),
		),
	);
}

function nameOf(template: string, day: string, edge: string, number: number): string {
	return template.replace('{day}', day).replace('{edge}', edge).replace('{number}', `${number}`);
}

/** A row that nobody filled in is no range. */
function isFilled({ days, from, to }: IDataObject): boolean {
	return [days, from, to].some((value) => value !== undefined && String(value ?? '') !== '');
}

function rangesOf(row: IDataObject, zone: string): Range[] {
	const from = clock(row.from, 'From', zone);
	const to = clock(row.to, 'To', zone);
	if (from === to && from !== '00:00') throw new UserError(sameTime(from));
	return daysOf(row.days).flatMap((day) => split(day, from, to));
}

/** What lies behind midnight belongs to the next day. */
function split(day: string, from: string, to: string): Range[] {
	if (to === '00:00' || to === '24:00') return [{ day, from, to: END_OF_DAY }];
	if (from < to) return [{ day, from, to }];
	const next = DAYS[(DAYS.indexOf(day) + 1) % DAYS.length] as string;
	return [
		{ day, from, to: END_OF_DAY },
		{ day: next, from: '00:00', to },
	];
}

function clock(value: unknown, label: string, zone: string): string {
	const time = timeOfDay(value, zone);
	if (time !== undefined && !(time === '24:00' && label === 'From')) return time;
	throw unfit(label, value, 'a time of day such as 09:00 or 5:30 PM');
}

/** Days as they are chosen, or typed: whole or by their first letters, in any case. */
function daysOf(value: unknown): string[] {
	const given = (Array.isArray(value) ? value : String(value ?? '').split(',')) as unknown[];
	const words = given.map((word) => String(word).trim().toLowerCase()).filter(Boolean);
	if (words.length === 0) throw new UserError(NO_DAYS);
	return [...new Set(words.map(dayOf))];
}

function dayOf(word: string): string {
	const day = word.length > 1 ? DAYS.find((one) => one.startsWith(word)) : undefined;
	if (day) return day;
	throw unfit('Days', word, 'days of the week, such as Monday');
}

const NO_DAYS = 'A time range has no days. Choose the days on which it applies, or remove the row.';

function sameTime(time: string): string {
	return `A time range begins and ends at ${time}. For a whole day, take From 00:00 and To 24:00.`;
}

function tooMany(day: string, found: number, ranges: number): string {
	const name = `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
	return `${name} has ${found} time ranges, and a day takes up to ${ranges}. A range that goes past midnight counts for both days.`;
}
