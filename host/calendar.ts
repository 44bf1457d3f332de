/** A calendar file, as Google and Outlook publish them. */
import { DateTime } from 'luxon';

export interface CalendarEvent {
	summary: string;
	/** A day (`2026-12-24`), a moment (`2026-12-24T18:00:00Z`), or a time of day in `zone`. */
	start: string;
	/** The same; of days, the one after the last. */
	end: string;
	status?: 'CONFIRMED' | 'CANCELLED';
	/** What the calendar calls the time zone of start and end; not all names are known elsewhere. */
	zone?: string;
}

/** The text of an iCalendar file (RFC 5545) with these events. */
export function calendarFile(events: CalendarEvent[]): string {
	const lines = events.flatMap(({ summary, start, end, status = 'CONFIRMED', zone }, index) => [
		'BEGIN:VEVENT',
		`UID:${index}@calendar.example.com`,
		'DTSTAMP:20260101T000000Z',
		`DTSTART${when(start, zone)}`,
		`DTEND${when(end, zone)}`,
		`SUMMARY:${summary}`,
		`STATUS:${status}`,
		'END:VEVENT',
	]);
	const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Acme//Office//EN', ...lines];
	return [...all, 'END:VCALENDAR', ''].join('\r\n');
}

function when(moment: string, zone?: string): string {
	const at = DateTime.fromISO(moment, { zone: 'utc' });
	if (!moment.includes('T')) return `;VALUE=DATE:${at.toFormat('yyyyMMdd')}`;
	const time = at.toFormat("yyyyMMdd'T'HHmmss");
	return zone ? `;TZID=${zone}:${time}` : `:${time}Z`;
}
