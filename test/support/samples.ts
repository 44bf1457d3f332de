import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	NodeParameterValueType,
} from 'n8n-workflow';
import spec from '../../spec/openapi.json';
import { livesOnOptionalFields } from '../../nodes/NetSapiens/execute/nothingToSend';
import type { Field, Operation } from '../../nodes/NetSapiens/execute/operation';
import { written } from './formats';
import { shown, type Offered } from './operations';

/** The part of JSON Schema the spec uses for single values. */
interface Schema {
	$ref?: string;
	type?: string | string[];
	enum?: unknown[];
	const?: unknown;
	default?: unknown;
	format?: string;
	pattern?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	items?: Schema;
	required?: string[];
	properties?: Record<string, Schema>;
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
}

interface SpecOperation {
	parameters?: { name: string; schema?: Schema }[];
	requestBody?: { content: Record<string, { schema: Schema }> };
}

const paths = spec.paths as unknown as Record<string, Record<string, SpecOperation>>;
const schemas = spec.components.schemas as unknown as Record<string, Schema>;

function resolved(schema: Schema | undefined): Schema {
	if (schema?.$ref) return resolved(schemas[schema.$ref.split('/').at(-1)!]);
	const variants = schema?.anyOf ?? schema?.oneOf ?? schema?.allOf;
	if (schema && variants) return { ...resolved(variants[0]), ...schema, anyOf: undefined };
	return schema ?? {};
}

function schemaOf(operation: Operation, field: Field): Schema {
	const [method = '', key = ''] = operation.id.split(' ');
	const entry = paths[key]?.[method.toLowerCase()];
	if (field.in !== 'body') {
		return resolved(entry?.parameters?.find(({ name }) => name === field.name)?.schema);
	}
	const body = resolved(Object.values(entry?.requestBody?.content ?? {})[0]?.schema);
	return operation.arrayBody ? body : resolved(body.properties?.[field.name]);
}

/** A value of the wire that the schema allows. */
function wireSample(schema: Schema, name: string): unknown {
	const { const: constant, enum: values, format, minLength = 1, maxLength = 64 } = schema;
	if (constant !== undefined) return constant;
	if (values) return values[0];
	const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
	if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
	if (type === 'boolean') return true;
	if (type === 'array') return [wireSample(resolved(schema.items), name)];
	if (type === 'object') {
		const required = schema.required ?? Object.keys(schema.properties ?? {}).slice(0, 1);
		const entries = required.map((key) => [
			key,
			wireSample(resolved(schema.properties?.[key]), key),
		]);
		return Object.fromEntries(entries);
	}
	if (written[format ?? '']) return written[format ?? ''];
	return patterned(schema.pattern, '1'.padEnd(minLength, '1').slice(0, maxLength));
}

function patterned(pattern: string | undefined, otherwise: string): string {
	if (!pattern) return otherwise;
	const candidates = [
		otherwise,
		'a',
		'sample',
		'12125550100',
		'2026-01-05',
		'2026-01-05 12:00:00',
		'12:00',
		'en-US',
	];
	return candidates.find((candidate) => new RegExp(pattern).test(candidate)) ?? otherwise;
}

/** What a user would put into the field of the panel for one value. */
function parameterSample(
	operation: Operation,
	field: Field,
	property: INodeProperties | undefined,
	known: IDataObject,
): NodeParameterValueType {
	const wire = known[field.name] ?? wireSample(schemaOf(operation, field), field.name);
	if (property?.type === 'resourceLocator') {
		return { __rl: true, mode: 'id', value: String(wire) } as NodeParameterValueType;
	}
	switch (field.kind) {
		case 'yesNo':
		case 'oneZero':
		case 'trueFalse':
		case 'boolean':
			return true;
		case 'file':
			return 'data';
		case 'json':
			return JSON.stringify(wire);
		case 'dateTime':
		case 'sqlDateTime':
		case 'isoDateTime':
		case 'unixTime':
		case 'date':
		case 'compactDate':
		case 'compactMonth':
			return '2026-01-05T12:00:00Z';
		case 'records':
			return { values: [wire].flat() } as NodeParameterValueType;
		default:
			return wire as NodeParameterValueType;
	}
}

/**
 * The fewest parameters with which an operation can be run: everything that stands in view, and one
 * optional field where it does nothing without.
 *
 * @param known values of records that exist, by the API's names
 */
export function minimalParameters(
	{ operation, choice }: Offered,
	known: IDataObject = {},
): INodeParameters {
	const visible = shown(choice);
	const parameters: INodeParameters = { ...choice };
	for (const field of operation.parameters) {
		const property = visible.find(({ name }) => name === field.parameter);
		parameters[field.parameter] = parameterSample(operation, field, property, known);
	}
	const [first] = operation.fields ?? [];
	if (first && livesOnOptionalFields(operation)) {
		parameters.fields = { [first.parameter]: parameterSample(operation, first, undefined, known) };
	}
	return parameters;
}
