import type { Moment } from './clock';
import type { Frame } from './counter';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A longer period has rows for days with calls alone. */
const MOST_DAYS = 366;

/** One way to group calls by when they began. */
interface TimeGroup {
	label: string;
	/** What has a row though there may be no call, in their order. */
	keys: string[];
	keyOf: (moment: Moment) => string;
}

/** `09:00`, `Monday`, `2026-11-25` */
export function timeGroups(frame: Frame): Record<'hour' | 'weekday' | 'day', TimeGroup> {
	return {
		hour: {
			label: 'Hour',
			keys: Array.from({ length: 24 }, (_, hour) => hourText(hour)),
			keyOf: ({ hour }) => hourText(hour),
		},
		weekday: {
			label: 'Weekday',
			keys:
				frame.weekStart === 'monday' ? WEEKDAYS : [...WEEKDAYS.slice(-1), ...WEEKDAYS.slice(0, -1)],
			keyOf: ({ weekday }) => WEEKDAYS[weekday - 1] as string,
		},
		day: { label: 'Day', keys: daysOf(frame), keyOf: ({ day }) => day },
	};
}

const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

function daysOf({ period: { from, to } }: Frame): string[] {
	const count = Math.ceil(to.diff(from.startOf('day'), 'days').days);
	if (count > MOST_DAYS) return [];
	return Array.from({ length: count }, (_, day) => from.plus({ days: day }).toFormat('yyyy-MM-dd'));
}
