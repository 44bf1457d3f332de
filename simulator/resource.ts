import { isPerson, sees } from './auth/authorize';
import { blankRecord } from './blank';
import type { Collection } from './collection';
import { badRequest, conflict, notFound } from './errors';
import { ACCEPTED, ok, type Answer, type Call } from './handler';
import { filtersOf, pageOf, passes, selectFields, sorted, takePage } from './listing';
import type { Schema } from './spec';
import { ownersOf, type Data, type Row } from './state/table';
import type { System } from './system';

/** Writes that declare `synchronous` only in newer cores. */
const SYNCHRONOUS_SINCE_45 = /\/sites$|\/msg(\/\{\})?$|\/dialpolicy(\/\{\}\/permission)?$/;

/** The records of one collection and what can be done with them. */
export class Resource {
	private blankCache?: Data;
	private neverSetCache?: Data;
	private knownCache?: Set<string>;
	private unsaidCache?: string[];

	constructor(
		private readonly system: System,
		readonly definition: Collection,
	) {}

	/** Every field of the record with its default, by the document. */
	get blank(): Data {
		return (this.blankCache ??= blankRecord(this.system.spec, this.schema()));
	}

	/** The same where yes and no are empty as long as nobody has set them. */
	private get neverSet(): Data {
		return (this.neverSetCache ??= Object.fromEntries(
			Object.entries(this.blank).map(([name, value]) => [
				name,
				value === 'yes' || value === 'no' ? '' : value,
			]),
		));
	}

	get known(): Set<string> {
		return (this.knownCache ??= new Set([...Object.keys(this.blank), this.definition.key]));
	}

	/** Owners that the record itself does not name. */
	private get unsaid(): string[] {
		return (this.unsaidCache ??= this.definition.owners.filter((name) => !(name in this.blank)));
	}

	/** The record as it is sent. */
	show(row: Row): Data {
		const { switches } = this.system;
		const blank = switches.is('yes-no', 'empty') ? this.neverSet : this.blank;
		const record = { ...blank, ...row.data };
		for (const name of this.unsaid) delete record[name];
		return this.definition.shown?.(record, row) ?? record;
	}

	/** The record as JSON, kept until it changes. */
	json(row: Row): string {
		if (this.definition.shown) return this.system.json(this.show(row));
		const { revision } = this.system.switches;
		if (row.json === undefined || row.revision !== revision) {
			row.json = this.system.json(this.show(row));
			row.revision = revision;
		}
		return row.json;
	}

	/** Finds a row that can be read already. @throws ApiError 404 */
	row(owners: readonly string[], id: string): Row {
		const row = this.system.store.table(this.definition.table).find(owners, id);
		if (!row || !this.system.readable(row)) {
			throw notFound(this.definition.missing?.(id, owners));
		}
		return row;
	}

	/** Stores a new record and runs what follows from it. `known` fields only are kept. */
	create(owners: readonly string[], id: string, body: Data, call?: Call): Row {
		const { definition, system } = this;
		const data: Data = { ...this.keep(body), [definition.key]: id };
		definition.owners.forEach((field, i) => (data[field] = owners[i]));
		if (call) definition.prepare?.(call, data);
		const row = system.store
			.table(definition.table)
			.put(owners, id, data, system.visibleFrom(call));
		definition.created?.(row, call);
		return row;
	}

	update(row: Row, body: Data, call?: Call): void {
		const { definition, system } = this;
		const changes = this.keep(body);
		for (const field of [definition.key, ...definition.owners]) delete changes[field];
		if (call) definition.prepare?.(call, changes, row);
		const before = row.data;
		if ('last-modified-datetime' in this.blank) changes['last-modified-datetime'] = system.isoNow();
		system.store.table(definition.table).update(row, changes);
		definition.updated?.(row, before, call);
	}

	remove(row: Row, call?: Call): void {
		const { definition, system } = this;
		system.store.table(definition.table).delete(row);
		const kinds = ownersOf(`${definition.shape}/{}`);
		system.store.deleteOf(kinds, [...row.parents, row.id], definition.outlivedBy ?? []);
		definition.deleted?.(row, call);
	}

	/** Rows below these owners that can be read and pass the filters of the query. */
	*rows(owners: readonly string[], query: Data = {}, call?: Call): Generator<Row> {
		const filters = filtersOf(query, this.known);
		for (const row of this.system.store.table(this.definition.table).below(owners)) {
			if (!this.system.readable(row)) continue;
			if (call && !this.isShown(row, owners, call)) continue;
			if (filters.length === 0 || passes(this.show(row), filters)) yield row;
		}
	}

	/** Whether a list that names these owners shows the sender a record: not what others own, or other users. */
	private isShown(row: Row, owners: readonly string[], { principal }: Call): boolean {
		if (owners.length === 0) return sees(this.system, principal, row.data);
		const isPersonal = owners.length === 1 && this.definition.owners[1] === 'user';
		const [domain = '', user = ''] = row.parents;
		return !isPersonal || isPerson(this.system, principal, domain, user);
	}

