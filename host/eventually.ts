import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks until it is as wanted.
 *
 * @returns what was seen last, also when time was up: the test's own expectation says what is wrong
 */
export async function eventually<T>(
	look: () => Promise<T> | T,
	isGood: (seen: T) => boolean,
	timeoutSeconds = 60,
): Promise<T> {
	const deadline = Date.now() + timeoutSeconds * 1000;
	for (;;) {
		const seen = await look();
		if (isGood(seen) || Date.now() > deadline) return seen;
		await sleep(100);
	}
}
