import { UserError } from 'n8n-workflow';

/** A value that a field does not take, said in words. @param wanted "a whole number from 1 up" */
export function unfit(label: string, value: unknown, wanted: string): UserError {
	return new UserError(`"${label}" takes ${wanted}, but got ${shown(value)}.`);
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
	return `"${short}"`;
}

/** Whether a value says nothing: there is none, or it is blank text or a list without entries. */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() === '';
	return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** A number, or text that is one in plain decimal; undefined when it is neither. */
export function decimal(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	const isDecimal = typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(value);
	return isDecimal ? Number(value) : undefined;
}

/**
 * A whole number, also as text.
 *
 * @param range inclusive; without `max` there is no upper end
 * @throws UserError naming the field and what it takes
 */
export function wholeNumber(
	value: unknown,
	label: string,
	{ min, max = Infinity }: { min: number; max?: number },
): number {
	const number = decimal(value);
	if (Number.isSafeInteger(number) && number! >= min && number! <= max) return number!;
	const range = max === Infinity ? `${min} up` : `${min} to ${max}`;
	throw unfit(label, value, `a whole number from ${range}`);
}

/** What `true` and `false`, their usual words and 1 and 0 mean; undefined for anything else. */
export function yesOrNo(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const word = String(value).trim().toLowerCase();
	if (['yes', 'true', '1', 'on'].includes(word)) return true;
	if (['no', 'false', '0', 'off'].includes(word)) return false;
	return undefined;
}

/** A toggle's value. @throws UserError naming the field */
export function toggle(value: unknown, label: string): boolean {
	const meant = yesOrNo(value);
	if (meant !== undefined) return meant;
	throw unfit(label, value, 'true or false');
}

/** One of a field's choices. @throws UserError naming the field and its choices */
export function oneOf<T extends string>(value: unknown, label: string, choices: readonly T[]): T {
	const chosen = choices.find((choice) => choice === value);
	if (chosen !== undefined) return chosen;
	throw unfit(label, value, `one of ${choices.map((choice) => `"${choice}"`).join(', ')}`);
}
