import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 400;

/**
 * Looks until it is as wanted, ever less often: looking costs what is looked at a part of its time.
 *
 * @returns what was seen last, also when time was up: the test's own expectation says what is wrong
 */
export async function eventually<T>(
	look: () => Promise<T> | T,
	isGood: (seen: T) => boolean,
	timeoutSeconds = 60,
): Promise<T> {
	const deadline = Date.now() + timeoutSeconds * 1000;
	for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
		const seen = await look();
		if (isGood(seen) || Date.now() > deadline) return seen;
		await sleep(pause);
	}
}
