import type { Failure } from './failure';
import type { Reply } from './reply';
import { waited } from './wait';

const ATTEMPTS = 4;
const FIRST_WAIT_MILLISECONDS = 500;

/** A server that asks for more patience than this is not waited for. */
const LONGEST_WAIT_MILLISECONDS = 30_000;

/** How one attempt ended. */
export type Outcome = { reply: Reply } | { failure: Failure };

/**
 * Tries again what may go well the next time: a gateway or the connection failed, the server asked
 * to slow down, no answer came in time (once more at most). Only for what changes nothing.
 *
 * @param stopped ends the waiting; nothing is sent after that
 */
export async function withRetries(
	stopped: AbortSignal,
	attempt: () => Promise<Outcome>,
): Promise<Outcome> {
	let timeouts = 0;
	for (let attempts = 1; ; attempts++) {
		const outcome = await attempt();
		if ('reply' in outcome || attempts === ATTEMPTS || !outcome.failure.mayPass) return outcome;
		if (outcome.failure.timedOut && ++timeouts > 1) return outcome;
		const wait = waitBefore(attempts, outcome.failure);
		if (wait > LONGEST_WAIT_MILLISECONDS || !(await waited(wait, stopped))) return outcome;
	}
}

/** As long as the server asks, but never less than a doubling back-off with jitter. */
function waitBefore(failed: number, { retryAfter = 0 }: Failure): number {
	const longest = FIRST_WAIT_MILLISECONDS * 2 ** (failed - 1);
	return Math.max(retryAfter, longest / 2 + Math.random() * (longest / 2));
}
