import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Field, Operation } from '../../nodes/NetSapiens/execute/operation';
import { repeatedName } from '../../nodes/NetSapiens/execute/values';
import { spelled } from '../../nodes/NetSapiens/spellings';
import { shapeOf, type Spec, type Variant } from '../../simulator/spec';
import type { Client } from '../simulator/client';
import type { OperationRequests } from '../simulator/operation-requests';
import { sampleOf } from '../simulator/sample';
import { offered, type Offered } from './operations';
import { minimalParameters } from './filled';

/** An update that maps items by itself, and what reads the same record. */
export interface Pair {
	get: Offered;
	update: Offered;
}

const collectionOf = (path: string) => path.replace(/\/\{[^}]*\}$/, '');

/** Takes entries as older servers do, and reading shows them otherwise. */
const olderForm = 'userTimeframe updateEntries (time-ranges)';

const updates = offered.filter(
	({ title, operation }) =>
		operation.mappable && /^(PUT|PATCH)$/.test(operation.method) && title !== olderForm,
);

/** What reads the records of a path, alone or in the list of all; `~` would name only one of them. */
function readersOf({ choice, operation }: Offered): Offered[] {
	const reads = offered.filter(
		(one) =>
			one.choice.resource === choice.resource &&
			one.operation.method === 'GET' &&
			!one.operation.path.includes('~') &&
			/^(record|list)$/.test(one.operation.result),
	);
	const shapes = [operation.path, collectionOf(operation.path)].map(shapeOf);
	return reads.filter((one) => shapes.includes(shapeOf(one.operation.path)));
}

/** Every update with what reads its record. */
export const pairs: Pair[] = updates.flatMap((update) =>
	readersOf(update).map((get) => ({ get, update })),
);

/** Updates whose record nothing reads. */
export const unread: string[] = updates
	.filter((one) => readersOf(one).length === 0)
	.map(({ title }) => title);

/** Whether a value says anything: groups and lists do when something in them does. */
export function isSet(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(isSet);
	if (typeof value === 'object' && value !== null) return Object.values(value).some(isSet);
	return value !== undefined && value !== null && value !== '';
}

/** The fields of a request's body. */
export const bodyOf = ({ parameters, fields = [] }: Operation): Field[] =>
	[...parameters, ...fields].filter((field) => field.in === 'body');

/** What an update should send for a record: every field for which the record has a value. */
export function valuesFor(operation: Operation, item: IDataObject): IDataObject {
	const record = spelled(item, operation.record);
	const values = bodyOf(operation).map(
		(field) => [field.name, sendable(field, record.get(field.name))] as const,
	);
	return Object.fromEntries(values.filter(([, value]) => isSet(value))) as IDataObject;
}

/** Of groups only what the update takes: servers show more in them. */
function sendable({ fields }: Field, value: unknown): unknown {
	if (!fields || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => sendable({ fields } as Field, one));
	const group = value as IDataObject;
	return Object.fromEntries(fields.map(({ name }) => [name, group[name]]));
}

/** Whether a record has a value that the update takes. */
const fits = ({ kind }: Field, value: unknown): boolean =>
	isSet(value) && (!/^date/.test(kind) || !Number.isNaN(Date.parse(String(value))));

/** A record of the simulator that exists, with a value in every field that it takes. */
export interface Existing {
	/** Values of the path, by placeholder of the update, and of the query that reading needs. */
	path: IDataObject;
	/** The field and value by which lists tell it from others. */
	key: unknown;
	record: IDataObject;
}

/** Makes records ready for a round trip; the server must speak the documented dialect meanwhile. */
export class Records {
	constructor(
		private readonly spec: Spec,
		private readonly send: Client,
		private readonly requests: OperationRequests,
	) {}

	/** Makes or finds the record of a pair and fills what is empty. @throws Error when the server refuses */
	async ready({ get, update }: Pair): Promise<Existing> {
		const path = { ...(await this.pathOf(update)), ...this.queryFor(get) };
		const id = this.requests.last || path[namesIn(update.operation.path).at(-1) ?? ''];
		const before = await this.read(get, path, id);
		const body = { ...this.filling(update.operation, before), ...repeated(update.operation, path) };
		const answer = await this.send(update.operation.method, filled(update.operation.path, path), {
			body,
		});
		if (answer.status >= 300) {
			throw new Error(`${update.title}: ${answer.status} ${JSON.stringify(answer.body)}`);
		}
		return { path, key: id, record: await this.read(get, path, id) };
	}

