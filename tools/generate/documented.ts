import { typesOf, type Schema } from './spec';

/** JSON Schema as n8n's schema view reads it. */
export interface AnswerSchema {
	type: string;
	properties?: Record<string, AnswerSchema>;
	items?: AnswerSchema;
}

export type Properties = Record<string, AnswerSchema>;

/** Groups inside of groups beyond this are left out. */
const DEEPEST = 4;

/** The documented names of an answer's record, or of each of the list that it is. */
export const recordNames = (answer: Schema | undefined): string[] =>
	Object.keys(documented(answer));

/** The fields of a documented record, or of each record of a documented list. */
export function documented(answer: Schema | undefined): Properties {
	if (!answer) return {};
	const list = typesOf(answer).includes('array') ? answer.items : undefined;
	return compact(list ?? answer, 0)?.properties ?? {};
}

function compact(schema: Schema, depth: number): AnswerSchema | undefined {
	if (depth > DEEPEST) return undefined;
	const type = typesOf(schema)[0] ?? (schema.properties ? 'object' : 'string');
	if (type === 'object') {
		const properties = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
			const found = inner && compact(inner, depth + 1);
			// Some names of the document end in a blank.
			return found ? [[name.trim(), found] as const] : [];
		});
		return { type, ...(properties.length > 0 && { properties: Object.fromEntries(properties) }) };
	}
	if (type === 'array') {
		const items = schema.items && compact(schema.items, depth + 1);
		return { type, ...(items && { items }) };
	}
	return { type };
}
