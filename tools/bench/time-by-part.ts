/** Reads CPU profiles. */

/** A profile as V8 gives it, as far as it is read here. */
export interface CpuProfile {
	nodes: Array<{
		id: number;
		callFrame: { functionName: string; url: string };
		children?: number[];
	}>;
	/** Microseconds between one sample and the next. */
	timeDeltas: number[];
	/** The node each sample was taken in. */
	samples: number[];
}

/** A part of the process by the address of its code. */
export interface Part {
	name: string;
	code: RegExp;
}

/**
 * Time by part: each sample goes to the part of the innermost function that belongs to one, so that
 * what a library does counts for whoever called it.
 *
 * @returns microseconds by the part's name; what belongs to none is in `rest`
 */
export function timeByPart(profile: CpuProfile, parts: Part[], rest: string): Map<string, number> {
	const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
	const parents = new Map(
		profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])),
	);
	const known = new Map<number, string>();
	const partOf = (id: number | undefined): string => {
		const node = id === undefined ? undefined : nodes.get(id);
		if (id === undefined || !node) return rest;
		const found =
			known.get(id) ??
			parts.find(({ code }) => code.test(`${node.callFrame.url} ${node.callFrame.functionName}`))
				?.name ??
			partOf(parents.get(id));
		known.set(id, found);
		return found;
	};
	const times = new Map<string, number>();
	profile.samples.forEach((id, index) => {
		const part = partOf(id);
		times.set(part, (times.get(part) ?? 0) + (profile.timeDeltas[index] ?? 0));
	});
	return times;
}
