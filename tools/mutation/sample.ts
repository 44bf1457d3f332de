import { createHash } from 'node:crypto';

/**
 * Whether a mutant is in the sample of so many percent: always the same ones, and a larger sample has all
 * of a smaller one.
 *
 * @param key as `keyOf` in results.ts gives it
 */
export function isInSample(key: string, percent: number): boolean {
	const number = createHash('sha256').update(key).digest().readUInt32BE();
	return number / 2 ** 32 < percent / 100;
}
