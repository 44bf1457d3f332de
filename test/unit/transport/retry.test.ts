import type { IHttpRequestMethods } from 'n8n-workflow';
import type { Failure } from '../../../nodes/NetSapiens/transport/failure';
import { waitBefore, withRetries, type Outcome } from '../../../nodes/NetSapiens/transport/retry';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const none: Failure = { status: 0, words: '', page: false, code: '', report: '' };
const status = (code: number, more: Partial<Failure> = {}): Failure => ({
	...none,
	status: code,
	...more,
});
const broken = (code: string): Failure => ({ ...none, code });
const timedOut: Failure = { ...none, code: 'ERR_CANCELED', timedOut: 60_000 };

/**
 * Sends until it comes to an end.
 *
 * @param failures of the first attempts; all later ones succeed
 * @param takes milliseconds that one attempt takes
 */
async function send(
	method: IHttpRequestMethods,
	failures: Failure[],
	{ takes = 0, most }: { takes?: number; most?: number } = {},
) {
	const times: number[] = [];
	const earlier: Failure[][] = [];
	const began = Date.now();
	const outcome = withRetries<string>(
		method,
		new AbortController().signal,
		async (before) => {
			times.push(Date.now() - began);
			earlier.push([...before]);
			const failure = failures[times.length - 1];
			await new Promise((resolve) => setTimeout(resolve, takes));
			return failure ? { failure } : { answer: 'done' };
		},
		most,
	);
	await jest.runAllTimersAsync();
	const waits = times.slice(1).map((time, i) => time - times[i]! - takes);
	return { outcome: await outcome, times, waits, earlier, lasted: Date.now() - began };
}

const failureOf = (outcome: Outcome<string>) =>
	'failure' in outcome ? outcome.failure : undefined;

/** What happened, and the methods that are then sent again. */
const rules: Array<[string, Failure, IHttpRequestMethods[]]> = [
	['429', status(429), ['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH']],
	['502', status(502), ['GET', 'HEAD', 'PUT', 'DELETE']],
	['503', status(503), ['GET', 'HEAD', 'PUT', 'DELETE']],
	['504', status(504), ['GET', 'HEAD', 'PUT', 'DELETE']],
	['a reset', broken('ECONNRESET'), ['GET', 'HEAD', 'PUT', 'DELETE']],
	['an answer that broke off', broken('ERR_BAD_RESPONSE'), ['GET', 'HEAD', 'PUT', 'DELETE']],
	['a time-out', timedOut, ['GET', 'HEAD', 'PUT', 'DELETE']],
	['a socket that timed out', broken('ETIMEDOUT'), ['GET', 'HEAD', 'PUT', 'DELETE']],
	[
		'no connection in time',
		broken('ECONNTIMEOUT'),
		['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH'],
	],
	[
		'a name that could not be looked up for now',
		broken('EAI_AGAIN'),
		['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH'],
	],
	['400', status(400), []],
	['401', status(401), []],
	['403', status(403), []],
	['404', status(404), []],
	['408', status(408), []],
	['409', status(409), []],
	['500', status(500), []],
	['501', status(501), []],
	['a redirect', status(302, { location: '/x' }), []],
	['no such name', broken('ENOTFOUND'), []],
	['a refused connection', broken('ECONNREFUSED'), []],
	['a certificate', broken('CERT_HAS_EXPIRED'), []],
	['no HTTP', broken('HPE_INVALID_CONSTANT'), []],
	['a refused sign-in', { ...broken('ECONNRESET'), spoken: 'Check the password.' }, []],
	['a web page', status(200, { flaw: 'page' }), []],
	['a refusal inside of 200', status(503, { flaw: 'refusal' }), []],
	['a stopped execution', { ...broken('ECONNRESET'), cancelled: true }, []],
	['what was not sent', status(429, { notSent: true }), []],
];

describe.each(rules)('after %s', (_, failure, repeated) => {
	test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH'] as const)('%s', async (method) => {
		const { outcome, times } = await send(method, [failure]);
		const again = repeated.includes(method);
		expect(times).toHaveLength(again ? 2 : 1);
		if (again) expect(outcome).toEqual({ answer: 'done' });
		else expect(failureOf(outcome)).toMatchObject(failure);
	});
});

