/** JSON Schemas of the words files; they refuse what nobody reads. */
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };
const values = { type: ['string', 'number', 'boolean'] };
const map = (inner: object) => ({ type: 'object', additionalProperties: inner });
const record = (properties: object, required: string[] = []) => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});

/** The name of a choice, or its name and what it means. */
const choice = {
	...record({ name: text, description: text }),
	type: ['string', 'object'],
	minLength: 1,
};

const field = record({
	label: text,
	description: text,
	placeholder: text,
	options: map(choice),
	choices: texts,
	kind: {
		enum: [
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
		],
	},
	default: values,
	was: text,
	password: { type: 'boolean' },
});

const request = {
	id: text,
	also: texts,
	constants: map(values),
	required: texts,
	optional: texts,
	omit: texts,
	bare: { const: true },
	creates: texts,
	generates: texts,
	refers: map(text),
	fields: map(field),
	scope: text,
	simplify: texts,
	media: record({ content: text, type: text, size: text, text }, [
		'content',
		'type',
		'size',
		'text',
	]),
	rows: record({ at: text, keys: texts, value: text }),
	result: { enum: ['list', 'record', 'count', 'write', 'delete', 'file'] },
};

const type = { enum: ['string', 'integer', 'number', 'boolean', 'array', 'object'] };

const composite = record({
	asks: map(record({ type, format: text, enum: texts, default: values }, ['type'])),
	answers: map(type),
});

const option = record(
	{ ...request, name: text, was: texts, wasOperation: texts, description: text },
	['id', 'name'],
);

const download = record(
	{
		from: text,
		choices: texts,
		link: text,
		fileName: text,
		mimeType: text,
		by: record({ name: text, field: text }, ['name', 'field']),
	},
	['from'],
);

const operation = record({
	...request,
	download,
	name: text,
	was: texts,
	action: text,
	description: text,
	composite,
	choose: record({ parameter: text, label: text, description: text, options: map(option) }, [
		'parameter',
		'label',
		'options',
	]),
});

export const resourceSchema = record(
	{
		name: text,
		was: texts,
		plural: text,
		singular: text,
		description: text,
		preset: text,
		scope: { enum: ['domain', 'user', 'reseller', 'system'] },
		tags: texts,
		paths: texts,
		operations: map(operation),
		fields: map(field),
	},
	['name'],
);

export const fieldsSchema = map(field);

const source = { list: text, value: text, label: { type: 'array', items: text } };
const sources = {
	type: 'array',
	items: record({ ...source, only: map(text) }, ['list']),
	minItems: 1,
};

export const pickersSchema = {
	...map(
		record({
			...source,
			values: text,
			also: sources,
			otherwise: sources,
			without: map(text),
			onSearch: map(text),
			offers: map(text),
			names: texts,
			paths: texts,
			behind: texts,
			parameter: text,
			placeholder: text,
		}),
	),
	propertyNames: { pattern: '^search[A-Z][A-Za-z]*$' },
};

const spelling = record(
	{
		also: texts,
		says: map(text),
		source: texts,
		confidence: { enum: ['high', 'medium', 'low'] },
	},
	['source', 'confidence'],
);

const meaning = record(
	{ names: texts, source: texts, confidence: { enum: ['high', 'medium', 'low'] } },
	['names', 'source', 'confidence'],
);

export const dialectsSchema = record(
	{
		dialects: map(
			record({ description: text, version: text, switches: map(text) }, ['description', 'version']),
		),
		records: map(record({ collections: texts, fields: map(spelling) }, ['collections', 'fields'])),
		events: map(record({ records: texts, values: map(meaning) }, ['values'])),
	},
	['dialects', 'records'],
);
