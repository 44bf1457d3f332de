import { waited } from '../../../nodes/NetSapiens/transport/wait';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('waits so long and may go on', async () => {
	const began = Date.now();
	const wait = waited(1_000, new AbortController().signal);
	await jest.runAllTimersAsync();
	expect(await wait).toBe(true);
	expect(Date.now() - began).toBe(1_000);
});

test('is over at once when it is stopped, and may not go on', async () => {
	const stop = new AbortController();
	const wait = waited(1_000_000, stop.signal);
	stop.abort();
	expect(await wait).toBe(false);
});

test('does not begin when it is stopped already', async () => {
	expect(await waited(1_000_000, AbortSignal.abort())).toBe(false);
	expect(jest.getTimerCount()).toBe(0);
});

test('leaves nothing behind at the signal', async () => {
	const { signal } = new AbortController();
	const added = jest.spyOn(signal, 'addEventListener');
	const removed = jest.spyOn(signal, 'removeEventListener');
	const wait = waited(10, signal);
	await jest.runAllTimersAsync();
	await wait;
	expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
});