test('gives up after four attempts, the first wait at most half a second, each twice the last', async () => {
	const { outcome, times, waits, earlier, lasted } = await send('GET', Array(9).fill(status(429)));
	expect(times).toHaveLength(4);
	for (const [i, longest] of [500, 1000, 2000].entries()) {
		expect(waits[i]).toBeGreaterThanOrEqual(longest / 2);
		expect(waits[i]).toBeLessThanOrEqual(longest);
	}
	expect(failureOf(outcome)).toMatchObject({ status: 429, attempts: 4, lasted });
	expect(earlier.map((before) => before.length)).toEqual([0, 1, 2, 3]);
});

test('as often as it is told to', async () => {
	expect((await send('GET', Array(9).fill(status(429)), { most: 1 })).times).toHaveLength(1);
	expect((await send('GET', Array(9).fill(status(429)), { most: 6 })).times).toHaveLength(6);
});

test('what does not answer in time is asked once more, even if something else happened in between', async () => {
	expect((await send('GET', Array(9).fill(timedOut))).times).toHaveLength(2);
	expect((await send('GET', [timedOut, status(502), timedOut, timedOut])).times).toHaveLength(3);
});

describe('Retry-After', () => {
	const after = (milliseconds: number) => status(429, { retryAfter: milliseconds });

	test('is waited for', async () => {
		expect((await send('GET', [after(7_000)])).waits).toEqual([7_000]);
		expect((await send('POST', [after(30_000)])).waits).toEqual([30_000]);
	});

	test('that asks for more than half a minute is not', async () => {
		const { outcome, lasted, times } = await send('GET', [after(30_001)]);
		expect([times.length, lasted]).toEqual([1, 0]);
		expect(failureOf(outcome)).toMatchObject({ retryAfter: 30_001, attempts: 1 });
	});

	test('of nothing does not make it any quicker', async () => {
		const { waits } = await send('GET', Array(9).fill(after(0)));
		expect(waits.map((wait) => wait >= 250)).toEqual([true, true, true]);
	});

	test('comes with jitter of its own when it is short', () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		expect(waitBefore(1, after(10))).toBe(375);
		expect(waitBefore(3, after(1_600))).toBe(1_600);
	});
});

test('with the default settings it is over after five and a half minutes at the latest', async () => {
	const slow = status(502, { retryAfter: 30_000 });
	expect((await send('GET', Array(9).fill(slow), { takes: 60_000 })).lasted).toBe(330_000);
	const { lasted } = await send('GET', Array(9).fill(timedOut), { takes: 60_000 });
	expect(lasted).toBeGreaterThanOrEqual(120_000);
	expect(lasted).toBeLessThanOrEqual(120_500);
});

describe('what an earlier attempt may have done is not forgotten', () => {
	test.each<[string, Failure[], boolean]>([
		['refused at once', [status(404)], false],
		['slow down, then refused', [status(429), status(404)], false],
		['a gateway, then refused', [status(502), status(409)], true],
		['a reset, then not sent', [broken('ECONNRESET'), status(403, { notSent: true })], true],
		['a time-out', [timedOut, timedOut], true],
	])('%s', async (_, failures, inDoubt) => {
		expect(failureOf((await send('PUT', failures)).outcome)).toMatchObject({ inDoubt });
	});
});

describe('stopping', () => {
	test('ends the waiting at once; nothing is sent any more', async () => {
		const stop = new AbortController();
		const attempt = jest.fn(async () => ({ failure: status(429, { retryAfter: 20_000 }) }));
		const outcome = withRetries<string>('GET', stop.signal, attempt);
		await jest.advanceTimersByTimeAsync(1_000);
		stop.abort();
		expect(failureOf(await outcome)).toMatchObject({ status: 429, attempts: 1, lasted: 1_000 });
		expect(attempt).toHaveBeenCalledTimes(1);
	});

	test('before the first attempt is for the caller to see', async () => {
		const attempt = jest.fn(async () => ({ failure: status(429) }));
		expect(await withRetries('GET', AbortSignal.abort(), attempt)).toMatchObject({
			failure: { attempts: 1, lasted: 0 },
		});
	});
});
