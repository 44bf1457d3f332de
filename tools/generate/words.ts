/** The words as TypeScript and the parser know them; what nobody reads is refused. */
import { Type, type Static, type TProperties, type TSchema } from '@sinclair/typebox';

const text = Type.String({ minLength: 1 });
const texts = Type.Array(text, { minItems: 1 });
const scalar = Type.Unsafe<string | number | boolean>({ type: ['string', 'number', 'boolean'] });
const map = <Inner extends TSchema>(inner: Inner) => Type.Record(Type.String(), inner);
const one = <Value extends string>(...values: Value[]) => Type.Unsafe<Value>({ enum: values });
const maybe = Type.Optional;
const record = <Fields extends TProperties>(fields: Fields) =>
	Type.Object(fields, { additionalProperties: false });
const optional = <Fields extends TProperties>(fields: Fields) =>
	Type.Partial(record(fields), { additionalProperties: false });

const choiceText = optional({ name: text, description: text });

/** What people read of one value of a list of choices: its name, or its name and what it means. */
const choice = Type.Unsafe<string | Static<typeof choiceText>>({
	...choiceText,
	type: ['string', 'object'],
	minLength: 1,
});

/** What the words say about one field of the API; every part is optional. */
const field = optional({
	label: text,
	description: text,
	placeholder: text,
	/** Readable names of the values of a list of choices, and what they mean. */
	options: map(choice),
	/** The values offered, where only some make sense. */
	choices: texts,
	/** Another kind than the schema suggests. */
	kind: one(
		'string',
		'csv',
		'list',
		'dateTime',
		'date',
		'yesNo',
		'boolean',
		'integer',
		'sipUser',
		'sipHost',
	),
	/** Value preset in the form. */
	default: scalar,
	/** Its name in released versions: the form keeps it, whatever the API calls it now. */
	was: text,
	/** Sensitive: typed text is hidden. */
	password: Type.Boolean(),
	/** It stands in view, and may be left empty. */
	mayBeEmpty: Type.Literal(true),
});
export type FieldWords = Static<typeof field>;

/** Names of the body fields that a file of the input item fills. */
const media = record({
	content: text,
	type: text,
	size: text,
	/** The text that goes with the first of several files, and not with the others. */
	text,
});
export type MediaWords = Static<typeof media>;

const requestParts = {
	/** Key of the operation in spec/openapi.json; absent where convention finds it. */
	id: text,
	/** Other keys of spec/openapi.json that are the same request; their query parameters are offered too. */
	also: texts,
	/** Values that are always sent and never shown. */
	constants: map(scalar),
	/** Fields that stand in view although the API does not require them. */
	required: texts,
	/** Fields that the document calls required and the API does not need. */
	optional: texts,
	/** Fields left out of the form. */
	omit: texts,
	/** No optional field is offered, as none of them changes what happens. */
	bare: Type.Literal(true),
	/** Fields that name the record being created, where the path does not tell. */
	creates: texts,
	/** Identifiers that the node makes unless the user gives one. */
	generates: texts,
	/** Fields that hold the identifier of an existing record: field → the name its picker knows. */
	refers: map(text),
	/** Words for fields that mean something else here. */
	fields: map(field),
	/** Who may, in words for the reference; absent where nobody knows. */
	scope: text,
	/** Columns of the simplified output. */
	simplify: texts,
	/** Where the records are in an answer that is no list of them. */
	rows: optional({ at: text, keys: texts, value: text }),
	/** Body fields that a file of the input item fills: its bytes as base64, its type and its size. */
	media,
	/** What the answer is, where method and path tell it wrong. */
	result: one('list', 'record', 'count', 'write', 'delete', 'file'),
};

/** What the words say about one request. */
const request = optional(requestParts);
export type RequestWords = Static<typeof request>;

const option = Type.Composite(
	[
		request,
		record({
			id: text,
			name: text,
			/** Values it had in released versions. */
			was: maybe(texts),
			/** Operations of released versions that it has taken in. */
			wasOperation: maybe(texts),
			description: maybe(text),
		}),
	],
	{ additionalProperties: false },
);

/** One choice of an operation that is several requests. */
export type OptionWords = Static<typeof option>;

