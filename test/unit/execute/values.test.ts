import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../nodes/NetSapiens/execute/operation';
import { completeValues, readValues, repeatedName } from '../../../nodes/NetSapiens/execute/values';
import { changing, field, formOf } from './form';

/** Something of everything that a form can have. */
const operation = changing({
	parameters: [field('toy', 'string', { in: 'path' }), field('color')],
	fields: [
		field('size', 'integer'),
		field('made', 'dateTime'),
		field('level', 'oneZero', { closed: true }),
		field('maker', 'record', { fields: [field('town'), field('street')] }),
		field('since', 'date', { words: ['never'] }),
		field('since', 'date', { parameter: 'since-word', words: ['never'], beside: true }),
	],
	filters: [field('shelf', 'string', { in: 'query' })],
	mappable: true,
	clears: true,
});

const required = { toy: 'bear', color: 'red' };

interface Given {
	operation?: Operation;
	item?: IDataObject;
	clears?: boolean;
	zone?: string;
}

const read = (parameters: IDataObject, given: Given = {}) =>
	readValues(
		formOf({ ...required, ...parameters }, given.item, given.zone),
		given.operation ?? operation,
		0,
		given.clears,
	);

const bodyOf = (parameters: IDataObject, given?: Given) => {
	const { color, ...body } = read(parameters, given).body;
	expect(color).toBe('red');
	return body;
};

describe('what a form says', () => {
	test('goes to path, query and body', () => {
		const fields = { size: '3', made: '2026-01-05T12:00:00Z' };
		expect(read({ fields, filters: { shelf: 'top' } })).toEqual({
			path: { toy: 'bear' },
			query: { shelf: 'top' },
			body: { color: 'red', size: 3, made: '2026-01-05 12:00:00' },
		});
	});

	test('is read in the zone of the workflow', () => {
		const fields = { made: '2026-01-05T12:00:00' };
		expect(bodyOf({ fields }, { zone: 'America/New_York' })).toEqual({
			made: '2026-01-05 17:00:00',
		});
	});

	test('is the identifier that a picker has', () => {
		const toy = { __rl: true, mode: 'list', value: 'train', cachedResultName: 'A train' };
		expect(read({ toy }).path).toEqual({ toy: 'train' });
	});

	test.each([
		['color', ''],
		['color', undefined],
		['toy', ' '],
	])('names %s when it is %p', (name, value) => {
		expect(() => read({ [name]: value })).toThrow(
			`"${name}" is empty. Fill it in, or check the expression or input field it comes from.`,
		);
	});

	test.each([{ fields: {} }, { fields: { size: '', made: null } }, {}])(
		'sends nothing of %j',
		(parameters) => {
			expect(bodyOf(parameters)).toEqual({});
			expect(bodyOf({}, { operation: { ...operation, fields: undefined } })).toEqual({});
		},
	);
});

describe('the keys of an item', () => {
	const dataMode = 'autoMapInputData';

	test('fill in the fields of the body, and nothing else', () => {
		const item = { color: 'blue', SIZE: '4', toy: 'doll', shelf: 'low', other: 1 };
		expect(read({ dataMode, filters: { shelf: 'top' } }, { item })).toEqual({
			path: { toy: 'bear' },
			query: { shelf: 'top' },
			body: { color: 'blue', size: 4 },
			itemKeys: ['color', 'SIZE', 'toy', 'shelf', 'other'],
		});
	});

	test('must have what is required', () => {
		expect(() => read({ dataMode }, { item: { size: 4 } })).toThrow('"color" is empty.');
	});

	test.each([{ dataMode: 'defineBelow' }, {}])('count for nothing with %j', (mode) => {
		const item = { color: 'blue', size: 4 };
		expect(read(mode, { item })).toEqual({
			path: { toy: 'bear' },
			query: {},
			body: { color: 'red' },
		});
	});

	test('count for nothing where the form does not ask', () => {
		const given = { operation: { ...operation, mappable: undefined }, item: { color: 'blue' } };
		expect(read({ dataMode }, given).body).toEqual({ color: 'red' });
	});

	test('are one of two modes', () => {
		expect(() => read({ dataMode: 'other' })).toThrow(
			'"Data Mode" takes one of "defineBelow", "autoMapInputData", but got "other".',
		);
	});
});

