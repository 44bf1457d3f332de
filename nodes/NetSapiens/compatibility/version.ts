/**
 * The number in what a server says about its version: `Version: 44.4.10` (facts: versions).
 *
 * @returns undefined when there is none
 */
export function versionIn(text: unknown): string | undefined {
	return /\d+(?:\.\d+)*/.exec(typeof text === 'string' ? text : '')?.[0];
}

/** Whether a version comes before another; what is left out of either counts as 0. */
export function isOlder(version: string, other: string): boolean {
	const [own, others] = [version, other].map((text) => text.split('.').map(Number));
	for (let part = 0; part < Math.max(own!.length, others!.length); part++) {
		const difference = (own![part] ?? 0) - (others![part] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return false;
}
