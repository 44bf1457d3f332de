import { isEmpty } from '../../execute/scalars';
import type { Country } from '../../numbers/countries';
import { e164Digits } from '../../numbers/e164';
import type { Spelled } from '../../spellings';

/** In place of a field by which records are matched: one of their phone numbers is the same. */
export const ANY_PHONE = 'anyPhone';

const PHONES = ['phonenumber-work', 'phonenumber-cell', 'phonenumber-home', 'phonenumber-fax'];

/** @param matchBy a field of the record, or `anyPhone` for all of its phone numbers */
const fieldsOf = (matchBy: string): string[] => (matchBy === ANY_PHONE ? PHONES : [matchBy]);

/**
 * What a record is compared by to tell whether it is the same: it is when it has one of these in common
 * with another. Empty when there is nothing to compare.
 *
 * @param matchBy a field of the record, or `anyPhone` for all of its phone numbers
 * @param country where phone numbers without a country code are
 */
export function matchKeys(
	matchBy: string,
	{ get }: Pick<Spelled, 'get'>,
	country?: Country,
): string[] {
	const keys = fieldsOf(matchBy).flatMap((field) =>
		partsOf(field, get(field)).map((part) => matchKey(field, part, country)),
	);
	return [...new Set(keys)].filter((key) => key !== '');
}

/** The first of the fields that are compared that says something, and what. */
export function matchedValue(
	matchBy: string,
	{ get }: Pick<Spelled, 'get'>,
): { field: string; value: unknown } | undefined {
	const field = fieldsOf(matchBy).find((one) => !isEmpty(get(one)));
	return field === undefined ? undefined : { field, value: get(field) };
}

/**
 * A value as it is compared to tell records from each other: phone numbers by their digits, all else
 * without case and blanks around it. Servers give numbers as text or as numbers.
 */
export function matchKey(field: string, value: unknown, country?: Country): string {
	const text = String(value ?? '').trim();
	if (!isNumberField(field)) return text.toLowerCase();
	return e164Digits(text, country) ?? text.replace(/\D/g, '');
}

export const isNumberField = (field: string): boolean => /phone-?number|^number$/.test(field);

/** Users may have several email addresses in one field (facts: User). */
function partsOf(field: string, value: unknown): unknown[] {
	return field.startsWith('email') ? String(value ?? '').split(/[;,]/) : [value];
}
