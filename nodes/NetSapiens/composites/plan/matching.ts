/**
 * A value as it is compared to tell records from each other: phone numbers by their digits, all else
 * without case and blanks around it. Servers give numbers as text or as numbers.
 */
export function matchKey(field: string, value: unknown): string {
	const text = String(value ?? '').trim();
	return isNumberField(field) ? text.replace(/\D/g, '') : text.toLowerCase();
}

const isNumberField = (field: string): boolean => /phone-?number|^number$/.test(field);
