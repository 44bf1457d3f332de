import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../../nodes/NetSapiens/execute/operation';
import { getClearableFields } from '../../../nodes/NetSapiens/methods/clearableFields';
import { offered } from '../../support/operations';

const listFor = async (choice: Record<string, string>): Promise<INodePropertyOptions[]> =>
	await getClearableFields.call({
		getCurrentNodeParameters: () => choice,
	} as unknown as ILoadOptionsFunctions);

const updates = offered.filter(({ operation }) => operation.clears);

/** Kinds that always have a value, and the keys of a menu, each of which is a group. */
const FULL = ['boolean', 'yesNo', 'oneZero', 'trueFalse', 'file', 'keyed'];

/** Names of the optional fields that may have no value. */
const openNames = (fields: Field[] = [], group = ''): string[] =>
	fields.flatMap((field) =>
		field.kind === 'record'
			? openNames(field.fields, `${group}${field.name}/`)
			: field.closed || field.beside || FULL.includes(field.kind)
				? []
				: [group + field.name],
	);

test.each(updates.map(({ title, ...one }) => [title, one] as const))(
	'%s: lists every optional field that can be empty, as its form calls it',
	async (_, { choice, operation }) => {
		const list = await listFor(choice);
		const names = list.map(({ name }) => name);
		expect(list.map(({ value }) => value).sort()).toEqual(openNames(operation.fields).sort());
		expect(names.filter((name) => /^[a-z]|: [a-z]/.test(name))).toEqual([]);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		for (const { name, value } of list) {
			expect(name.split(': ')).toHaveLength(String(value).split('/').length);
		}
		expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
	},
);

test('there is no list for what clears nothing, or is no operation', async () => {
	expect(await listFor({ resource: 'user', operation: 'getAll' })).toEqual([]);
	expect(await listFor({ resource: 'user', operation: 'vanish' })).toEqual([]);
	expect(await listFor({})).toEqual([]);
});
