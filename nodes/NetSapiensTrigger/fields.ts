import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { parseMoment } from '../NetSapiens/moment';

/** An event's values by lower-case underscore name, whichever spelling the server used. */
export type Fields = Map<string, unknown>;

/**
 * The values of an event object. Servers send `orig_callid` or `call-orig-call-id` style names, and
 * some with a trailing space: hyphens become underscores, spaces go.
 */
export function fieldsOf(raw: IDataObject): Fields {
	return new Map(
		Object.entries(raw).map(([key, value]) => [key.trim().toLowerCase().replace(/-/g, '_'), value]),
	);
}

/** The first of the named values that is not empty, as text; numbers come as text or integer. */
export function text(fields: Fields, ...names: string[]): string {
	for (const name of names) {
		const value = fields.get(name);
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
	}
	return '';
}

/** As `text`, with null for nothing, as items show it. */
export function textOrNull(fields: Fields, ...names: string[]): string | null {
	return text(fields, ...names) || null;
}

/** The first of the named values that is a number, or null. */
export function numberOrNull(fields: Fields, ...names: string[]): number | null {
	for (const name of names) {
		const value = text(fields, name);
		if (value !== '' && Number.isFinite(Number(value))) return Number(value);
	}
	return null;
}

/** Whether a yes/no value says yes. */
export function isYes(fields: Fields, ...names: string[]): boolean {
	return ['yes', 'true', '1'].includes(text(fields, ...names).toLowerCase());
}

/** The first of the named values that is a moment, or null. */
export function momentOrNull(fields: Fields, ...names: string[]): DateTime | null {
	for (const name of names) {
		const moment = parseMoment(text(fields, name));
		if (moment) return moment;
	}
	return null;
}

/** As `momentOrNull`, as ISO text with zone. */
export function isoOrNull(fields: Fields, ...names: string[]): string | null {
	return iso(momentOrNull(fields, ...names));
}

export function iso(moment: DateTime | null): string | null {
	return moment?.toISO({ suppressMilliseconds: true }) ?? null;
}
