import type { IDataObject } from 'n8n-workflow';
import type { Operation } from './operation';

type Rows = NonNullable<Operation['rows']>;

/**
 * The records inside an answer that is no list of them: under a name of their own
 * (`{"events": [{…}]}`), or keyed by what they are about (`{"101": {…}, "102": {…}}`). A key goes
 * into its row, unless the row says the same by itself.
 *
 * @returns an array of records; any other answer as it is
 */
export function unfolded(answer: unknown, rows: Rows): unknown {
	// Some servers give what they have one of as a list of one.
	if (Array.isArray(answer)) return answer.flatMap((one) => unfolded(one, rows));
	const { at, keys, value = 'value' } = rows;
	const inside = at !== undefined && isObject(answer) ? (answer[at] ?? answer) : answer;
	if (!keys || !isObject(inside) || !isKeyed(inside)) return inside;
	return rowsOf(inside, keys, value, {});
}

function rowsOf(content: unknown, keys: string[], value: string, row: IDataObject): IDataObject[] {
	const [key, ...others] = keys;
	if (key !== undefined && isObject(content)) {
		return Object.entries(content).flatMap(([name, inner]) =>
			rowsOf(inner, others, value, { ...row, [key]: name }),
		);
	}
	if (Array.isArray(content)) return content.flatMap((one) => rowsOf(one, [], value, row));
	return [isObject(content) ? { ...row, ...content } : { ...row, [value]: content as never }];
}

/** Whether an answer is a table of rows by key; a single record has plain values too. */
function isKeyed(content: IDataObject): boolean {
	return Object.values(content).every((inner) => typeof inner === 'object' && inner !== null);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
