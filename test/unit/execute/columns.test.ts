import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readOutput } from '../../../nodes/NetSapiens/execute/columns';

const user = { simplify: ['user', 'email-address', 'site'], record: 'user' };
const json = { user: 101, email: 'pat@acme.example', other: 1 };

/** What Output makes of an item, with these parameters of the node. */
function made(
	item: IDataObject,
	parameters: IDataObject,
	operation: Parameters<typeof readOutput>[1] = user,
) {
	const context = {
		getNodeParameter: (name: string, _: number, otherwise: unknown) =>
			parameters[name] ?? otherwise,
	} as unknown as IExecuteFunctions;
	return readOutput(context, operation, 0)({ json: item, pairedItem: 3 });
}

test('simplified, an item has the columns that are there, in their order and by their own names', () => {
	expect(made(json, {})).toEqual({
		json: { user: 101, 'email-address': 'pat@acme.example' },
		pairedItem: 3,
	});
	expect(made(json, { output: 'simplified' })).toEqual(made(json, {}));
});

test('an item with none of the columns is never empty', () => {
	expect(made({ other: 1 }, { output: 'simplified' }).json).toEqual({ other: 1 });
});

test('raw, an item is as the server gave it', () => {
	expect(made(json, { output: 'raw' }).json).toBe(json);
	expect(made(json, {}, {}).json).toBe(json);
	expect(made(json, { output: 'simplified' }, {}).json).toBe(json);
});

test.each([
	[['other', 'email-address', 'none']],
	['other, email-address,none,'],
	[' other , email-address , none '],
])('selected fields are all there, whatever the server calls them (%j)', (outputFields) => {
	const chosen = { output: 'selectedFields', outputFields };
	expect(Object.entries(made(json, chosen).json)).toEqual([
		['other', 1],
		['email-address', 'pat@acme.example'],
		['none', null],
	]);
});

test('false, zero and empty text are values', () => {
	const item = { a: false, b: 0, c: '' };
	expect(made(item, { output: 'selectedFields', outputFields: 'a,b,c' }, {}).json).toEqual(item);
});

test.each([undefined, null, '', ' , ', [], [' ']])(
	'no field selected (%j) is said',
	(outputFields) => {
		const chosen = { output: 'selectedFields', outputFields } as IDataObject;
		expect(() => made(json, chosen)).toThrow(/No field is selected/);
	},
);

test('another choice is refused', () => {
	expect(() => made(json, { output: 'everything' })).toThrow(/"Output" takes one of/);
});
