import { sleep, type IHttpRequestMethods } from 'n8n-workflow';
import { readFailure, type Failure } from './errors';
import type { ApiContext } from './http';

const ATTEMPTS = 4;
const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 30_000;

/** Methods that may be sent again although the first one may have arrived. */
const IDEMPOTENT: IHttpRequestMethods[] = ['GET', 'HEAD', 'PUT', 'DELETE'];

/** No connection, or one that broke off. */
const BROKEN = ['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN'];

/**
 * Calls again when the server asked to slow down (429, 503: it has not carried out the request)
 * and, for methods that may be repeated, when the connection broke (also 502, 504).
 * Waits as long as Retry-After says, else doubling with jitter; cancelling the execution ends it.
 *
 * @throws what the last attempt threw
 */
export async function withRetries<T>(
	context: ApiContext,
	method: IHttpRequestMethods,
	call: () => Promise<T>,
): Promise<T> {
	const signal = cancelSignal(context);
	for (let attempt = 1; ; attempt++) {
		const outcome = await call().then(
			(value) => ({ value }),
			(error: unknown) => ({ error }),
		);
		if ('value' in outcome) return outcome.value;
		if (attempt === ATTEMPTS || !mayRepeat(method, outcome.error)) throw outcome.error;
		await Promise.race([sleep(waitFor(attempt, outcome.error)), aborted(signal)]);
		if (signal?.aborted) throw outcome.error;
	}
}

function mayRepeat(method: IHttpRequestMethods, error: unknown): boolean {
	const { status, code } = readFailure(error);
	if (status === 429 || status === 503) return true;
	return IDEMPOTENT.includes(method) && isBroken({ status, code });
}

function isBroken({ status, code }: Pick<Failure, 'status' | 'code'>): boolean {
	return status === 502 || status === 504 || (status === 0 && BROKEN.includes(code));
}

/** @returns milliseconds to wait before the next attempt */
function waitFor(attempt: number, error: unknown): number {
	const { retryAfter } = readFailure(error);
	if (retryAfter !== undefined) return Math.min(retryAfter, LONGEST_WAIT_MILLISECONDS);
	const longest = Math.min(FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1), LONGEST_WAIT_MILLISECONDS);
	return longest / 2 + Math.random() * (longest / 2);
}

async function aborted(signal: AbortSignal | undefined): Promise<void> {
	await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
}

function cancelSignal(context: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}