	/** Values with which an operation finds something, by placeholder and name of the query. */
	async pathOf(one: Offered): Promise<IDataObject> {
		const { method, path } = one.operation;
		const names = namesIn(path);
		const values = await this.requests.pathValues(method, shapeOf(path), [...names]);
		const inPath = Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
		return { ...inPath, ...this.queryFor(one) };
	}

	/** The call for which the simulator has a transcription, once `pathOf` was asked for its operation. */
	get transcribedCall(): unknown {
		return this.requests.hints('', [])('?callid');
	}

	private queryFor(one: Offered): IDataObject {
		const hint = this.requests.hints(shapeOf(one.operation.path), []);
		const values = queryOf(one).map(({ name, kind }) => [
			name,
			hint(`?${name}`) ?? (kind === 'string' ? 'sample text' : 1),
		]);
		return Object.fromEntries(values) as IDataObject;
	}

	/** The record as the documents have it. */
	async read({ operation }: Offered, path: IDataObject, id: unknown): Promise<IDataObject> {
		const query = new URLSearchParams(
			queryOf({ operation }).map(({ name }): [string, string] => [name, String(path[name])]),
		);
		if (operation.result === 'list') query.set('limit', '1000');
		const at = `${filled(operation.path, path, Object.values(path))}?${query}`;
		const { body } = await this.send('GET', at);
		const found = pick([body].flat() as IDataObject[], id);
		if (!found)
			throw new Error(`GET ${at} has no ${String(id)}: ${JSON.stringify(body).slice(0, 300)}`);
		return found;
	}

	/** A body with what the record has, and with samples for what it has not. */
	private filling(operation: Operation, record: IDataObject): IDataObject {
		const { get } = spelled(record, operation.record);
		const entries = bodyOf(operation).map((field) => {
			const value = get(field.name);
			return [field.name, fits(field, value) ? value : this.sample(operation, field)];
		});
		return { ...operation.constants, ...Object.fromEntries(entries) } as IDataObject;
	}

	/** A value for a field that no record has, such as a file. */
	sample({ id, path: key }: Operation, { name, kind }: Field): unknown {
		if (kind === 'dateTime') return '2026-01-05 12:00:00';
		const variant = this.spec.endpoints
			.flatMap(({ variants }) => variants)
			.find((one) => one.id === id) as Variant;
		const schema = this.spec.properties(this.spec.bodySchema(variant, 'application/json'))[name];
		return sampleOf(this.spec, schema, this.requests.hints(shapeOf(key), []), name);
	}

	/** The item with what an update requires and no record has, as a user would add it. */
	completed({ operation }: Offered, item: IDataObject): IDataObject {
		const has = spelled(item, operation.record).get;
		const missing = operation.parameters.filter(
			(field) => field.in === 'body' && !isSet(has(field.name)),
		);
		const added = missing.map((field) => [field.name, this.sample(operation, field)]);
		return { ...item, ...Object.fromEntries(added) } as IDataObject;
	}
}

/** The values of the path that a body repeats. */
function repeated({ constants = {} }: Operation, path: IDataObject): IDataObject {
	const names = Object.entries(constants).map(([name, value]) => [name, repeatedName(value)]);
	const known = names.filter(([, from]) => from !== undefined);
	return Object.fromEntries(known.map(([name, from]) => [name, path[from!]])) as IDataObject;
}

const queryOf = ({ operation }: Pick<Offered, 'operation'>): Field[] =>
	operation.parameters.filter((field) => field.in === 'query');

const namesIn = (path: string): string[] =>
	[...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);

/** A path with its values; another operation's placeholders are taken in their order. */
function filled(path: string, values: IDataObject, inOrder: unknown[] = []): string {
	let at = 0;
	return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
		const value = values[name] ?? inOrder[at];
		at++;
		return encodeURIComponent(String(value));
	});
}

/** Of several records, the last with this identifier in any field; a single one is it. */
export function pick(records: IDataObject[], id: unknown): IDataObject | undefined {
	if (records.length === 1) return records[0];
	return records.findLast((record) =>
		Object.values(record).some((value) => String(value) === String(id)),
	);
}

/** Parameters that reach a record with an operation; placeholders are filled in their order. */
export function reach(one: Offered, path: IDataObject): INodeParameters {
	const values = Object.values(path);
	const inOrder = namesIn(one.operation.path).map((name, i) => [name, path[name] ?? values[i]]);
	const known = { ...path, ...Object.fromEntries(inOrder) } as IDataObject;
	const dates = queryOf(one).filter(({ kind }) => kind === 'dateTime');
	return {
		...minimalParameters(one, known),
		...Object.fromEntries(dates.map(({ parameter, name }) => [parameter, String(known[name])])),
	};
}
