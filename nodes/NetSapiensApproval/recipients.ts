import { UserError } from 'n8n-workflow';

/**
 * Phone numbers that people typed, as the API takes them: digits alone.
 *
 * @throws UserError when there is none, or when one is no phone number
 */
export function phoneNumbers(typed: unknown): string[] {
	return listOf(typed, 'To').map((number) => {
		const digits = number.replace(/^\+|[\s().-]/g, '');
		if (/^\d{3,15}$/.test(digits)) return digits;
		throw new UserError(
			`"To" takes phone numbers separated by commas, but got "${number}". Write it with digits, such as 12125550100.`,
		);
	});
}

/** Extensions that people typed. @throws UserError when there is none */
export function extensions(typed: unknown): string[] {
	return listOf(typed, 'To Users');
}

/** Text with commas, a list of texts or one number; each only once. */
function listOf(typed: unknown, label: string): string[] {
	const parts = [typed].flat().flatMap((part) => String(part ?? '').split(/[,;\n]/));
	const named = parts.map((part) => part.trim()).filter((part) => part !== '');
	if (named.length > 0) return [...new Set(named)];
	throw new UserError(`"${label}" is empty. Say whom to ask.`);
}
