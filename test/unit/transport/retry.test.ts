import type { IHttpRequestMethods } from 'n8n-workflow';
import type { ApiContext } from '../../../nodes/NetSapiens/transport/http';
import { withRetries } from '../../../nodes/NetSapiens/transport/retry';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const status = (code: number, headers = {}) =>
	Object.assign(new Error(String(code)), { response: { status: code, headers } });
const broken = (code: string) => Object.assign(new Error(code), { code });

/** A call that throws the given errors in turn, then succeeds; and when it was made. */
function failing(...errors: Error[]) {
	const calls: number[] = [];
	const began = Date.now();
	const call = async () => {
		calls.push(Date.now() - began);
		const error = errors[calls.length - 1];
		if (error) throw error;
		return 'done';
	};
	return { call, calls };
}

/** Runs to the end of all waits. */
async function finish(method: IHttpRequestMethods, call: () => Promise<string>, context = {}) {
	const outcome = withRetries(context as ApiContext, method, call).catch(
		(error: Error) => error.message,
	);
	await jest.runAllTimersAsync();
	return await outcome;
}

test.each([
	['POST', status(429)],
	['POST', status(503)],
	['GET', status(502)],
	['GET', status(504)],
	['PUT', broken('ECONNRESET')],
	['DELETE', broken('ETIMEDOUT')],
] as [IHttpRequestMethods, Error][])('%s is sent again after %p', async (method, error) => {
	const { call, calls } = failing(error);
	expect(await finish(method, call)).toBe('done');
	expect(calls).toHaveLength(2);
});

test.each([
	['POST', status(502)],
	['PATCH', broken('ECONNRESET')],
	['GET', status(500)],
	['GET', status(404)],
	['GET', status(401)],
	['GET', status(403)],
	['GET', broken('ENOTFOUND')],
] as [IHttpRequestMethods, Error][])('%s is not sent again after %p', async (method, error) => {
	const { call, calls } = failing(error);
	expect(await finish(method, call)).toBe(error.message);
	expect(calls).toHaveLength(1);
});

test('waits as long as Retry-After says', async () => {
	const { call, calls } = failing(status(429, { 'retry-after': '7' }));
	await finish('GET', call);
	expect(calls).toEqual([0, 7000]);
});

test('waits longer each time and gives up after four attempts', async () => {
	const { call, calls } = failing(status(429), status(429), status(429), status(429), status(429));
	expect(await finish('GET', call)).toBe('429');
	expect(calls).toHaveLength(4);
	const waits = calls.slice(1).map((at, i) => at - calls[i]!);
	for (const [i, longest] of [500, 1000, 2000].entries()) {
		expect(waits[i]).toBeGreaterThanOrEqual(longest / 2);
		expect(waits[i]).toBeLessThanOrEqual(longest);
	}
});

test('cancelling the execution ends the waiting at once', async () => {
	const { call, calls } = failing(status(429, { 'retry-after': '20' }), status(429));
	const controller = new AbortController();
	const context = { getExecutionCancelSignal: () => controller.signal };
	const outcome = withRetries(context as unknown as ApiContext, 'GET', call).catch(String);
	await jest.advanceTimersByTimeAsync(1000);
	controller.abort();
	expect(await outcome).toContain('429');
	expect(calls).toHaveLength(1);
});
