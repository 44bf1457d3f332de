import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';

import type { Operation } from '../../nodes/NetSapiens/execute/operation';
import type { Scope } from './convention';
import type { Schema } from './spec';
import { dialectsSchema, fieldsSchema, pickersSchema, resourceSchema } from './wordsSchema';

/** What people read of one value of a list of choices: its name, or its name and what it means. */
export type ChoiceWords = string | { name?: string; description?: string };

/** What the words say about one field of the API; every part is optional. */
export interface FieldWords {
	label?: string;
	description?: string;
	placeholder?: string;
	/** Readable names of the values of a list of choices, and what they mean. */
	options?: Record<string, ChoiceWords>;
	/** The values offered, where only some make sense. */
	choices?: string[];
	/** Another kind than the schema suggests. */
	kind?:
		| 'string'
		| 'csv'
		| 'list'
		| 'dateTime'
		| 'date'
		| 'yesNo'
		| 'boolean'
		| 'integer'
		| 'sipUser'
		| 'sipHost';
	/** Value preset in the form. */
	default?: string | number | boolean;
	/** Its name in released versions: the form keeps it, whatever the API calls it now. */
	was?: string;
	/** Sensitive: typed text is hidden. */
	password?: boolean;
}

/** Names of the body fields that a file of the input item fills. */
export interface MediaWords {
	content: string;
	type: string;
	size: string;
	/** The text that goes with the first of several files, and not with the others. */
	text: string;
}

/** What the words say about one request. */
export interface RequestWords {
	/** Key of the operation in spec/openapi.json; absent where convention finds it. */
	id?: string;
	/** Other keys of spec/openapi.json that are the same request; their query parameters are offered too. */
	also?: string[];
	/** Values that are always sent and never shown. */
	constants?: Record<string, string | number | boolean>;
	/** Fields that stand in view although the API does not require them. */
	required?: string[];
	/** Fields that the document calls required and the API does not need. */
	optional?: string[];
	/** Fields left out of the form. */
	omit?: string[];
	/** No optional field is offered, as none of them changes what happens. */
	bare?: true;
	/** Fields that name the record being created, where the path does not tell. */
	creates?: string[];
	/** Identifiers that the node makes unless the user gives one. */
	generates?: string[];
	/** Fields that hold the identifier of an existing record: field → the name its picker knows. */
	refers?: Record<string, string>;
	/** Words for fields that mean something else here. */
	fields?: Record<string, FieldWords>;
	/** Who may, in words for the reference; absent where nobody knows. */
	scope?: string;
	/** Columns of the simplified output. */
	simplify?: string[];
	/** Where the records are in an answer that is no list of them. */
	rows?: Operation['rows'];
	/** Body fields that a file of the input item fills: its bytes as base64, its type and its size. */
	media?: MediaWords;
	/** What the answer is, where method and path tell it wrong. */
	result?: 'list' | 'record' | 'count' | 'write' | 'delete' | 'file';
}

/** One choice of an operation that is several requests. */
export interface OptionWords extends RequestWords {
	name: string;
	/** Values it had in released versions. */
	was?: string[];
	/** Operations of released versions that it has taken in. */
	wasOperation?: string[];
	description?: string;
}

/** An operation that no single endpoint does: what its form asks, and what an item of it holds. */
export interface CompositeWords {
	/** Its fields; those under `required` stand in view, the others are filters. */
	asks?: Record<string, Schema>;
	/** Types of the fields of an output item, for its preview. */
	answers?: Record<string, string>;
}

/** An operation that gives files: those that another one of the resource answers with or links to. */
export interface DownloadWords {
	/** The operation that reads the files, or the records with links to them. */
	from: string;
	/** Those of its choices that give files, where not all do. */
	choices?: string[];
	/** Field of the records that holds the link; without one the answer itself is the file. */
	link?: string;
	/** Fields of the records with the file's name and type, for servers that say neither with the file. */
	fileName?: string;
	mimeType?: string;
	/** Which record of a list is meant: the name of its place in the path, and the field that has it. */
	by?: { name: string; field: string };
}

/** What the words say about one operation of the panel. */
export interface OperationWords extends RequestWords {
	/** Gives the files of another operation. */
	download?: DownloadWords;
	/** Carried out by code in nodes/NetSapiens/composites, under the same name. */
	composite?: CompositeWords;
	/** Values it had in released versions. */
	was?: string[];
	name?: string;
	action?: string;
	description?: string;
	/** The parameter that chooses among several requests. */
	choose?: {
		parameter: string;
		label: string;
		description?: string;
		options: Record<string, OptionWords>;
	};
}

