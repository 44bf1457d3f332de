export type Data = Record<string, unknown>;

/** One record and where it lives. */
export interface Row {
	/** Names of the owners, outermost first, for example domain and user of a device. */
	readonly parents: readonly string[];
	readonly id: string;
	data: Data;
	/** The record as it was last sent; forgotten on change. */
	json?: string;
	/** Revision of the switches that `json` was written under. */
	revision?: number;
	/** Epoch milliseconds from which the row can be read; absent = at once. */
	visibleFrom?: number;
}

type Level = Map<string, Level | Row>;

/** Fields by which rows name owners that are not in their path. */
const FIELDS: Record<string, string> = { resellers: 'reseller', domains: 'domain', users: 'user' };

/** Kinds of the owners in a path: `domains`, `users` for `/domains/{}/users/{}/devices`. */
export function ownersOf(shape: string): string[] {
	const parts = shape.split('/');
	return parts.filter((_part, i) => parts[i + 1] === '{}');
}

const isRow = (value: Level | Row): value is Row => !(value instanceof Map);

/** Records of one kind in a tree of their owners, so that one owner's records are found without a search. */
export class Table {
	private readonly root: Level = new Map();
	private size = 0;
	/** Kinds of its owners, outermost first, by the words of the path: `domains`, `users`. */
	owners: readonly string[] = [];

	constructor(readonly name: string) {}

	/** Number of rows in the whole table. */
	get total(): number {
		return this.size;
	}

	/** The row with this id below these owners, whether or not it can be read already. */
	find(parents: readonly string[], id: string): Row | undefined {
		const found = this.level(parents)?.get(id);
		return found && isRow(found) ? found : undefined;
	}

	/** Adds a row or replaces the one with the same id. */
	put(parents: readonly string[], id: string, data: Data, visibleFrom?: number): Row {
		let level = this.root;
		for (const name of parents) {
			let next = level.get(name);
			if (!next || isRow(next)) level.set(name, (next = new Map()));
			level = next;
		}
		if (!level.has(id)) this.size++;
		const row: Row = { parents: [...parents], id, data, visibleFrom };
		level.set(id, row);
		return row;
	}

	/** Changes fields of a row. */
	update(row: Row, changes: Data): void {
		row.data = { ...row.data, ...changes };
		row.json = undefined;
	}

	delete({ parents, id }: Row): boolean {
		const gone = this.level(parents)?.delete(id) ?? false;
		if (gone) this.size--;
		this.prune(parents);
		return gone;
	}

	/** Forgets owners who have no rows any more. */
	private prune(parents: readonly string[]): void {
		for (let depth = parents.length; depth > 0; depth--) {
			const owners = parents.slice(0, depth);
			if (this.level(owners)?.size !== 0) return;
			this.level(owners.slice(0, -1))?.delete(owners.at(-1) ?? '');
		}
	}

	/** Deletes every row below these owners and says how many there were. */
	deleteBelow(parents: readonly string[]): number {
		const rows = [...this.below(parents)];
		for (const row of rows) this.delete(row);
		return rows.length;
	}

	/**
	 * Deletes what belongs to an owner, whose kinds and names are given outermost first: the rows below
	 * it, or, in a table that is not ordered by such owners, those that name it.
	 */
	deleteOf(kinds: readonly string[], names: readonly string[]): void {
		if (kinds.every((kind, i) => kind === this.owners[i])) this.deleteBelow(names);
		else if (this.owners[0] !== kinds[0]) this.deleteNaming(kinds, names);
	}

	private deleteNaming(kinds: readonly string[], names: readonly string[]): void {
		const places = kinds.map((kind) => ({ at: this.owners.indexOf(kind), field: FIELDS[kind] }));
		if (places.some(({ at, field }) => at < 0 && field === undefined)) return;
		const isOf = (row: Row) =>
			places.every(
				({ at, field = '' }, i) => (at < 0 ? row.data[field] : row.parents[at]) === names[i],
			);
		for (const row of [...this.below()].filter(isOf)) this.delete(row);
	}

	/** Rows below these owners, at any depth, oldest first. */
	*below(parents: readonly string[] = []): Generator<Row> {
		const level = this.level(parents);
		if (level) yield* walk(level);
	}

	private level(parents: readonly string[]): Level | undefined {
		let level = this.root;
		for (const name of parents) {
			const next = level.get(name);
			if (!next || isRow(next)) return undefined;
			level = next;
		}
		return level;
	}
}

function* walk(level: Level): Generator<Row> {
	for (const value of level.values()) {
		if (isRow(value)) yield value;
		else yield* walk(value);
	}
}

/** All tables of one simulator, made when first asked for. */
export class Store {
	private readonly tables = new Map<string, Table>();

	table(name: string): Table {
		let table = this.tables.get(name);
		if (!table) this.tables.set(name, (table = new Table(name)));
		return table;
	}

	/** Says whose the records of a table are, by the path of their list. */
	own(name: string, shape: string): void {
		this.table(name).owners = ownersOf(shape);
	}

	/** Deletes what belongs to an owner, in every table but those. */
	deleteOf(kinds: readonly string[], names: readonly string[], except: readonly string[]): void {
		for (const table of this.tables.values()) {
			if (!except.includes(table.name)) table.deleteOf(kinds, names);
		}
	}

	/** Every record as it is kept, by table. */
	records(): Record<string, Array<Pick<Row, 'parents' | 'id' | 'data'>>> {
		const rows = (table: Table) =>
			[...table.below()].map(({ parents, id, data }) => ({ parents, id, data }));
		return Object.fromEntries([...this.tables].map(([name, table]) => [name, rows(table)]));
	}

	/** Name and number of rows of each table. */
	totals(): Record<string, number> {
		return Object.fromEntries([...this.tables].map(([name, table]) => [name, table.total]));
	}
}