const type = one('string', 'integer', 'number', 'boolean', 'array', 'object');

/** What a field of a composite takes, as the facts say it of those of the API: a value, */
const value = { type, format: maybe(text), enum: maybe(texts), default: maybe(scalar) };

/** a list of values or a group of them, or rows of these. */
const group = { ...value, minimum: maybe(Type.Number()), items: maybe(record(value)) };
const rows = { ...group, properties: maybe(map(record(group))) };
const schema = record({ ...rows, items: maybe(record(rows)) });

/** An operation that no single endpoint does: what its form asks, and what an item of it holds. */
const composite = optional({
	/** Its fields; those under `required` stand in view, the others are filters. */
	asks: map(schema),
	/** The fields of what it makes or changes; those not under `required` are optional. */
	sets: map(schema),
	/** Types of the fields of an output item, for its preview. */
	answers: map(type),
});
export type CompositeWords = Static<typeof composite>;

/** Create or Update: makes a record, or changes what differs in the one that is there. */
const upsert = record({
	/** The operation that reads the record, where what the form asks names it. */
	reads: maybe(text),
	/** The operation that lists the records among which it is looked for, where nothing else names it. */
	finds: maybe(text),
	/** Fields that tell it among them; of several, people choose one. */
	by: maybe(texts),
	/** Placeholder of the path → field of a listed record that has it. */
	id: maybe(map(text)),
	/** What a new record gets where the form says nothing; the API requires it. */
	presets: maybe(map(scalar)),
	/** The operations that make and change it, where they are not called so. */
	create: maybe(text),
	update: maybe(text),
});
export type UpsertWords = Static<typeof upsert>;

/** Sync: the input items together are the records that are wanted. */
const sync = record({
	/** Fields that tell whether a record is the same; of several, people choose one. */
	by: texts,
	/** Placeholder of the path → field of a listed record that has it. */
	id: map(text),
	/** Records of another kind in the same list: key → how its value begins. Those that have any are not deleted. */
	others: maybe(map(Type.String())),
	/** What a new record gets where an item says nothing; the API requires it. */
	presets: maybe(map(scalar)),
	/** The fields of an item, where they are not those of a record that is created. */
	sets: maybe(map(schema)),
});
export type SyncWords = Static<typeof sync>;

/** An operation that gives files: those that another one of the resource answers with or links to. */
const download = record({
	/** The operation that reads the files, or the records with links to them. */
	from: text,
	/** Those of its choices that give files, where not all do. */
	choices: maybe(texts),
	/** Field of the records that holds the link; without one the answer itself is the file. */
	link: maybe(text),
	/** Fields of the records with the file's name and type, for servers that say neither with the file. */
	fileName: maybe(text),
	mimeType: maybe(text),
	/** Which record of a list is meant: the name of its place in the path, and the field that has it. */
	by: maybe(record({ name: text, field: text })),
});
export type DownloadWords = Static<typeof download>;

/** What the words say about one operation of the panel. */
const operation = optional({
	...requestParts,
	/** Gives the files of another operation. */
	download,
	/** Carried out by code in nodes/NetSapiens/composites, under the same name. */
	composite,
	/** Carried out by nodes/NetSapiens/composites/createOrUpdate. */
	upsert: Type.Optional(upsert),
	/** Carried out by nodes/NetSapiens/composites/sync. */
	sync: Type.Optional(sync),
	/** Values it had in released versions. */
	was: texts,
	name: text,
	action: text,
	description: text,
	/** What people have to know before they run it; it stands above the fields. */
	notice: text,
	/** The parameter that chooses among several requests. */
	choose: record({
		parameter: text,
		label: text,
		description: maybe(text),
		options: map(option),
	}),
});
export type OperationWords = Static<typeof operation>;

