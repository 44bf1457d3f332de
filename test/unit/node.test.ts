/** What n8n reads of the node before anything runs. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node';
import { operations } from '../../nodes/NetSapiens/generated/operations';

const { description, methods } = new NetSapiens();
const [resource] = description.properties;

test('it is a node with one input, one output and the credential of the PBX, also for models', () => {
	expect(description).toMatchObject({
		displayName: 'NetSapiens',
		name: 'netSapiens',
		group: ['transform'],
		version: 1,
		defaults: { name: 'NetSapiens' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'netSapiensApi', required: true }],
	});
	const told = description.usableAsTool as { replacements: { description: string } };
	expect(told.replacements.description).toContain('look them up first');
});

test('resources come first, in the order of their names, API Request among them', () => {
	expect(resource).toMatchObject({
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: 'user',
	});
	const options = (resource?.options ?? []) as INodePropertyOptions[];
	const names = options.map(({ name }) => name.toLowerCase());
	expect(names).toEqual([...names].sort());
	const values = options.map(({ value }) => value);
	expect(values).toEqual(expect.arrayContaining([...Object.keys(operations), 'apiRequest']));
});

test('every resource has an operation that it starts at', () => {
	for (const { value } of resource?.options as INodePropertyOptions[]) {
		const selectors = description.properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(value),
		);
		expect(selectors).toHaveLength(1);
		const offered = (selectors[0]?.options ?? []) as INodePropertyOptions[];
		expect(offered.map((option) => option.value)).toContain(selectors[0]?.default);
	}
});

test('every list that a field asks for is there', () => {
	const asked = new Set(
		[
			...JSON.stringify(description.properties).matchAll(
				/"(searchListMethod|loadOptionsMethod)":"(\w+)"/g,
			),
		].map(([, kind = '', name = '']) => `${kind} ${name}`),
	);
	const there = [
		...Object.keys(methods.listSearch).map((name) => `searchListMethod ${name}`),
		...Object.keys(methods.loadOptions).map((name) => `loadOptionsMethod ${name}`),
	];
	expect(there).toEqual(expect.arrayContaining([...asked]));
	expect(asked.size).toBeGreaterThan(10);
});