describe('an update that empties what is empty', () => {
	const clears = true;
	const dataMode = 'autoMapInputData';

	test.each<[string, IDataObject, IDataObject]>([
		['what is there and empty', { fields: { size: '', made: null } }, { size: null, made: '' }],
		['nothing that is not there', { fields: { size: 3 } }, { size: 3 }],
		[
			'what is empty beside what is set in a group',
			{ fields: { maker: { town: 'Rome', street: '' } } },
			{ maker: { town: 'Rome', street: '' } },
		],
		['what a word stands beside', { fields: { 'since-word': 'never' } }, { since: 'never' }],
		['nothing of the word beside', { fields: { 'since-word': '' } }, {}],
	])('clears %s', (_what, parameters, body) => {
		expect(bodyOf(parameters, { clears })).toEqual(body);
	});

	test('clears what the item has as empty', () => {
		const item = { color: 'red', size: '', maker: { town: '' } };
		expect(bodyOf({ dataMode }, { item, clears })).toEqual({ size: null, maker: { town: '' } });
	});

	test('clears nothing unless it is wanted and possible', () => {
		const fields = { size: '', made: null };
		expect(bodyOf({ fields })).toEqual({});
		const unable = { ...operation, clears: undefined };
		expect(bodyOf({ fields }, { operation: unable, clears })).toEqual({});
	});

	test('leaves filters out', () => {
		expect(read({ filters: { shelf: '' } }, { clears }).query).toEqual({});
	});

	test('names what has to have a value', () => {
		expect(() => read({ fields: { level: '' } }, { clears })).toThrow(
			'"level" is empty, and it cannot be cleared: it always has one of its values.',
		);
	});

	test('clears what was chosen, also by default not', () => {
		expect(bodyOf({ fieldsToClear: ['size', 'maker/town'] })).toEqual({
			size: null,
			maker: { town: '' },
		});
		const unable = { ...operation, clears: undefined };
		expect(bodyOf({ fieldsToClear: ['size'] }, { operation: unable })).toEqual({});
	});
});

describe('what an operation sends by itself', () => {
	const bare = changing({ parameters: [field('toy', 'string', { in: 'path' })] });
	const sent = (more: Partial<Operation>) => read({}, { operation: { ...bare, ...more } });

	test('constants, of body and query', () => {
		const more = { constants: { kind: 'toy' }, queryConstants: { view: 'all' } };
		expect(sent(more)).toEqual({
			path: { toy: 'bear' },
			query: { view: 'all' },
			body: { kind: 'toy' },
		});
	});

	test('the wish for an answer with the record', () => {
		expect(sent({ synchronous: true }).body).toEqual({ synchronous: 'yes' });
	});

	test('a part of the path once more', () => {
		expect(sent({ constants: { name: '{toy}', kind: 'a{toy}' } }).body).toEqual({
			name: 'bear',
			kind: 'a{toy}',
		});
	});

	test('an identifier that nobody gave, another one each time', () => {
		const generated = ['id'];
		const made = [1, 2].map(() => sent({ generated }).body.id);
		expect(made).toEqual(
			made.map(() => expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)),
		);
		expect(new Set(made).size).toBe(2);
		expect(sent({ generated, constants: { id: 'mine' } }).body).toEqual({ id: 'mine' });
	});

	test.each([
		['{toy}', 'toy'],
		['{toy}s', undefined],
		['a{toy}', undefined],
		['{}', undefined],
		[7, undefined],
	])('of %p, the path has %p', (constant, name) => {
		expect(repeatedName(constant)).toBe(name);
	});
});

