/** The node in the hands of a language model. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isToolRun } from '../../../../nodes/NetSapiens/execute/tool/isToolRun';
import { toolRun } from '../../../../nodes/NetSapiens/execute/tool/toolRun';

const properties: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [{ name: 'As It Is', value: 'raw' }],
		default: 'raw',
	},
];

function contextOf(parameters: IDataObject, signal?: AbortSignal) {
	return {
		getNode: () => ({ type: 'netSapiensTool', parameters }),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => false,
	} as unknown as IExecuteFunctions;
}

/** What a model gets when the node gives so many records, or fails. */
async function told(
	parameters: IDataObject,
	work: number | ((context: IExecuteFunctions) => Promise<never>),
	signal?: AbortSignal,
) {
	const records = async (count: number) =>
		Array.from({ length: count }, (_, id) => ({ json: { id } }));
	const items = await toolRun(contextOf(parameters, signal), properties, async (context) =>
		typeof work === 'number' ? await records(work) : await work(context),
	);
	return items.map(({ json }) => json);
}

test.each<[IDataObject, number, number | false]>([
	[{ returnAll: false, limit: 3 }, 3, 3],
	[{ returnAll: 'false', limit: '3' }, 3, 3],
	[{ returnAll: false, limit: 3 }, 2, false],
	[{ returnAll: false, limit: 2 }, 3, 3],
	[{ returnAll: false }, 49, false],
	[{ returnAll: false }, 50, 50],
	[{ returnAll: true, limit: 3 }, 3, false],
	[{ limit: 3 }, 3, false],
	[{ returnAll: false, limit: 'x' }, 3, false],
	[{ returnAll: false, limit: 0 }, 1, false],
])('%j with %i records: the limit was reached: %j', async (parameters, count, limit) => {
	const items = await told(parameters, count);
	const words = String(items[count]?.message ?? '');
	expect(items).toHaveLength(limit === false ? count : count + 1);
	expect(words).toContain(limit === false ? '' : `the limit of ${limit} was reached`);
});

test('a failure is told with what is known and what to do', async () => {
	const error = Object.assign(new Error('Not found'), { httpCode: '404', description: 'Look' });
	const fail = async () => await Promise.reject<never>(error);
	expect(await told({}, fail)).toEqual([
		{ error: 'Not found', details: { status: 404 }, howToFix: 'Look' },
	]);
	const bare = async () => await Promise.reject<never>(new Error('No'));
	const [{ howToFix, ...plain } = {}] = await told({}, bare);
	expect(plain).toEqual({ error: 'No', details: {} });
	expect(howToFix).toContain('call the tool again');
	await expect(told({}, fail, AbortSignal.abort())).rejects.toBe(error);
});

test('what the model says is checked where the node takes it, and items go on by themselves', async () => {
	const take = async (context: IExecuteFunctions) => {
		expect(context.continueOnFail()).toBe(true);
		expect(context.getNodeParameter('limit', 0)).toBe(3);
		context.getNodeParameter('output', 0);
		throw new Error(`It is ${String(context.getNodeParameter('output', 0))}`);
	};
	expect(await told({ output: 'AS IT IS', limit: 3 }, take)).toMatchObject([
		{ error: 'It is raw' },
	]);
	expect(await told({ output: 'odd', limit: 3 }, take)).toMatchObject([
		{ error: '"Output" takes one of "raw", but got "odd".' },
	]);
});

test.each<[string, boolean | undefined, boolean]>([
	['netSapiensTool', undefined, true],
	['netSapiensTool', false, true],
	['netSapiens', true, true],
	['netSapiens', false, false],
	['netSapiens', undefined, false],
	['netSapiensToolkit', false, false],
])('%s, where n8n says %j: a tool: %j', (type, isTool, is) => {
	const context = {
		getNode: () => ({ type }),
		...(isTool !== undefined && { isToolExecution: () => isTool }),
	} as unknown as IExecuteFunctions;
	expect(isToolRun(context)).toBe(is);
});
