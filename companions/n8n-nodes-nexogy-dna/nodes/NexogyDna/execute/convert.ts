import { UserError } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Kind } from '../operations';

/** A day as people and date pickers write it; what comes after it, a time, is of no interest. */
const ISO_DAY = /^(\d{4}-\d{2}-\d{2})(?:[T\s].*)?$/s;

/** A day as the API writes it. */
const US_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * What is sent for a value.
 *
 * @param label of the field, for messages
 * @param zone IANA time zone of the workflow, in which a Date object has its day
 * @returns empty text for an empty value
 * @throws UserError when the value is of another kind
 */
export function converted(kind: Kind, value: unknown, label: string, zone: string): string {
	if (kind === 'toggle') return toggle(value, label) ? '1' : '0';
	if (kind === 'date') return date(value, label, zone);
	const text = textOf(value, label);
	if (text === '') return '';
	if (kind === 'phoneNumber') return phoneNumber(text, label);
	if (kind === 'areaCode' && !/^[2-9]\d{2}$/.test(text)) {
		throw refused(label, text, 'an area code has three digits, such as 305');
	}
	if (kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
		throw refused(label, text, 'it is not an email address');
	}
	return text;
}

/** A switch, also from an expression or a model: true, "yes", 1. @throws UserError for anything else */
export function toggle(value: unknown, label: string): boolean {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (['true', '1', 'yes', 'on'].includes(text)) return true;
	if (['false', '0', 'no', 'off', ''].includes(text)) return false;
	throw refused(label, text, 'it takes true or false');
}

function textOf(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (typeof value !== 'string') {
		throw new UserError(`"${label}" takes text or a number, but got ${typeof value}.`);
	}
	const text = value.trim();
	if (/^(undefined|null|NaN)$|\[object Object\]/.test(text)) {
		throw refused(label, text, 'it is what an expression gives when its value is missing');
	}
	return text;
}

/** @returns MM/DD/YYYY, the day as it was written */
function date(value: unknown, label: string, zone: string): string {
	const text = dayOf(value, zone);
	if (text === '') return '';
	const [, month = '', day = '', year = ''] = US_DAY.exec(text) ?? [];
	const iso = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
	const [, written = ''] = ISO_DAY.exec(iso) ?? [];
	const parsed = DateTime.fromISO(written, { zone: 'utc' });
	if (parsed.isValid) return parsed.toFormat('MM/dd/yyyy');
	throw refused(label, text, 'it is not a date. Use one such as 2026-05-31 or 05/31/2026');
}

function dayOf(value: unknown, zone: string): string {
	if (DateTime.isDateTime(value)) return value.toISODate() ?? 'Invalid DateTime';
	if (value instanceof Date)
		return DateTime.fromJSDate(value, { zone }).toISODate() ?? 'Invalid Date';
	return typeof value === 'string' ? value.trim() : String(value ?? '');
}

/** @returns its digits */
function phoneNumber(text: string, label: string): string {
	const digits = text.replace(/[\s().+-]/g, '');
	if (/^1?\d{10}$/.test(digits)) return digits;
	throw refused(label, text, 'a phone number has 10 digits, or 11 with the 1 in front');
}

function refused(label: string, value: string, reason: string): UserError {
	return new UserError(
		`"${label}" cannot be "${value.slice(0, 60)}": ${reason}. Check the field, or the expression it comes from.`,
	);
}
