import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { columns } from '../../../nodes/NetSapiens/generated/columns';
import { getOutputFields } from '../../../nodes/NetSapiens/methods/outputFields';

const fieldsOf = async (form: Record<string, string>) =>
	await getOutputFields.call({
		getCurrentNodeParameter: (name: string) => form[name],
	} as unknown as ILoadOptionsFunctions);

test('every operation that reads offers the documented fields of its records', async () => {
	for (const [resource, operations] of Object.entries(columns.of)) {
		for (const [operation, list] of Object.entries(operations)) {
			const offered = await fieldsOf({ resource, operation });
			expect(offered.length).toBeGreaterThan(0);
			expect(offered).toEqual(columns.lists[list]?.map((name) => ({ name, value: name })));
		}
	}
	const names = (await fieldsOf({ resource: 'user', operation: 'getAll' })).map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining(['user', 'domain', 'name-first-name']));
});

test('what reads no records offers none', async () => {
	expect(await fieldsOf({ resource: 'user', operation: 'vanish' })).toEqual([]);
	expect(await fieldsOf({ resource: 'horse', operation: 'get' })).toEqual([]);
	expect(await fieldsOf({})).toEqual([]);
});
