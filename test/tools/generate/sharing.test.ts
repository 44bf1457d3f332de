/** Operations of several resources with one collection: each is shown its own fields, and no others. */
import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { childrenOf, collectionFor, usersOf, type User } from '../../../tools/generate/collection';
import { charactersOf } from '../../../tools/generate/characters';
import { build } from '../../../tools/generate/generate';
import type { OpenApiDocument, RawOperation } from '../../../tools/generate/spec';
import type { ResourceWords } from '../../../tools/generate/words';
import fc from '../../support/fastCheck';

const NAMES = ['color', 'depth', 'height', 'label', 'price', 'width'];
const RESOURCES = ['apple', 'berry', 'cherry'];
/** Operations by what a request of them is; `move` is two requests, of which people choose one. */
const REQUESTS = {
	create: ['post', ''],
	update: ['put', '/{id}'],
	near: ['post', '/near'],
	far: ['post', '/far'],
} as const;
type Fields = Record<string, string[]>;

const choose = (resource: string): ResourceWords['operations'] => ({
	move: {
		choose: {
			parameter: 'where',
			label: 'Where',
			options: {
				near: { id: `POST /${resource}/near`, name: 'Near' },
				far: { id: `POST /${resource}/far`, name: 'Far' },
			},
		},
	},
});

/** The panel of an API whose requests take these optional fields: "apple create" → names. */
function laidOut(fields: Fields) {
	const paths: OpenApiDocument['paths'] = {};
	for (const resource of RESOURCES) {
		for (const [request, [method, below]] of Object.entries(REQUESTS)) {
			const names = fields[`${resource} ${request}`] ?? [];
			const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
			const schema = { type: 'object', properties };
			const raw: RawOperation = {
				tags: [resource],
				requestBody: { content: { 'application/json': { schema } } },
			};
			(paths[`/${resource}${below}`] ??= {})[method] = raw;
		}
	}
	const resources = Object.fromEntries(
		RESOURCES.map((name) => [name, { name, tags: [name], operations: choose(name) }]),
	);
	const words = { fields: {}, pickers: {}, dialects: { dialects: {}, records: {} }, resources };
	return build({ paths, components: { schemas: {} } }, words).laidOut;
}

const shown = (collection: INodeProperties, values: Record<string, string>) =>
	(collection.options as INodeProperties[])
		.filter((child) => NodeHelpers.displayParameter({}, child, { typeVersion: 1 }, null, values))
		.map(({ name }) => name);

/** What is shown for each request of the operations, by "apple create". */
function seen(users: User[]): Fields {
	const collection = collectionFor('fields', users, childrenOf('fields', users).values());
	return Object.fromEntries(
		users.flatMap(({ resource, operation, requests }) =>
			requests.map(({ request }) => {
				const choice = request.option && { where: request.option.value };
				const values = { resource: resource.value, operation: operation.value, ...choice };
				const key = `${resource.value} ${request.option?.value ?? operation.value}`;
				return [key, shown(collection, values)];
			}),
		),
	);
}

const keys = RESOURCES.flatMap((one) =>
	Object.keys(REQUESTS).map((request) => `${one} ${request}`),
);
const anyFields = fc
	.tuple(...keys.map(() => fc.subarray(NAMES, { minLength: 1 })))
	.map((lists) => Object.fromEntries(keys.map((key, at) => [key, lists[at]!])));

test('whatever fields they have', () => {
	fc.assert(
		fc.property(anyFields, (fields) => {
			expect(seen(usersOf('fields', laidOut(fields)))).toEqual(fields);
		}),
		{ numRuns: 8 },
	);
});

test('what all of them have has no condition', () => {
	const users = usersOf('fields', laidOut(Object.fromEntries(keys.map((key) => [key, ['color']]))));
	const { options } = collectionFor('fields', users, childrenOf('fields', users).values());
	expect(options).toHaveLength(1);
	expect(options?.[0]).not.toHaveProperty('displayOptions');
});

test('an operation without optional fields has no collection', () => {
	const users = usersOf('fields', laidOut({ 'apple update': ['color'], 'berry far': ['color'] }));
	expect(users.map(({ resource, operation }) => `${resource.value} ${operation.value}`)).toEqual([
		'apple update',
		'berry move',
	]);
});

describe('about what a field costs models grows with', () => {
	const field: INodeProperties = { displayName: 'Site', name: 'site', type: 'string', default: '' };
	const list = (...values: string[]): INodeProperties => ({
		...field,
		type: 'options',
		options: values.map((value) => ({ name: 'One', value })),
	});
	const group = (...options: INodeProperties[]): INodeProperties => ({
		...field,
		type: 'collection',
		options,
	});
	test.each<[string, INodeProperties, INodeProperties, number]>([
		['its name', field, { ...field, name: 'site-1' }, 2],
		['its description', field, { ...field, description: 'Site of it' }, 6],
		['its first choice', field, list('near'), 9],
		['each choice', list('near'), list('near', 'far'), 8],
		['each field inside', group(field), group(field, field), charactersOf(field)],
		['a list to pick from', field, { ...field, type: 'resourceLocator' }, 132],
	])('%s', (_, less, more, difference) => {
		expect(charactersOf(more) - charactersOf(less)).toBe(difference);
	});
});
