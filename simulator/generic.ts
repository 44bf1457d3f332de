import { blankRecord } from './blank';
import { badRequest, conflict, notFound } from './errors';
import { ACCEPTED, ok, type Answer, type Call, type Handler } from './handler';
import { filtersOf, pageOf, passes, selectFields, sorted, takePage } from './listing';
import type { Simulator } from './simulator';
import type { Schema } from './spec';
import type { Data, Row } from './state/table';

/** Writes that declare `synchronous` only in newer cores. */
const SYNCHRONOUS_SINCE_45 = /\/sites$|\/msg(\/\{\})?$|\/dialpolicy(\/\{\}\/permission)?$/;

/** One kind of record with create, read, update, delete, count and list. */
export interface Collection {
	table: string;
	/** Path of the list, parameters written `{}`. */
	shape: string;
	/** Field that names the record; it is the last path value of the single record. */
	key: string;
	/** Fields that hold the path values before the record, outermost first. */
	owners: string[];
	/** Other lists of the same records, with how many owners their path names. */
	views?: Record<string, number>;
	/** PUT and DELETE on the list path find the record by this body field. */
	bodyKey?: string;
	/** Makes an id when the body has none. */
	makeId?: (sim: Simulator, body: Data) => string;
	/** Text of the 409 when the id is taken. */
	exists?: string;
	/** Text of the 404. */
	missing?: (id: string, owners: readonly string[]) => string;
	/** Answers a single record as a list of one. */
	single?: 'list';
	/** Where the fields of a record are documented best: at the single record when left out. */
	fields?: 'list';
	/** Fields a `/list` answers; without it `/list` gives full records. */
	brief?: string[];
	/** PUT or POST on a record that is not there makes it. */
	upsert?: boolean;
	/** Changes or checks the data before it is stored. */
	prepare?: (call: Call, data: Data, row?: Row) => void;
	created?: (sim: Simulator, row: Row, call?: Call) => void;
	updated?: (sim: Simulator, row: Row, before: Data, call?: Call) => void;
	deleted?: (sim: Simulator, row: Row, call?: Call) => void;
	/** Adds what is computed on reading. Records with this are not kept as text. */
	shown?: (sim: Simulator, record: Data, row: Row) => Data;
}

/** The handlers of one collection. */
export class Resource {
	private blankCache?: Data;
	private neverSetCache?: Data;
	private knownCache?: Set<string>;

	constructor(
		readonly sim: Simulator,
		readonly definition: Collection,
	) {}

	/** Every field of the record with its default, by the document. */
	get blank(): Data {
		return (this.blankCache ??= blankRecord(this.sim.spec, this.schema()));
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

	/** The record as it is sent. */
	show(row: Row): Data {
		const { switches } = this.sim;
		const blank = switches.is('yes-no', 'empty') ? this.neverSet : this.blank;
		const record = { ...blank, ...row.data };
		return this.definition.shown?.(this.sim, record, row) ?? record;
	}

	/** The record as JSON, kept until it changes. */
	json(row: Row): string {
		if (this.definition.shown) return this.sim.json(this.show(row));
		const { revision } = this.sim.switches;
		if (row.json === undefined || row.revision !== revision) {
			row.json = this.sim.json(this.show(row));
			row.revision = revision;
		}
		return row.json;
	}

	/** Finds a row that can be read already. @throws ApiError 404 */
	row(owners: readonly string[], id: string): Row {
		const row = this.sim.store.table(this.definition.table).find(owners, id);
		if (!row || !this.sim.readable(row)) {
			throw notFound(this.definition.missing?.(id, owners));
		}
		return row;
	}

	/** Stores a new record and runs what follows from it. `known` fields only are kept. */
	create(owners: readonly string[], id: string, body: Data, call?: Call): Row {
		const { definition, sim } = this;
		const data: Data = { ...this.keep(body), [definition.key]: id };
		definition.owners.forEach((field, i) => (data[field] = owners[i]));
		if (call) definition.prepare?.(call, data);
		const row = sim.store.table(definition.table).put(owners, id, data, sim.visibleFrom(call));
		definition.created?.(sim, row, call);
		return row;
	}

	update(row: Row, body: Data, call?: Call): void {
		const { definition, sim } = this;
		const changes = this.keep(body);
		for (const field of [definition.key, ...definition.owners]) delete changes[field];
		if (call) definition.prepare?.(call, changes, row);
		const before = row.data;
		if ('last-modified-datetime' in this.blank) changes['last-modified-datetime'] = sim.isoNow();
		sim.store.table(definition.table).update(row, changes);
		definition.updated?.(sim, row, before, call);
	}

	remove(row: Row, call?: Call): void {
		this.sim.store.table(this.definition.table).delete(row);
		this.definition.deleted?.(this.sim, row, call);
	}

	/** Registers a handler for each documented endpoint of the collection. */
	register(): void {
		const { shape, views = {}, bodyKey } = this.definition;
		const depth = this.definition.owners.length;
		const { sim } = this;
		sim.on('GET', shape, this.list(depth));
		sim.on('POST', shape, (call) => this.post(call));
		sim.on('GET', `${shape}/count`, this.count(depth));
		sim.on('GET', `${shape}/list`, this.list(depth, true));
		sim.on('GET', `${shape}/{}`, (call) => this.get(call));
		sim.on('PUT', `${shape}/{}`, (call) => this.put(call));
		sim.on('PATCH', `${shape}/{}`, (call) => this.put(call));
		sim.on('DELETE', `${shape}/{}`, (call) => this.del(call));
		sim.on('GET', `${shape}/{}/count`, (call) => this.exists(call));
		if (bodyKey) {
			const withId: (next: Handler) => Handler = (next) => (call) =>
				next({ ...call, path: [...call.path, this.bodyId(call, bodyKey)] });
			sim.on(
				'PUT',
				shape,
				withId((call) => this.put(call)),
			);
			sim.on(
				'DELETE',
				shape,
				withId((call) => this.del(call)),
			);
		}
		for (const [view, values] of Object.entries(views)) {
			sim.on('GET', view, this.list(values));
			sim.on('GET', `${view}/count`, this.count(values));
			sim.on('GET', `${view}/list`, this.list(values, true));
		}
	}

	/** Rows below these owners that can be read and pass the filters of the query. */
	*rows(owners: readonly string[], query: Data = {}, call?: Call): Generator<Row> {
		const filters = filtersOf(query, this.known);
		for (const row of this.sim.store.table(this.definition.table).below(owners)) {
			if (!this.sim.readable(row)) continue;
			if (call && owners.length === 0 && !this.sim.seesRow(call.principal, row)) continue;
			if (filters.length === 0 || passes(this.show(row), filters)) yield row;
		}
	}

	/** The answer to a create: 200 with the record when asked or when no 202 is documented. */
	written(call: Call, row: Row): Answer {
		const documented = this.sim.spec.successes(call.variant);
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
			endpoint.synchronous && !(this.sim.major < 45 && SYNCHRONOUS_SINCE_45.test(endpoint.shape))
		);
	}

