/**
 * Lets at most `width` things happen at the same time; the others wait in line.
 *
 * @returns a function that runs `work` when there is a slot
 */
export function slots(width: number): <T>(work: () => Promise<T>) => Promise<T> {
	const waiting: Array<() => void> = [];
	let free = width;
	const acquire = async () => {
		if (free > 0) free--;
		else await new Promise<void>((resolve) => waiting.push(resolve));
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
