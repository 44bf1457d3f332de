import type { LaidOut } from './wants';
import type { PlannedRequest } from './plan';
import { typesOf, type Schema } from './spec';

/** JSON Schema as n8n's schema view reads it. */
export interface AnswerSchema {
	type: string;
	properties?: Record<string, AnswerSchema>;
	items?: AnswerSchema;
}

const deepest = 4;

/** Preview of one item that an operation returns, for n8n's schema view. */
export function answerOf({ requests }: LaidOut): AnswerSchema | undefined {
	const schemas = requests.map(({ request }) => itemOf(request));
	return schemas.find((schema) => schema !== undefined);
}

function itemOf({ api, words }: PlannedRequest): AnswerSchema | undefined {
	if (api.method === 'DELETE')
		return { type: 'object', properties: { deleted: { type: 'boolean' } } };
	if (!api.answer) return undefined;
	const list = typesOf(api.answer).includes('array') ? api.answer.items : undefined;
	const preview = compact(list ?? api.answer, 0);
	if (!preview?.properties || !words.simplify) return preview?.properties ? preview : undefined;
	const kept = words.simplify.filter((name) => preview.properties?.[name]);
	if (kept.length === 0) return preview;
	return {
		type: 'object',
		properties: Object.fromEntries(
			kept.map((name) => [name, preview.properties?.[name]]),
		) as Record<string, AnswerSchema>,
	};
}

function compact(schema: Schema, depth: number): AnswerSchema | undefined {
	const type = typesOf(schema)[0] ?? (schema.properties ? 'object' : undefined);
	if (type === undefined || depth > deepest) return undefined;
	if (type === 'object') {
		const properties = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
			const found = inner && compact(inner, depth + 1);
			return found ? [[name, found] as const] : [];
		});
		return { type, ...(properties.length > 0 && { properties: Object.fromEntries(properties) }) };
	}
	if (type === 'array') {
		const items = schema.items && compact(schema.items, depth + 1);
		return { type, ...(items && { items }) };
	}
	return { type };
}