/** One file of spec/resources. */
const resource = record({
	name: text,
	/** Values it had in released versions. */
	was: maybe(texts),
	/** Plural inside sentences, where convention gets it wrong. */
	plural: maybe(text),
	/** Singular inside sentences, where the name itself does not read well. */
	singular: maybe(text),
	description: maybe(text),
	/** The operation that the form starts with, where convention finds another. */
	preset: maybe(text),
	/** Whose records the plain verbs are about, where convention gets it wrong. */
	scope: maybe(one('domain', 'user', 'reseller', 'system')),
	/** Vendor groups whose operations belong here. */
	tags: maybe(texts),
	/** Path prefixes whose operations belong here; the longest match wins, before groups. */
	paths: maybe(texts),
	operations: maybe(map(operation)),
	fields: maybe(map(field)),
});
export type ResourceWords = Static<typeof resource>;

/** A list of the API that a picker reads; what it does not say is as the picker says. */
const source = record({
	/** Its path. */
	list: text,
	value: maybe(text),
	label: maybe(Type.Array(text)),
	/** The only records that are shown: key → how its value begins. */
	only: maybe(map(text)),
});
export type SourceWords = Static<typeof source>;

const sources = Type.Array(source, { minItems: 1 });

/** One picker of spec/pickers.yaml, keyed by the name of its list search. */
const picker = optional({
	/** Path of the list it reads. */
	list: text,
	/** In place of a list: the field whose allowed values it offers. */
	values: text,
	/** Key of a record's identifier, or text with keys in it: `{user}@{domain}`. */
	value: text,
	/** Keys that people see before the identifier. */
	label: Type.Array(text),
	/** Lists that are read behind it. */
	also: sources,
	/** Lists that stand in, in order, where a server has no such list or the credential may not read it. */
	otherwise: sources,
	/** The list that is read in place of all others where the form has what it needs. */
	narrower: source,
	/** Records that are left out: key → how its value begins. */
	without: map(text),
	/** Records that are shown only when something is searched for: key → how its value begins. */
	onSearch: map(text),
	/** Values that no list has: value → what it means. */
	offers: map(text),
	/** Body and query names that hold such an identifier; `/path name` only at and below that path. */
	names: texts,
	/** Other paths whose items these identifiers name. */
	paths: texts,
	/** Paths whose last identifier is one of these, whatever other picker is for its records. */
	behind: texts,
	/** n8n's name for the path parameter, where the API's placeholder says too little (`id`). */
	parameter: text,
	/** Example of an identifier. */
	placeholder: text,
});
export type PickerWords = Static<typeof picker>;

const known = { source: texts, confidence: one('high', 'medium', 'low') };

/** Other names of one value. */
const spelling = record({
	/** Every other name it may come under, except those that differ in hyphens, blanks or case alone. */
	also: maybe(texts),
	/** The name a dialect's servers answer with, by dialect, where it is not the field's own. */
	says: maybe(map(text)),
	...known,
});
export type SpellingWords = Static<typeof spelling>;

/** What the servers of a dialect have in common. */
const dialect = record({
	description: text,
	version: text,
	/** Positions of the simulator's switches. */
	switches: maybe(map(text)),
});

/** What the events of a kind call things. */
const event = record({
	/** Kinds of records whose other names count too. */
	records: maybe(texts),
	values: map(record({ names: texts, ...known })),
});

/** spec/dialects.yaml: how servers spell their records. */
const dialects = record({
	dialects: map(dialect),
	/** Kinds of records, by the paths of the collections that hold them. */
	records: map(record({ collections: texts, fields: map(spelling) })),
	/** What events and call records call things, by kind and meaning. */
	events: maybe(map(event)),
});
export type DialectWords = Static<typeof dialects>;

/** The kinds of files that hold words, as JSON Schema. */
export const schemas = {
	resource,
	fields: map(field),
	pickers: Type.Record(Type.String({ pattern: '^search[A-Z][A-Za-z]*$' }), picker, {
		additionalProperties: false,
	}),
	dialects,
};

/** What a file of words holds, by its kind. */
export type WordsOfKind = { [Kind in keyof typeof schemas]: Static<(typeof schemas)[Kind]> };

export interface Words {
	dialects: DialectWords;
	resources: Record<string, ResourceWords>;
	fields: Record<string, FieldWords>;
	pickers: Record<string, PickerWords>;
}

/** A mistake in the words: which file, which line, what is wrong. */
export class WordsError extends Error {
	override readonly name = 'WordsError';
}
