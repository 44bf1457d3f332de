import { sleep } from 'n8n-workflow';

/** Waits so many milliseconds; at once over when `stopped` fires. @returns whether it may go on */
export async function waited(milliseconds: number, stopped: AbortSignal): Promise<boolean> {
	if (stopped.aborted) return false;
	let end = () => {};
	const stop = new Promise<void>((resolve) => (end = resolve));
	stopped.addEventListener('abort', end);
	await Promise.race([sleep(milliseconds), stop]);
	stopped.removeEventListener('abort', end);
	return !stopped.aborted;
}