	/** The answer to a create: 200 with the record when asked or when no 202 is documented. */
	written(call: Call, row: Row): Answer {
		const documented = this.system.spec.successes(call.variant);
		const wanted = call.body.synchronous === 'yes' && this.answersAtOnce(call);
		if (wanted || (documented.length > 0 && !documented.includes(202))) {
			row.visibleFrom = undefined;
			return { status: 200, json: this.json(row) };
		}
		return ACCEPTED;
	}

	/** Whether this version of the endpoint can answer with the record. */
	private answersAtOnce({ endpoint }: Call): boolean {
		return (
			endpoint.synchronous && !(this.system.major < 45 && SYNCHRONOUS_SINCE_45.test(endpoint.shape))
		);
	}

	/** One page of rows that were picked already. */
	page(call: Call, rows: Iterable<Row>): Answer {
		const parts = takePage(rows, pageOf(this.system, call)).map((row) => this.json(row));
		return { status: 200, json: `[${parts.join(',')}]` };
	}

	/**
	 * A page of the records below the first owners of the path.
	 * @param depth how many owners the path names
	 * @param brief whether a few fields of each are enough
	 */
	list(call: Call, depth: number, brief = false): Answer {
		const rows = this.rows(call.path.slice(0, depth), call.query, call);
		if (!call.query.sort && !call.query.fields && !brief) return this.page(call, rows);
		const all = sorted(
			[...rows].map((row) => this.show(row)),
			call.query,
		);
		return ok(this.brief(takePage(all, pageOf(this.system, call)), call, brief));
	}

	private brief(records: Data[], call: Call, brief: boolean): Data[] {
		if (call.query.fields) {
			return selectFields(records, call.query.fields, brief ? this.known : undefined);
		}
		const names = brief ? this.definition.brief : undefined;
		return names ? selectFields(records, names.join(',')) : records;
	}

	/** How many records there are below the first owners of the path. */
	count(call: Call, depth: number): Answer {
		const owners = call.path.slice(0, depth);
		return ok({ total: [...this.rows(owners, call.query, call)].length });
	}

	/** 1 or 0: whether the record of the path is there. */
	exists(call: Call): Answer {
		const id = call.path.at(-1) ?? '';
		const row = this.system.store.table(this.definition.table).find(call.path.slice(0, -1), id);
		return ok({ total: row && this.system.readable(row) ? 1 : 0 });
	}

	get(call: Call): Answer {
		const json = this.json(this.row(call.path.slice(0, -1), call.path.at(-1) ?? ''));
		return { status: 200, json: this.definition.single === 'list' ? `[${json}]` : json };
	}

	post(call: Call): Answer {
		const { definition } = this;
		const given = call.body[definition.key];
		const id = given === undefined || given === '' ? definition.makeId?.(call.body) : String(given);
		if (!id) throw badRequest(`Missing required field: ${definition.key}`);
		if (!definition.upsert && this.isTaken(call.path, id)) {
			throw conflict(definition.exists ?? `${definition.key} already exists.`);
		}
		return this.written(call, this.create(call.path, id, call.body, call));
	}

	private isTaken(owners: readonly string[], id: string): boolean {
		const table = this.system.store.table(this.definition.table);
		const { unique } = this.definition;
		if (unique === undefined) return table.find(owners, id) !== undefined;
		const among = table.below(unique === 'everywhere' ? [] : owners.slice(0, 1));
		return [...among].some((row) => row.id === id);
	}

	put(call: Call): Answer {
		const owners = call.path.slice(0, -1);
		const id = call.path.at(-1) ?? '';
		const found = this.system.store.table(this.definition.table).find(owners, id);
		if (!found && this.definition.upsert) {
			return this.written(call, this.create(owners, id, call.body, call));
		}
		const row = this.row(owners, id);
		this.update(row, call.body, call);
		return this.written(call, row);
	}

	del(call: Call): Answer {
		const row = this.row(call.path.slice(0, -1), call.path.at(-1) ?? '');
		const json = this.json(row);
		this.remove(row, call);
		const documented = this.system.spec.successes(call.variant);
		return documented.length > 0 && !documented.includes(202) ? { status: 200, json } : ACCEPTED;
	}

	private keep(body: Data): Data {
		const out: Data = {};
		for (const [name, value] of Object.entries(body)) {
			if (this.known.has(name)) out[name] = value;
		}
		return out;
	}

	private schema(): Schema | undefined {
		const { spec } = this.system;
		const { shape, views = [] } = this.definition;
		const places = [`${shape}/{}`, shape, ...views];
		if (this.definition.fields === 'list') places.shift();
		for (const candidate of places) {
			for (const variant of this.system.endpoint('GET', candidate)?.variants ?? []) {
				let schema = spec.resolve(spec.responseSchema(variant, 200));
				if (schema.type === 'array') schema = spec.resolve(schema.items as Schema);
				if (Object.keys(spec.properties(schema)).length > 0) return schema;
			}
		}
		const post = this.system.endpoint('POST', shape)?.variants[0];
		return post && spec.bodySchema(post, 'application/json');
	}
}
