import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';

import { schemas, WordsError, type WordsOfKind } from './words';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validators = Object.fromEntries(
	Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema)]),
) as Record<keyof WordsOfKind, ValidateFunction>;

function lineOf(document: Document, counter: LineCounter, path: string[]): number {
	let node: unknown = document.contents;
	let offset = 0;
	for (const key of path) {
		if (!isMap(node)) break;
		const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
		if (!pair) break;
		if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
		node = pair.value;
	}
	return counter.linePos(offset).line;
}

function explain(error: ErrorObject): { path: string[]; text: string } {
	const path = error.instancePath
		.split('/')
		.slice(1)
		.map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
	if (error.keyword === 'additionalProperties') {
		const key = String(error.params.additionalProperty);
		return { path: [...path, key], text: `unknown key "${key}"` };
	}
	if (error.keyword === 'enum') {
		return { path, text: `must be one of ${(error.params.allowedValues as string[]).join(', ')}` };
	}
	return { path, text: error.message ?? 'is not valid' };
}

/**
 * Parses and validates one file of words.
 * @throws WordsError naming file, line and key of every mistake
 */
export function parseWords<Kind extends keyof WordsOfKind>(
	kind: Kind,
	file: string,
	text: string,
): WordsOfKind[Kind] {
	const counter = new LineCounter();
	const document = parseDocument(text, { lineCounter: counter });
	const [broken] = document.errors;
	if (broken) throw new WordsError(`${file}: ${broken.message}`);
	const value: unknown = document.toJS() ?? {};
	const validate = validators[kind];
	if (!validate(value)) {
		const mistakes = (validate.errors ?? []).map((error) => {
			const { path, text: problem } = explain(error);
			const place = path.length > 0 ? ` (${path.join(' → ')})` : '';
			return `${file}:${lineOf(document, counter, path)}: ${problem}${place}`;
		});
		throw new WordsError(mistakes.join('\n'));
	}
	return value as WordsOfKind[Kind];
}
