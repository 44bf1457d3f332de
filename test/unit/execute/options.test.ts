/** What Options offer for which operations, and how they are read. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	optionsFor,
	readOptions,
	readRunOptions,
	type Use,
} from '../../../nodes/NetSapiens/execute/options';

const contextOf = (items: Array<IDataObject | undefined>) =>
	({
		getInputData: () => items.map(() => ({ json: {} })),
		getNode: () => ({ type: 'netSapiens', parameters: {} }),
		getNodeParameter: (_name: string, item: number, fallback: unknown) => items[item] ?? fallback,
	}) as unknown as IExecuteFunctions;

const read = (options?: IDataObject) => readOptions(contextOf([options]), 0);

const unset = {
	body: {},
	query: {},
	concurrency: 5,
	binaryField: 'data',
	fileName: '',
	clearsEmpty: false,
	onBrokenList: 'fail',
	timeoutMilliseconds: 60_000,
	safety: { mode: 'none', confirmed: [] },
};

test.each<[IDataObject | undefined, object]>([
	[undefined, {}],
	[{}, {}],
	[
		{ bodyJson: '{"a":1}', queryJson: { b: 2 } },
		{ body: { a: 1 }, query: { b: 2 } },
	],
	[{ bodyJson: ' ', queryJson: null }, {}],
	[
		{ concurrency: 1, timeout: 1 },
		{ concurrency: 1, timeoutMilliseconds: 1000 },
	],
	[
		{ concurrency: '50', timeout: '600' },
		{ concurrency: 50, timeoutMilliseconds: 600_000 },
	],
	[
		{ emptyValues: 'clear', onBrokenList: 'keep' },
		{ clearsEmpty: true, onBrokenList: 'keep' },
	],
	[{ emptyValues: 'leave', onBrokenList: 'fail' }, {}],
	[
		{ binaryField: 'song', fileName: 'a.wav' },
		{ binaryField: 'song', fileName: 'a.wav' },
	],
	[{ binaryField: '', fileName: null }, {}],
	[{ safety: 'readOnly' }, { safety: { mode: 'readOnly', confirmed: [] } }],
])('%j mean %j', (options, meant) => {
	expect(read(options)).toEqual({ ...unset, ...meant });
});

test.each<[IDataObject, string]>([
	[{ bodyJson: '[1]' }, '"Additional Body Fields (JSON)" must be a JSON object'],
	[{ queryJson: 'x' }, '"Additional Query Parameters (JSON)" must be a JSON object'],
	[{ concurrency: 0 }, '"Concurrency" takes a whole number from 1 to 50, but got "0"'],
	[{ concurrency: 51 }, '"Concurrency" takes a whole number from 1 to 50, but got "51"'],
	[{ timeout: 0 }, '"Timeout" takes a whole number from 1 to 600'],
	[{ timeout: 601 }, '"Timeout" takes a whole number from 1 to 600'],
	[{ emptyValues: 'erase' }, '"Empty Values" takes one of "leave", "clear"'],
	[{ onBrokenList: 'stop' }, '"If a List Breaks Off" takes one of "fail", "keep"'],
	[{ safety: 'low' }, '"Safety" takes one of'],
	[{ limitToDomains: '' }, 'Limit to Domains is empty'],
])('%j cannot be used, and the option is named', (options, words) => {
	expect(() => read(options)).toThrow(words);
});

test('what holds for the whole run is taken from the first item that can be read', () => {
	const concurrencyOf = (...items: IDataObject[]) => readRunOptions(contextOf(items)).concurrency;
	expect(concurrencyOf({ concurrency: 2 }, { concurrency: 3 })).toBe(2);
	expect(concurrencyOf({ concurrency: 'x' }, { concurrency: 3 })).toBe(3);
	expect(concurrencyOf({ timeout: 'x' })).toBe(5);
	expect(concurrencyOf()).toBe(5);
});

const always = ['concurrency', 'confirmation', 'limitToDomains', 'safety', 'timeout'];

test.each<[Use[], string[]]>([
	[[], []],
	[['list'], ['onBrokenList']],
	[['query'], ['queryJson']],
	[['body'], ['bodyJson']],
	[['clearing'], ['emptyValues']],
	[['file'], ['binaryField', 'fileName']],
	[
		['list', 'query'],
		['onBrokenList', 'queryJson'],
	],
])('operations that use %j offer %j besides', (uses, names) => {
	const offered = (optionsFor(uses).options ?? []).map(({ name }) => name);
	expect([...offered].sort()).toEqual([...always, ...names].sort());
});

test('the options stand in the order of what they are called, with those of the operation', () => {
	const more = { displayName: 'Dry Run', name: 'dryRun', type: 'boolean', default: false } as const;
	const { options = [], ...collection } = optionsFor(['list'], [more]);
	const labels = options.map((option) => ('displayName' in option ? option.displayName : ''));
	expect(labels).toEqual([...labels].sort());
	expect(labels).toContain('Dry Run');
	expect(collection).toEqual({
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
	});
});

test('each option starts at what holds without it', () => {
	const { options = [] } = optionsFor(['list', 'query', 'body', 'clearing', 'file']);
	const starts = options.map((option) =>
		'type' in option ? [option.name, [option.type, option.default]] : [],
	);
	expect(Object.fromEntries(starts)).toEqual({
		binaryField: ['string', 'data'],
		bodyJson: ['json', ''],
		concurrency: ['number', 5],
		confirmation: ['string', ''],
		emptyValues: ['options', 'leave'],
		fileName: ['string', ''],
		limitToDomains: ['string', ''],
		onBrokenList: ['options', 'fail'],
		queryJson: ['json', ''],
		safety: ['options', 'none'],
		timeout: ['number', 60],
	});
});

test('what is offered is what can be read', () => {
	const { options = [] } = optionsFor(['list', 'query', 'body', 'clearing', 'file']);
	for (const option of options) {
		if (!('type' in option)) throw new Error(`${option.name} has no type`);
		const { min, max } = { min: option.typeOptions?.minValue, max: option.typeOptions?.maxValue };
		const choices = (option.options ?? []).map((choice) => ('value' in choice ? choice.value : ''));
		for (const value of [min, max, ...choices, option.default]) {
			if (value === undefined || option.name === 'limitToDomains') continue;
			expect(() => read({ [option.name]: value as string })).not.toThrow();
		}
		for (const value of [(min ?? 1) - 1, (max ?? Infinity) + 1]) {
			if (option.type === 'number') expect(() => read({ [option.name]: value })).toThrow('takes');
		}
	}
});