/** One file of spec/resources. */
export interface ResourceWords {
	name: string;
	/** Values it had in released versions. */
	was?: string[];
	/** Plural inside sentences, where convention gets it wrong. */
	plural?: string;
	/** Singular inside sentences, where the name itself does not read well. */
	singular?: string;
	description?: string;
	/** The operation that the form starts with, where convention finds another. */
	preset?: string;
	/** Whose records the plain verbs are about, where convention gets it wrong. */
	scope?: Scope;
	/** Vendor groups whose operations belong here. */
	tags?: string[];
	/** Path prefixes whose operations belong here; the longest match wins, before groups. */
	paths?: string[];
	operations?: Record<string, OperationWords>;
	fields?: Record<string, FieldWords>;
}

/** A list of the API that a picker reads; what it does not say is as the picker says. */
export interface SourceWords {
	/** Its path. */
	list: string;
	value?: string;
	label?: string[];
	/** The only records that are shown: key → how its value begins. */
	only?: Record<string, string>;
}

/** One picker of spec/pickers.yaml, keyed by the name of its list search. */
export interface PickerWords {
	/** Path of the list it reads. */
	list?: string;
	/** In place of a list: the field whose allowed values it offers. */
	values?: string;
	/** Key of a record's identifier, or text with keys in it: `{user}@{domain}`. */
	value?: string;
	/** Keys that people see before the identifier. */
	label?: string[];
	/** Lists that are read behind it. */
	also?: SourceWords[];
	/** Lists that stand in, in order, where a server has no such list or the credential may not read it. */
	otherwise?: SourceWords[];
	/** Records that are left out: key → how its value begins. */
	without?: Record<string, string>;
	/** Records that are shown only when something is searched for: key → how its value begins. */
	onSearch?: Record<string, string>;
	/** Values that no list has: value → what it means. */
	offers?: Record<string, string>;
	/** Body and query names that hold such an identifier; `/path name` only at and below that path. */
	names?: string[];
	/** Other paths whose items these identifiers name. */
	paths?: string[];
	/** Paths whose last identifier is one of these, whatever other picker is for its records. */
	behind?: string[];
	/** n8n's name for the path parameter, where the API's placeholder says too little (`id`). */
	parameter?: string;
	/** Example of an identifier. */
	placeholder?: string;
}

/** Other names of one value. */
export interface SpellingWords {
	/** Every other name it may come under, except those that differ in hyphens, blanks or case alone. */
	also?: string[];
	/** The name a dialect's servers answer with, by dialect, where it is not the field's own. */
	says?: Record<string, string>;
	source: string[];
	confidence: 'high' | 'medium' | 'low';
}

/** What the servers of a dialect have in common. */
interface DialectSettings {
	description: string;
	version: string;
	/** Positions of the simulator's switches. */
	switches?: Record<string, string>;
}

/** spec/dialects.yaml: how servers spell their records. */
export interface DialectWords {
	dialects: Record<string, DialectSettings>;
	/** Kinds of records, by the paths of the collections that hold them. */
	records: Record<string, { collections: string[]; fields: Record<string, SpellingWords> }>;
	/** What events and call records call things, by kind and meaning. */
	events?: Record<string, EventWords>;
}

/** What the events of a kind call things. */
export interface EventWords {
	/** Kinds of records whose other names count too. */
	records?: string[];
	values: Record<string, Pick<SpellingWords, 'source' | 'confidence'> & { names: string[] }>;
}

export interface Words {
	dialects: DialectWords;
	resources: Record<string, ResourceWords>;
	fields: Record<string, FieldWords>;
	pickers: Record<string, PickerWords>;
}

/** A mistake in the words: which file, which line, what is wrong. */
export class WordsError extends Error {}

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
interface WordsOfKind {
	resource: ResourceWords;
	fields: Record<string, FieldWords>;
	pickers: Record<string, PickerWords>;
	dialects: DialectWords;
}
const validators: { [Kind in keyof WordsOfKind]: ValidateFunction<WordsOfKind[Kind]> } = {
	resource: ajv.compile<ResourceWords>(resourceSchema),
	fields: ajv.compile<Record<string, FieldWords>>(fieldsSchema),
	pickers: ajv.compile<Record<string, PickerWords>>(pickersSchema),
	dialects: ajv.compile<DialectWords>(dialectsSchema),
};

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
	const validate = validators[kind] as ValidateFunction<WordsOfKind[Kind]>;
	if (!validate(value)) {
		const mistakes = (validate.errors ?? []).map((error) => {
			const { path, text: problem } = explain(error);
			const place = path.length > 0 ? ` (${path.join(' → ')})` : '';
			return `${file}:${lineOf(document, counter, path)}: ${problem}${place}`;
		});
		throw new WordsError(mistakes.join('\n'));
	}
	return value;
}