describe('a file', () => {
	const picture = field('picture', 'file');
	const uploading = changing({
		parameters: [picture],
		fields: [field('more', 'file')],
		mappable: true,
	});

	test('is named by the form, also where the item fills in the rest', () => {
		for (const dataMode of ['defineBelow', 'autoMapInputData']) {
			const parameters = { picture: 'data', dataMode };
			const item = { picture: 'other', more: 'another' };
			const { file, body } = read(parameters, { operation: uploading, item });
			expect([file, body]).toEqual([{ binaryField: 'data', name: 'picture' }, {}]);
		}
	});

	test('has to be there when it is required, and may be missing otherwise', () => {
		expect(() => read({ picture: '' }, { operation: uploading })).toThrow('"picture" is empty.');
		const optional = changing({ fields: [picture] });
		expect(read({ fields: {} }, { operation: optional }).file).toBeUndefined();
		expect(read({ fields: { picture: 'data' } }, { operation: optional }).file).toEqual({
			binaryField: 'data',
			name: 'picture',
		});
	});
});

describe('a period by its name', () => {
	const query = { in: 'query' } as const;
	const ends = ['datetime-start', 'datetime-end'].map((name) => field(name, 'dateTime', query));
	const report = changing({ parameters: ends, period: true });
	const queryOf = (parameters: IDataObject) =>
		read(parameters, { operation: report, zone: 'America/New_York' }).query;

	beforeAll(() => jest.useFakeTimers({ now: new Date('2026-01-05T12:00:00.700Z') }));
	afterAll(() => jest.useRealTimers());

	test.each([
		[{ period: 'yesterday' }, '2026-01-04T05:00:00Z', '2026-01-05T04:59:59Z'],
		[{ period: 'today' }, '2026-01-05T05:00:00Z', '2026-01-05T11:59:59Z'],
		[{ period: 'lastDays', periodDays: 2 }, '2026-01-03T05:00:00Z', '2026-01-05T04:59:59Z'],
		[{ period: 'lastDays' }, '2025-12-29T05:00:00Z', '2026-01-05T04:59:59Z'],
	])('%j goes from %s to %s', (parameters, from, to) => {
		expect(queryOf(parameters)).toEqual({ 'datetime-start': from, 'datetime-end': to });
	});

	test('may have a beginning and an end of its own, and must where it has no name', () => {
		const own = {
			'datetime-start': '2026-01-01T00:00:00Z',
			'datetime-end': '2026-01-02T00:00:00Z',
		};
		expect(queryOf({ ...own, period: 'custom' })).toEqual(own);
		expect(queryOf(own)).toEqual(own);
		expect(() => queryOf({ period: 'custom' })).toThrow('"datetime-start" is empty.');
		expect(() => queryOf({ period: 'someday' })).toThrow('"Period" takes one of "today"');
		expect(() => queryOf({ period: 'lastDays', periodDays: 0 })).toThrow('"Number of Days" takes');
	});

	test('is nothing to an operation without', () => {
		const parameters = {
			period: 'today',
			...Object.fromEntries(ends.map(({ name }) => [name, ''])),
		};
		expect(() => read(parameters, { operation: { ...report, period: undefined } })).toThrow(
			'"datetime-start" is empty.',
		);
	});
});

test('values from elsewhere are completed as those of a form', () => {
	const sending = changing({
		constants: { kind: 'toy', name: '{toy}' },
		queryConstants: { view: 'all' },
		synchronous: true,
	});
	expect(completeValues(sending, { path: { toy: 'bear' }, body: { kind: 'doll' } })).toEqual({
		path: { toy: 'bear' },
		query: { view: 'all' },
		body: { kind: 'doll', name: 'bear', synchronous: 'yes' },
	});
	expect(completeValues(changing({}), {})).toEqual({ path: {}, query: {}, body: {} });
});

test('an item that is not there has no keys', () => {
	const context = {
		...formOf({ ...required, dataMode: 'autoMapInputData' }),
		getInputData: () => [],
	};
	expect(() => readValues(context as never, operation, 0)).toThrow('"color" is empty.');
});
