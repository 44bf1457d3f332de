import type { Picker } from '../../nodes/NetSapiens/execute/operation';
import { recordOf } from './dialects';
import { placeholders } from './spec';
import type { PickerWords, Words } from './words';

/** A picker as the forms use it. */
export interface FoundPicker {
	method: string;
	/** n8n's name for the path parameter, where it is not the API's. */
	parameter?: string;
	placeholder?: string;
	/** Whether `~` stands for the caller's own record. */
	mine?: true;
}

const found = (words: PickerWords): FoundPicker => ({
	method: words.method,
	...(words.parameter !== undefined && { parameter: words.parameter }),
	...(words.placeholder !== undefined && { placeholder: words.placeholder }),
	...(words.mine && { mine: true as const }),
});

/** The picker for a path parameter: the one whose list stands just before it. */
export function pickerForPath(path: string, name: string, words: Words): FoundPicker | undefined {
	const collection = path.slice(0, path.indexOf(`/{${name}}`));
	const match = Object.entries(words.pickers).find(
		([list, picker]) => list === collection || picker.paths?.includes(collection),
	);
	return match && found(match[1]);
}

/** Whether a body value is the identifier of the records that a collection's path lists. */
export function namesRecordOf(collection: string, name: string, words: Words): boolean {
	return Object.entries(words.pickers).some(
		([list, picker]) =>
			(list === collection || picker.paths?.includes(collection)) &&
			(picker.value === name || picker.names?.includes(name)),
	);
}

/** The picker for a body or query value that names an existing record: the one nearest to the form's place. */
export function pickerForName(
	name: string,
	available: ReadonlySet<string>,
	words: Words,
): FoundPicker | undefined {
	const [nearest] = Object.entries(words.pickers)
		.filter(([list, picker]) => {
			const known = placeholders(list).every((needed) => available.has(needed));
			return known && picker.names?.includes(name);
		})
		.sort(([one], [other]) => placeholders(other).length - placeholders(one).length);
	return nearest && found(nearest[1]);
}

/** What the node needs at run time: list search method → how to list. */
export function pickerTable(words: Words): Record<string, Picker> {
	return Object.fromEntries(
		Object.entries(words.pickers)
			.sort(([, a], [, b]) => (a.method < b.method ? -1 : 1))
			.map(([path, picker]) => {
				const record = recordOf(path, words.dialects);
				return [
					picker.method,
					{
						path,
						...(record !== undefined && { record }),
						value: picker.value,
						label: picker.label,
						...(picker.mine && { mine: true as const }),
						...(picker.fallbackPath !== undefined && { fallbackPath: picker.fallbackPath }),
					},
				];
			}),
	);
}
