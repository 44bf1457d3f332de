import { spellingsOf } from './dialects';
import type { FormField } from './formField';
import type { ApiOperation } from './spec';
import type { DialectWords } from './words';

/** A field of a form and whether it stands in view. */
export interface Entry {
	field: FormField;
	needed: boolean;
}

/**
 * Makes one field of those that are one value under an older and a newer name: it is asked for once
 * and sent under both, since a server goes by one and passes over the other.
 */
export function withoutTwins(entries: Entry[], api: ApiOperation, dialects: DialectWords): Entry[] {
	const older = new Set(api.olderFields);
	const newer = entries.filter(({ field }) => !older.has(field.name));
	const twinOf = ({ field: { name } }: Entry) => {
		const names = older.has(name) ? spellingsOf(api.path, name, dialects) : [];
		return newer.find(({ field }) => names.includes(field.name));
	};
	const twins = new Map(entries.map((entry) => [entry, twinOf(entry)]));
	return entries
		.filter((entry) => !twins.get(entry))
		.map((entry) => {
			const others = entries.filter((one) => twins.get(one) === entry);
			if (others.length === 0) return entry;
			const also = others.map(({ field }) => field.name);
			const needed = entry.needed || others.some((one) => one.needed);
			return { field: { ...entry.field, also }, needed };
		});
}
