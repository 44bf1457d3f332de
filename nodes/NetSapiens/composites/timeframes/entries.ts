import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';

/**
 * An entry of a timeframe of specific dates, in the zone of its moments. One that ends at midnight
 * ends in the last minute of the day before, as the times of an entry include their last minute.
 */
export function entryOf(from: DateTime, to: DateTime): IDataObject {
	const isMidnight = +to === +to.startOf('day');
	const end = isMidnight ? to.minus({ minutes: 1 }) : to;
	return {
		'timeframe-specific-dates-begin-date': from.toFormat('yyyyLLdd'),
		'timeframe-specific-dates-begin-time': from.toFormat('HHmm'),
		'timeframe-specific-dates-end-date': end.toFormat('yyyyLLdd'),
		'timeframe-specific-dates-end-time': end.toFormat('HHmm'),
		'timeframe-recurrence-type': 'doesNotRecur',
	};
}

/** The type of a timeframe in the words of the API; some servers say "holidays". */
export const typeOf = (type: unknown): string => String(type).replace(/^holidays$/, 'holiday');

/** Whether a timeframe has an entry already. Servers give dates and times as numbers, too. */
export function hasEntry(entries: IDataObject[], wanted: IDataObject): boolean {
	const names = Object.keys(wanted).filter((name) => /-(date|time|name)$/.test(name));
	return entries.some((entry) => {
		const { get } = spelled(entry, undefined);
		return names.every((name) => plain(name, get(name)) === plain(name, wanted[name]));
	});
}

/** Times as numbers have lost their zeros: 0900 came as 900. */
const plain = (name: string, value: unknown): string =>
	name.endsWith('-time') ? String(value ?? '').padStart(4, '0') : String(value ?? '').trim();
