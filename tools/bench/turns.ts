/** Measures several contestants so that what else the machine does hits all alike. */

/**
 * Lets the contestants run one after the other, again and again.
 *
 * @param contestants each measures itself once and resolves with the figure
 * @param turns how many turns count
 * @param warmUps turns before them that do not count
 * @returns the median figure of each, under its name
 */
export async function inTurns<Name extends string>(
	contestants: Record<Name, () => Promise<number>>,
	turns: number,
	warmUps = 1,
): Promise<Record<Name, number>> {
	const names = Object.keys(contestants) as Name[];
	const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
	for (let turn = 1 - warmUps; turn <= turns; turn++) {
		for (const name of names) {
			const figure = await contestants[name]();
			if (turn > 0) figures.get(name)?.push(figure);
			say(`${turn > 0 ? `turn ${turn} of ${turns}` : 'warm-up'}: ${name} ${figure.toFixed(2)}`);
		}
	}
	const medians = names.map((name) => [name, median(figures.get(name) ?? [])]);
	return Object.fromEntries(medians) as Record<Name, number>;
}

/** @returns how long the work took */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return (performance.now() - began) / 1000;
}

/** @returns the middle one; NaN of nothing */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Says on standard error how far a bench has come: standard output is for the table. */
export function say(text: string): void {
	console.error(`  ${text}`);
}
