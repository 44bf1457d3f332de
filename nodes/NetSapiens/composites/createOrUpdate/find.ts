import { UserError, type IDataObject } from 'n8n-workflow';
import type { Upsert } from '../../execute/operation';
import { isEmpty, oneOf } from '../../execute/scalars';
import { spelled } from '../../spellings';
import type { Call } from '../../execute/call';
import { bodyOf } from '../plan/body';
import { matchedValue, matchKeys } from '../plan/matching';
import type { Act } from '../plan/plan';
import { readAll, readRecord } from '../plan/read';
import { operationOf } from '../plan/request';

/** Where the record of an item is looked for. */
export interface Place {
	/** Reads the record, or lists those among which it is. */
	act: Act;
	/** What tells it among others: one of the keys has to be the same. */
	match?: { by: string; value: unknown; keys: string[] };
	/** What tells the record from others, for the output. */
	key: IDataObject;
}

/** @throws UserError when the field by which it is looked for is empty */
export function placeOf(call: Call, upsert: Upsert): Place {
	const { resource, values } = call;
	const act = (operation: string): Act => ({ resource, operation });
	if (upsert.reads !== undefined) {
		const read = act(upsert.reads);
		const path = named(operationOf(read).path, values);
		return { act: { ...read, path }, key: path };
	}
	const list = { ...act(upsert.finds!), path: values.path };
	const { by = [] } = upsert;
	if (by.length === 0) return { act: list, key: values.path };
	const matchBy = by.length > 1 ? oneOf(values.query.matchBy, 'Match By', by) : by[0]!;
	const wanted = spelled(bodyOf(call), call.form.record);
	const matched = matchedValue(matchBy, wanted);
	if (!matched) {
		throw new UserError(
			`"${matchBy}" is empty, so there is nothing to find the record by. Fill it in, or choose another field under Match By.`,
		);
	}
	return {
		act: list,
		match: { by: matchBy, value: matched.value, keys: matchKeys(matchBy, wanted) },
		key: { ...values.path, [matched.field]: matched.value } as IDataObject,
	};
}

/** What the placeholders of a path stand for; the body names what is to be made. */
function named(path: string, { path: given, body }: Call['values']): IDataObject {
	const { get } = spelled(body, undefined);
	const names = [...path.matchAll(/\{(.+?)\}/g)].map(([, name]) => name as string);
	return Object.fromEntries(names.map((name) => [name, given[name] ?? get(name)])) as IDataObject;
}

/**
 * The record as it is; undefined when there is none.
 *
 * @throws UserError when several fit
 * @throws as the API does
 */
export async function findRecord(
	call: Call,
	{ act, match }: Place,
): Promise<IDataObject | undefined> {
	if (!match) return await readRecord(call, act);
	const records = await listed(call, act);
	const found = records.filter((record) =>
		matchKeys(match.by, spelled(record, call.form.record)).some((key) => match.keys.includes(key)),
	);
	if (found.length < 2) return found[0];
	throw new UserError(
		`${found.length} records have "${String(match.value)}" as "${match.by}", so it is not clear which one to update. Match by a field that only one of them has, or delete the others.`,
	);
}

/** The records of a list, read once for all items. */
export async function listed(call: Call, act: Act): Promise<IDataObject[]> {
	return await call.memory.once(keyOf(act), async () => await readAll(call, act));
}

/** Lets later items find what was made or changed; without what the server calls it, the list is read again. */
export async function remember(call: Call, place: Place, record: IDataObject): Promise<void> {
	if (!place.match) return call.memory.forget(keyOf(place.act));
	const { get } = spelled(record, call.form.record);
	const ids = Object.values(call.form.upsert?.id ?? {});
	if (!ids.every((name) => !isEmpty(get(name)))) return call.memory.forget(keyOf(place.act));
	const records = await listed(call, place.act);
	const isIt = (one: IDataObject) =>
		ids.every((name) => spelled(one, call.form.record).get(name) === get(name));
	const at = records.findIndex(isIt);
	if (at < 0) records.push(record);
	else records[at] = record;
}

const keyOf = ({ resource, operation, path }: Act): string =>
	JSON.stringify([resource, operation, path]);
