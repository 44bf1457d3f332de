/**
 * Works on indexes 0 … count-1, at most `width` at the same time.
 *
 * @returns the results in the order of the indexes
 * @throws what the first index to fail threw; nothing new is begun after that
 */
export async function pool<T>(
	count: number,
	width: number,
	work: (index: number) => Promise<T>,
): Promise<T[]> {
	const results: T[] = new Array<T>(count);
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const index = next++;
			results[index] = await work(index);
		}
	};
	const workers = Array.from({ length: Math.min(width, count) }, worker);
	await Promise.all(workers).finally(() => (next = count));
	return results;
}
