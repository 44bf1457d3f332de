import { sleep } from 'n8n-workflow';

/**
 * Lets at most `width` things happen at the same time; the others wait in line. What could begin
 * together begins one turn of the event loop after the other: requests that leave in lockstep have
 * their answers come in lockstep too, and the process idles in between (`npm run bench -- items`).
 *
 * @returns a function that runs `work` when there is a slot
 */
export function slots(width: number): <T>(work: () => Promise<T>) => Promise<T> {
	const waiting: Array<() => void> = [];
	let free = width;
	let nextStart: Promise<void> = Promise.resolve();
	const acquire = async () => {
		if (free > 0) free--;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		const start = nextStart;
		nextStart = start.then(async () => await sleep(0));
		await start;
	};
	const release = () => {
		const next = waiting.shift();
		if (next) next();
		else free++;
	};
	return async (work) => {
		await acquire();
		try {
			return await work();
		} finally {
			release();
		}
	};
}
