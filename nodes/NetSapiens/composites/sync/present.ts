import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { isEmpty } from '../../execute/scalars';
import { spelled } from '../../spellings';
import { matchKeys } from '../plan/matching';
import { readAll } from '../plan/read';
import type { Settings } from './settings';

/** The records of a place as they are. */
export interface Present {
	/** Those that a sync is about, without records of another kind in the same list. */
	records: IDataObject[];
	/** What they are matched by → those that have it. */
	byKey: Map<string, IDataObject[]>;
	/** Field by which the server names records → its value → whose it is, records of another kind too. */
	byId: Map<string, IDataObject>;
}

/** @throws as reading a list does */
export async function readPresent(call: Call, { matchBy, country }: Settings): Promise<Present> {
	const { resource, values, form } = call;
	const all = await readAll(call, { resource, operation: 'getAll', path: values.path });
	const records = all.filter((record) => !isOther(call, record));
	const byKey = new Map<string, IDataObject[]>();
	for (const record of records) {
		for (const key of matchKeys(matchBy, spelled(record, form.record), country)) {
			const same = byKey.get(key);
			if (same) same.push(record);
			else byKey.set(key, [record]);
		}
	}
	return { records, byKey, byId: new Map(all.flatMap((record) => idsOf(call, record))) };
}

/** Under which field and value the server knows a record. */
export function idsOf({ form }: Call, record: IDataObject): Array<[string, IDataObject]> {
	const { get } = spelled(record, form.record);
	return Object.values(form.sync!.id)
		.filter((field) => !isEmpty(get(field)))
		.map((field) => [idKey(field, get(field)), record]);
}

export const idKey = (field: string, value: unknown): string =>
	`${field} ${String(value).trim().toLowerCase()}`;

/** Whether a record is of another kind, such as a user that the server keeps for a queue. */
export function isOther({ form }: Call, record: IDataObject): boolean {
	return marks({ form }, record).some(
		({ value, beginning }) => !isEmpty(value) && String(value).startsWith(beginning),
	);
}

/** Whether a record may go: nothing says that it could be of another kind. */
export const mayGo = (call: Call, record: IDataObject): boolean =>
	marks(call, record).every(({ value }) => isEmpty(value));

function marks({ form }: Pick<Call, 'form'>, record: IDataObject) {
	const { get } = spelled(record, form.record);
	return Object.entries(form.sync!.others ?? {}).map(([field, beginning]) => ({
		value: get(field),
		beginning,
	}));
}
