import type { INodeProperties } from 'n8n-workflow';
import type { Field, Operation } from '../../nodes/NetSapiens/execute/operation';
import { Facts, type Place, type Schema } from './facts';
import { displayed, shown, type Offered } from './operations';

/** One value that a form asks for. */
export interface Asked {
	/** `view`, or the collection it is added in. */
	at: 'view' | 'fields' | 'filters';
	/** Where the node says it goes. */
	field: Field;
	/** How the panel shows it. */
	property: INodeProperties;
	/** What the documents want. */
	schema: Schema;
}

const forms = new Map<Offered, Asked[]>();

/** @returns every value that the form of an operation asks for, those in view first; the same each time */
export function formOf(one: Offered): Asked[] {
	const form = forms.get(one) ?? readForm(one);
	forms.set(one, form);
	return form;
}

function readForm(one: Offered): Asked[] {
	const { operation, choice } = one;
	const facts = [operation.id, ...(operation.also ?? [])].map((id) => new Facts(id));
	const visible = shown(choice);
	const asked = (at: Asked['at'], fields: Field[] | undefined, properties: INodeProperties[]) =>
		(fields ?? []).map((field) => ({
			at,
			field,
			property: named(field.inView ? visible : properties, field.parameter, one),
			schema: isChoiceOfNode(operation, field) ? text : schemaOf(facts, field, one),
		}));
	const collection = (name: string) => {
		const found = visible.find((property) => property.name === name);
		return displayed((found?.options ?? []) as INodeProperties[], choice);
	};
	return [
		...asked('view', operation.parameters, visible),
		...asked('fields', operation.fields, collection('fields')),
		...asked('filters', operation.filters, collection('filters')),
	];
}

const text: Schema = { type: 'string' };

/** Which record of a list is meant is between the user and the node: the API is asked for the list. */
const isChoiceOfNode = ({ download }: Operation, { name }: Field) => download?.by?.name === name;

function named(properties: INodeProperties[], name: string, { title }: Offered): INodeProperties {
	const found = properties.filter((property) => property.name === name);
	if (found.length === 1) return found[0]!;
	throw new Error(`${title}: the panel shows ${found.length} fields "${name}"`);
}

/** An index that is sent in the body instead of the path has the path's schema. */
function schemaOf(facts: Facts[], { in: place, name }: Field, { title }: Offered): Schema {
	const places: Place[] = name === 'index' ? [place, 'path'] : [place];
	const [schema] = facts
		.flatMap((one) => places.map((where) => one.schemaOf(where, name)))
		.filter((found) => found !== undefined);
	if (!schema) throw new Error(`${title}: the API has no "${name}" in the ${place}`);
	return schema;
}
