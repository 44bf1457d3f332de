import type { Data } from '../state/table';

/** Area codes that have numbers to give away, by state. */
const STATES: Record<string, string[]> = {
	FL: ['305', '786', '954'],
	NY: ['212', '646'],
	TX: ['512'],
};

/** How many numbers an area code has to give away at most. */
const EACH = 12;

const CATEGORIES = ['Standard', 'Standard', 'Gold'];

/** Numbers that are free. @param taken digits of those that clients have */
export function freeNumbers(
	{ npa, state }: Data,
	taken: ReadonlySet<string>,
): Array<{ number: string; category: string }> {
	const ofState = state
		? (STATES[String(state).toUpperCase()] ?? [])
		: Object.values(STATES).flat();
	const codes = ofState.filter((code) => !npa || code === String(npa));
	return codes
		.flatMap((code) =>
			Array.from({ length: EACH }, (_, i) => ({
				number: `${code}555${String(100 + i * 7).padStart(4, '0')}`,
				category: CATEGORIES[i % CATEGORIES.length] as string,
			})),
		)
		.filter(({ number }) => !taken.has(number));
}

/** The answer to a search; without numbers it has no list of them. */
export function searchAnswer(query: Data, taken: ReadonlySet<string>): Data {
	const tn = freeNumbers(query, taken);
	return {
		return: {
			npas: { npa: query.npa ?? '' },
			quantity: 50,
			consecutive: 1,
			result: tn.length > 0 ? { tn } : {},
			tnCount: tn.length,
		},
	};
}
