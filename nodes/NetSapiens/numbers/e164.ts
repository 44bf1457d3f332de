import type { Country } from './countries';

/** What people put between digits. */
const BETWEEN = /[\s\u00a0\u200e\u202a\u202c().\-–—‑/]/g;

/** A trunk prefix that is not dialed from abroad: +44 (0)20 … */
const UNDIALED = /\(0\)/;

const LONGEST = 15;
const SHORTEST = 7;

/**
 * The digits of a phone number with its country code, as E.164 has them, without the plus.
 *
 * @param country where numbers without a country code are; without it, nothing is added to them
 * @returns undefined for what is no whole phone number, such as an extension or text
 */
export function e164Digits(value: unknown, country?: Country): string | undefined {
	const text = String(value ?? '')
		.trim()
		.replace(/^tel:/i, '');
	const isInternational = /^\(?\+/.test(text);
	const written = isInternational ? text.replace(UNDIALED, '') : text;
	const digits = written.replace(BETWEEN, '').replace(/^\+/, '');
	if (!/^\d+$/.test(digits)) return undefined;
	const whole = isInternational ? digits : withCountryCode(digits, country);
	return whole && isWhole(whole) ? whole : undefined;
}

/** E.164 allows 15 digits; no country has a number of less than seven with its code. */
const isWhole = (digits: string): boolean =>
	digits.length >= SHORTEST && digits.length <= LONGEST && !digits.startsWith('0');

function withCountryCode(digits: string, country: Country | undefined): string | undefined {
	if (!country) return digits;
	const { code, trunk, international } = country;
	const prefix = international.find((one) => digits.startsWith(one));
	if (prefix !== undefined && isWhole(digits.slice(prefix.length))) {
		return digits.slice(prefix.length);
	}
	const national = trunk !== '' && behind(digits, trunk, country);
	if (national) return code + national;
	const isComplete = behind(digits, code, country) !== undefined;
	const isWithoutCode = fits(digits, country);
	// Where numbers have no trunk prefix, some begin with the digits of the country code by themselves.
	if (isWithoutCode && (trunk === '' || !isComplete)) return code + digits;
	return isComplete ? digits : undefined;
}

/** What stands behind a prefix, if that can be a number of the country. */
function behind(digits: string, prefix: string, country: Country): string | undefined {
	const rest = digits.slice(prefix.length);
	return digits.startsWith(prefix) && fits(rest, country) ? rest : undefined;
}

const fits = ({ length }: string, { lengths: [shortest, longest] }: Country): boolean =>
	length >= shortest && length <= longest;
