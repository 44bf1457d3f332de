import type { DateTime } from 'luxon';

/** Periods that have a name. `lastDays` are so many whole days up to yesterday. */
export const PERIODS = [
	'today',
	'yesterday',
	'thisWeek',
	'lastWeek',
	'thisMonth',
	'lastMonth',
	'lastDays',
] as const;

/** The choice beside them: the period has a beginning and an end of its own. */
export const CUSTOM_PERIOD = 'custom';

export type NamedPeriod = (typeof PERIODS)[number];

/** A stretch of time. `from` belongs to it, `to` does not. */
export interface Period {
	from: DateTime;
	to: DateTime;
}

export interface PeriodOptions {
	/** How many days `lastDays` are. */
	days?: number;
	/** Weeks begin on Monday (ISO 8601) when not given. */
	weekStart?: 'monday' | 'sunday';
}

/**
 * The period that a word means. Days begin at midnight in the zone of `now`, so a day on which clocks
 * change has 23 or 25 hours. What has not ended yet ends now.
 */
export function namedPeriod(
	word: NamedPeriod,
	now: DateTime,
	{ days = 7, weekStart = 'monday' }: PeriodOptions = {},
): Period {
	const today = now.startOf('day');
	const week = startOfWeek(today, weekStart);
	const month = today.startOf('month');
	switch (word) {
		case 'today':
			return { from: today, to: now };
		case 'yesterday':
			return { from: today.minus({ days: 1 }), to: today };
		case 'thisWeek':
			return { from: week, to: now };
		case 'lastWeek':
			return { from: week.minus({ weeks: 1 }), to: week };
		case 'thisMonth':
			return { from: month, to: now };
		case 'lastMonth':
			return { from: month.minus({ months: 1 }), to: month };
		case 'lastDays':
			return { from: today.minus({ days }), to: today };
	}
}

/**
 * The period before, to compare with: the day, week or month before as far as this one goes; before
 * any other period, the one of the same length that ends where it begins.
 */
export function periodBefore({ from, to }: Period, word?: NamedPeriod): Period {
	const unit = word && UNITS[word];
	if (unit) return { from: from.minus({ [unit]: 1 }), to: to.minus({ [unit]: 1 }) };
	// Whole days first, so that midnight stays midnight where clocks change.
	const length = to.diff(from, ['days', 'seconds']);
	return { from: from.minus(length), to: from };
}

const UNITS: Partial<Record<NamedPeriod, 'days' | 'weeks' | 'months'>> = {
	today: 'days',
	yesterday: 'days',
	thisWeek: 'weeks',
	lastWeek: 'weeks',
	thisMonth: 'months',
	lastMonth: 'months',
};

/** Whether a moment, in epoch seconds, lies in a period. */
export function isWithin({ from, to }: Period, moment: number): boolean {
	return moment >= from.toSeconds() && moment < to.toSeconds();
}

function startOfWeek(day: DateTime, weekStart: 'monday' | 'sunday'): DateTime {
	if (weekStart === 'monday') return day.startOf('week');
	return day.minus({ days: day.weekday % 7 });
}
