import { DateTime, IANAZone } from 'luxon';

import { badRequest } from './errors';

/** A moment of a query and the way the sender wrote it, which is the way the answer writes dates. */
export interface Moment {
	/** Epoch seconds. */
	seconds: number;
	format: (seconds: number) => string;
	/** The zone in brackets, where the sender named one. */
	zone?: string;
}

const PLAIN = 'yyyy-MM-dd HH:mm:ss';
const ISO = "yyyy-MM-dd'T'HH:mm:ss";

/** `2026-01-05 12:00:00` in UTC. */
export const plain = (seconds: number): string =>
	new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** `2026-01-05T12:00:00+00:00`. */
export const iso = (seconds: number): string =>
	`${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00`;

/** `2026-01-05T07:00:00Z[America/New_York]`: the clock is local, the Z is not true. */
export const bracketed =
	(zone: string) =>
	(seconds: number): string =>
		`${DateTime.fromSeconds(seconds, { zone }).toFormat(ISO)}Z[${zone}]`;

/**
 * Reads a date of a query: `YYYY-MM-DD HH:MM:SS` (UTC), a bare day, ISO with `Z` or an offset, and
 * the latter two with a zone in brackets.
 * @param end a bare day means its last second
 * @throws ApiError 400
 */
export function readMoment(text: string, name: string, end = false): Moment {
	// A `+` of an offset that was not encoded arrives as a space.
	const match =
		/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(Z|[+\- ]\d\d:?\d\d)?(?:\[([^\]]+)\])?$/.exec(
			text.trim(),
		);
	if (!match?.[1]) throw badRequest(`Invalid value for query parameter ${name}: ${text}`);
	const [, day, time, offset, zoneName] = match;
	if (zoneName && !IANAZone.isValidZone(zoneName)) {
		throw badRequest(`Invalid value for query parameter ${name}: unknown time zone ${zoneName}`);
	}
	const clock = time ?? (end ? '23:59:59' : '00:00:00');
	const zone = offset && offset !== 'Z' ? `UTC${offset.replace(' ', '+')}` : 'UTC';
	const moment = DateTime.fromISO(`${day}T${clock}`, { zone });
	if (!moment.isValid) throw badRequest(`Invalid value for query parameter ${name}: ${text}`);
	return {
		seconds: Math.floor(moment.toSeconds()),
		format: formatter(offset, zoneName, zone),
		zone: zoneName,
	};
}

function formatter(offset: string | undefined, zoneName: string | undefined, zone: string) {
	if (!offset && !zoneName) return plain;
	const shown = zoneName ?? zone;
	const tail = zoneName ? `[${zoneName}]` : '';
	return (seconds: number): string => {
		const moment = DateTime.fromSeconds(seconds, { zone: shown });
		return (
			moment.toFormat(ISO) + (offset === 'Z' && !zoneName ? 'Z' : moment.toFormat('ZZ')) + tail
		);
	};
}

/** A date of a request body, with or without zone; undefined when it is not one. */
export function readDate(text: string): number | undefined {
	const moment = /[zZ]$|[+-]\d\d:?\d\d$/.test(text)
		? DateTime.fromISO(text)
		: DateTime.fromFormat(text, PLAIN, { zone: 'UTC' });
	const loose = moment.isValid ? moment : DateTime.fromISO(text, { zone: 'UTC' });
	return loose.isValid ? Math.floor(loose.toSeconds()) : undefined;
}
