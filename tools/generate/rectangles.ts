/** Some resources times some operations, as displayOptions say it. */
export interface Rectangle {
	resources: string[];
	operations: string[];
}

type Relation = Map<string, Set<string>>;

function relationOf(pairs: Iterable<readonly [string, string]>): Relation {
	const relation: Relation = new Map();
	for (const [row, column] of pairs) {
		const columns = relation.get(row);
		if (columns) columns.add(column);
		else relation.set(row, new Set([column]));
	}
	return relation;
}

/** Whether one rectangle over both rows would reach an existing pair that is not wanted. */
function clash(one: string, other: string, wanted: Relation, existing: Relation): boolean {
	const reaches = (from: string, into: string) =>
		[...(wanted.get(from) ?? [])].some(
			(column) => existing.get(into)?.has(column) && !wanted.get(into)?.has(column),
		);
	return reaches(one, other) || reaches(other, one);
}

/** Groups the rows so that no two of a group clash: greedy coloring, most conflicts first. */
function group(wanted: Relation, existing: Relation): string[][] {
	const rows = [...wanted.keys()].sort();
	const conflicts = new Map(
		rows.map((row) => [
			row,
			rows.filter((other) => other !== row && clash(row, other, wanted, existing)),
		]),
	);
	const degree = (row: string) => conflicts.get(row)?.length ?? 0;
	const order = [...rows].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
	const groups: string[][] = [];
	for (const row of order) {
		const foes = new Set(conflicts.get(row));
		const home = groups.find((members) => !members.some((member) => foes.has(member)));
		if (home) home.push(row);
		else groups.push([row]);
	}
	return groups.map((members) => members.sort());
}

function rectanglesByRow(wanted: Relation, existing: Relation): Array<[string[], string[]]> {
	return group(wanted, existing).map((rows) => [
		rows,
		[...new Set(rows.flatMap((row) => [...(wanted.get(row) ?? [])]))].sort(),
	]);
}

/** The wanted columns of each row that no rectangle has yet. */
function without(wanted: Relation, [rows, columns]: [string[], string[]]): Relation {
	const left: Relation = new Map();
	for (const [row, own] of wanted) {
		const others = rows.includes(row) ? [...own].filter((one) => !columns.includes(one)) : own;
		const rest = new Set(others);
		if (rest.size > 0) left.set(row, rest);
	}
	return left;
}

/** The rows that a rectangle of these columns may have: those where all of them that exist are wanted. */
const rowsOver = (columns: string[], wanted: Relation, existing: Relation): string[] =>
	[...wanted.keys()].filter((row) =>
		columns.every((one) => wanted.get(row)?.has(one) || !existing.get(row)?.has(one)),
	);

/** How many wanted pairs a rectangle covers. */
const worth = (rows: string[], columns: string[], wanted: Relation): number =>
	rows.reduce((sum, row) => sum + columns.filter((one) => wanted.get(row)?.has(one)).length, 0);

/** The largest rectangle around one row: columns are let go as long as that lets more pairs in. */
function grown(row: string, wanted: Relation, existing: Relation): [string[], string[], number] {
	let columns = [...(wanted.get(row) ?? [])].sort();
	let rows = rowsOver(columns, wanted, existing);
	let best = worth(rows, columns, wanted);
	for (let isBetter = true; isBetter;) {
		isBetter = false;
		for (const dropped of columns) {
			const fewer = columns.filter((one) => one !== dropped);
			const more = rowsOver(fewer, wanted, existing);
			const value = worth(more, fewer, wanted);
			if (value <= best) continue;
			[columns, rows, best, isBetter] = [fewer, more, value, true];
		}
	}
	return [rows.filter((one) => worth([one], columns, wanted) > 0).sort(), columns, best];
}

/** Takes the largest rectangle, and again of what is left. */
function largestFirst(wanted: Relation, existing: Relation): Array<[string[], string[]]> {
	const rectangles: Array<[string[], string[]]> = [];
	for (let left = wanted; left.size > 0;) {
		const found = [...left.keys()].sort().map((row) => grown(row, left, existing));
		const [rows, columns] = found.reduce((best, one) => (one[2] > best[2] ? one : best));
		rectangles.push([rows, columns]);
		left = without(left, [rows, columns]);
	}
	return rectangles;
}

const flipped = (pairs: ReadonlyArray<readonly [string, string]>): Relation =>
	relationOf(pairs.map(([resource, operation]) => [operation, resource] as const));

/** Covers pairs; see {@link coverWithin}. */
export type Cover = (wanted: ReadonlyArray<readonly [string, string]>) => Rectangle[];

/**
 * Covers exactly the wanted (resource, operation) pairs with few rectangles that do not overlap.
 * A rectangle may reach over pairs that do not exist: nothing is ever shown there.
 * @param existing all pairs of the panel
 */
export function coverWithin(existing: ReadonlyArray<readonly [string, string]>): Cover {
	const [all, allFlipped] = [relationOf(existing), flipped(existing)];
	// The same pairs are covered again whenever it is counted how many properties there would be.
	const known = new Map<string, Rectangle[]>();
	const found: Cover = (wanted) => {
		const [byResource, byOperation] = [relationOf(wanted), flipped(wanted)];
		const ways = [rectanglesByRow, largestFirst].flatMap((way) => [
			() => way(byResource, all).map(([resources, operations]) => ({ resources, operations })),
			() =>
				way(byOperation, allFlipped).map(([operations, resources]) => ({ resources, operations })),
		]);
		return fewestOf(ways).sort((a, b) => (a.resources.join() < b.resources.join() ? -1 : 1));
	};
	return (wanted) => {
		const key = wanted.join(' ');
		const rectangles = known.get(key) ?? found(wanted);
		known.set(key, rectangles);
		return rectangles;
	};
}

/** The shortest answer, the first of them; nothing is shorter than one rectangle. */
function fewestOf([first, ...others]: Array<() => Rectangle[]>): Rectangle[] {
	let fewest = first?.() ?? [];
	for (const way of others) {
		if (fewest.length <= 1) break;
		const found = way();
		if (found.length < fewest.length) fewest = found;
	}
	return fewest;
}
