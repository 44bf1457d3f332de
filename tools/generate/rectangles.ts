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

/** Groups the rows so that no two of a group clash: greedy colouring, most conflicts first. */
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

/**
 * Covers exactly the wanted (resource, operation) pairs with few rectangles that do not overlap.
 * A rectangle may reach over pairs that do not exist: nothing is ever shown there.
 * @param wanted pairs that need the property
 * @param existing all pairs of the panel
 */
export function cover(
	wanted: ReadonlyArray<readonly [string, string]>,
	existing: ReadonlyArray<readonly [string, string]>,
): Rectangle[] {
	const flip = (pairs: ReadonlyArray<readonly [string, string]>) =>
		pairs.map(([resource, operation]) => [operation, resource] as const);
	const byResource = rectanglesByRow(relationOf(wanted), relationOf(existing));
	const byOperation = rectanglesByRow(relationOf(flip(wanted)), relationOf(flip(existing)));
	const rectangles =
		byOperation.length < byResource.length
			? byOperation.map(([operations, resources]) => ({ resources, operations }))
			: byResource.map(([resources, operations]) => ({ resources, operations }));
	return rectangles.sort((a, b) => (a.resources.join() < b.resources.join() ? -1 : 1));
}