	private list(depth: number, brief = false): Handler {
		return (call) => {
			const owners = call.path.slice(0, depth);
			const rows = this.rows(owners, call.query, call);
			const page = pageOf(call);
			if (!call.query.sort && !call.query.fields && !brief) {
				const parts = takePage(rows, page).map((row) => this.json(row));
				return { status: 200, json: `[${parts.join(',')}]` };
			}
			const all = sorted(
				[...rows].map((row) => this.show(row)),
				call.query,
			);
			const records = this.brief(takePage(all, page), call, brief);
			return ok(records);
		};
	}

	private brief(records: Data[], call: Call, brief: boolean): Data[] {
		if (call.query.fields) {
			return selectFields(records, call.query.fields, this.known, brief);
		}
		const names = brief ? this.definition.brief : undefined;
		return names ? selectFields(records, names.join(','), this.known) : records;
	}

	private count(depth: number): Handler {
		return (call) => {
			const owners = call.path.slice(0, depth);
			return ok({ total: [...this.rows(owners, call.query, call)].length });
		};
	}

	private exists(call: Call): Answer {
		const id = call.path.at(-1) ?? '';
		const row = this.sim.store.table(this.definition.table).find(call.path.slice(0, -1), id);
		return ok({ total: row && this.sim.readable(row) ? 1 : 0 });
	}

	get(call: Call): Answer {
		const json = this.json(this.row(call.path.slice(0, -1), call.path.at(-1) ?? ''));
		return { status: 200, json: this.definition.single === 'list' ? `[${json}]` : json };
	}

	post(call: Call): Answer {
		const { definition, sim } = this;
		const given = call.body[definition.key];
		const id =
			given === undefined || given === '' ? definition.makeId?.(sim, call.body) : String(given);
		if (!id) throw badRequest(`Missing required field: ${definition.key}`);
		const existing = sim.store.table(definition.table).find(call.path, id);
		if (existing && !definition.upsert) {
			throw conflict(definition.exists ?? `${definition.key} already exists.`);
		}
		return this.written(call, this.create(call.path, id, call.body, call));
	}

	put(call: Call): Answer {
		const owners = call.path.slice(0, -1);
		const id = call.path.at(-1) ?? '';
		const found = this.sim.store.table(this.definition.table).find(owners, id);
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
		const documented = this.sim.spec.successes(call.variant);
		return documented.length > 0 && !documented.includes(202) ? { status: 200, json } : ACCEPTED;
	}

	private bodyId(call: Call, field: string): string {
		const id = call.body[field];
		if (id === undefined || id === '') throw badRequest(`Missing required field: ${field}`);
		return String(id);
	}

	private keep(body: Data): Data {
		const out: Data = {};
		for (const [name, value] of Object.entries(body)) {
			if (this.known.has(name)) out[name] = value;
		}
		return out;
	}

	private schema(): Schema | undefined {
		const { spec } = this.sim;
		const { shape, views = {} } = this.definition;
		const places = [`${shape}/{}`, shape, ...Object.keys(views)];
		if (this.definition.fields === 'list') places.shift();
		for (const candidate of places) {
			for (const variant of this.sim.endpoint('GET', candidate)?.variants ?? []) {
				let schema = spec.resolve(spec.responseSchema(variant, 200));
				if (schema.type === 'array') schema = spec.resolve(schema.items as Schema);
				if (Object.keys(spec.properties(schema)).length > 0) return schema;
			}
		}
		const post = this.sim.endpoint('POST', shape)?.variants[0];
		return post && spec.bodySchema(post, 'application/json');
	}
}
