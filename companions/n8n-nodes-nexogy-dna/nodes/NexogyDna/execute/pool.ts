/**
 * Works on indexes 0 … count-1, at most `width` at the same time. Begins nothing new once `stopped`
 * fires, and waits for what is under way.
 *
 * @param work does not fail: how it ended is part of what it gives
 * @returns what came of each index; undefined for those that were not begun
 */
export async function pool<T>(
	count: number,
	width: number,
	stopped: AbortSignal,
	work: (index: number) => Promise<T>,
): Promise<Array<T | undefined>> {
	const results = new Array<T | undefined>(count).fill(undefined);
	let next = 0;
	const worker = async () => {
		while (next < count && !stopped.aborted) {
			const index = next++;
			results[index] = await work(index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
	return results;
}
