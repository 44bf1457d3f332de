import { DateTime } from 'luxon';
import type { Figure, ValueKind } from '../report';

/** Stands where a number is not known. */
const UNKNOWN = '–';

/**
 * A value as people read it: `1,234`, `1:02:03`, `93.5%`, `Jan 5, 2026, 3:04 PM`.
 *
 * @returns '' where there is nothing to say, a dash for a number or date that is not known (null)
 */
export function written(value: unknown, kind: ValueKind = 'text'): string {
	if (value === undefined || value === '') return '';
	if (value === null) return kind === 'text' ? '' : UNKNOWN;
	const write = kind === 'text' ? undefined : writers[kind];
	return write?.(value) ?? plain(value);
}

/** Each gives undefined for what is not of its kind, which is shown as it is. */
const writers: Record<Exclude<ValueKind, 'text'>, (value: unknown) => string | undefined> = {
	number: (value) => ofNumber(value, (number) => counted.format(number)),
	percent: (value) => ofNumber(value, (number) => `${counted.format(number)}%`),
	seconds: (value) => ofNumber(value, lengthOfTime),
	dateTime: (value) => {
		const moment = DateTime.fromISO(String(value), { setZone: true, locale: 'en-US' });
		return moment.isValid ? moment.toFormat('LLL d, yyyy, h:mm a') : undefined;
	},
};

const counted = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

function ofNumber(value: unknown, write: (number: number) => string): string | undefined {
	const number = Number(value);
	return typeof value !== 'boolean' && Number.isFinite(number) ? write(number) : undefined;
}

/** `0:07`, `12:34`, `1:02:03`. */
function lengthOfTime(seconds: number): string {
	const whole = Math.round(Math.abs(seconds));
	const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const [first = 0, ...others] = parts[0] === 0 ? parts.slice(1) : parts;
	const sign = seconds < 0 && whole > 0 ? '-' : '';
	return sign + [first, ...others.map((part) => String(part).padStart(2, '0'))].join(':');
}

function plain(value: unknown): string {
	if (Array.isArray(value)) return value.map(plain).join(', ');
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The value of a figure; a number is written as one unless its kind says more. */
export const writtenFigure = (figure: Figure): string => written(figure.value, kindOf(figure));

const kindOf = ({ value, kind }: Figure): ValueKind =>
	kind ?? (typeof value === 'number' ? 'number' : 'text');

/** What the period before had, as `before: 12 (+25%)`; undefined where it was not asked for. */
export function comparison(figure: Figure): string | undefined {
	const { value, before } = figure;
	if (before === undefined) return undefined;
	const kind = kindOf(figure);
	const change = changeOf(value, before, kind);
	const text = before === null ? UNKNOWN : written(before, kind);
	return `before: ${text}${change === '' ? '' : ` (${change})`}`;
}

/** Percentages differ by points, everything else in percent of what was before. */
function changeOf(value: Figure['value'], before: Figure['value'], kind: ValueKind): string {
	if (typeof value !== 'number' || typeof before !== 'number') return '';
	const signed = (change: number, unit: string) =>
		`${change > 0 ? '+' : ''}${counted.format(change)}${unit}`;
	if (kind === 'percent') return signed(value - before, ' points');
	return before === 0 ? '' : signed(Math.round(((value - before) / before) * 100), '%');
}
