import { DateTime } from 'luxon';

/** What a clock and a calendar in a zone show. */
export interface Moment {
	/** `2026-11-25` */
	day: string;
	/** 0 to 23 */
	hour: number;
	/** 1 (Monday) to 7 */
	weekday: number;
}

/** Zones differ from UTC by multiples of this, in seconds. */
const QUARTER_HOUR = 15 * 60;

/** Reads moments in a zone; a quarter of an hour is worked out once, as there are many calls in it. */
export function clockOf(zone: string): (seconds: number) => Moment {
	const known = new Map<number, Moment>();
	return (seconds) => {
		const quarter = Math.floor(seconds / QUARTER_HOUR);
		const found = known.get(quarter) ?? momentOf(quarter * QUARTER_HOUR, zone);
		known.set(quarter, found);
		return found;
	};
}

function momentOf(seconds: number, zone: string): Moment {
	const time = DateTime.fromSeconds(seconds, { zone });
	return { day: time.toFormat('yyyy-MM-dd'), hour: time.hour, weekday: time.weekday };
}
