import type { IHttpRequestMethods } from 'n8n-workflow';
import { surelyNotDone, type Failure } from './failure';
import { waited } from './wait';

const ATTEMPTS = 4;
const FIRST_WAIT_MILLISECONDS = 500;

/** A server that asks for more patience than this is not waited for. */
export const LONGEST_WAIT_MILLISECONDS = 30_000;

/** Methods that may be sent again although the first one may have arrived. */
const IDEMPOTENT: IHttpRequestMethods[] = ['GET', 'HEAD', 'PUT', 'DELETE'];

/** Codes of connections that broke, or could not be made for now. */
const BROKEN = [
	'ECONNRESET',
	'ECONNABORTED',
	'ETIMEDOUT',
	'ECONNTIMEOUT',
	'EPIPE',
	'EAI_AGAIN',
	'ERR_BAD_RESPONSE',
];

/** How one attempt ended. */
export type Outcome<T> = { answer: T } | { failure: Failure };

/**
 * Tries again what may go well the next time: the server asked to slow down (429, 503), a gateway
 * or the connection failed (502, 504, reset), no answer came in time (once more at most). What may
 * have been carried out is sent again only by methods that do no harm twice.
 * Waits as long as Retry-After says, but never less than its own doubling back-off with jitter.
 *
 * With the default settings it is over after 5.5 minutes at the latest: 4 attempts of 60 s, 3 waits
 * of 30 s. A server that does not answer at all costs 2 attempts.
 *
 * @param stopped ends the waiting; nothing is sent after that
 * @param most how often it is tried
 * @returns the answer, or the last failure with how long it all took
 */
export async function withRetries<T>(
	method: IHttpRequestMethods,
	stopped: AbortSignal,
	attempt: (failures: Failure[]) => Promise<Outcome<T>>,
	most = ATTEMPTS,
): Promise<Outcome<T>> {
	const began = Date.now();
	const failures: Failure[] = [];
	for (;;) {
		const outcome = await attempt(failures);
		if ('answer' in outcome) return outcome;
		failures.push(outcome.failure);
		const wait = waitBefore(failures.length, outcome.failure);
		const again = failures.length < most && mayRepeat(method, failures);
		if (again && wait <= LONGEST_WAIT_MILLISECONDS && (await waited(wait, stopped))) continue;
		const lasted = Date.now() - began;
		const inDoubt = !failures.every(surelyNotDone);
		return { failure: { ...outcome.failure, attempts: failures.length, lasted, inDoubt } };
	}
}

function mayRepeat(method: IHttpRequestMethods, failures: Failure[]): boolean {
	const last = failures.at(-1) as Failure;
	if (last.cancelled || last.notSent || last.spoken !== undefined || last.flaw !== undefined) {
		return false;
	}
	if (!IDEMPOTENT.includes(method) && !surelyNotDone(last)) return false;
	if (last.timedOut !== undefined) return failures.filter(timedOut).length < 2;
	return last.status === 0
		? BROKEN.includes(last.code)
		: [429, 502, 503, 504].includes(last.status);
}

function timedOut(failure: Failure): boolean {
	return failure.timedOut !== undefined;
}

/** @returns milliseconds to wait before the next attempt */
export function waitBefore(failed: number, { retryAfter = 0 }: Failure): number {
	const longest = FIRST_WAIT_MILLISECONDS * 2 ** (failed - 1);
	return Math.max(retryAfter, longest / 2 + Math.random() * (longest / 2));
}
