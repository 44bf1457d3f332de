/** What a run tells people above its output. */
import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import { Remarks, VERY_MANY } from '../../../nodes/NetSapiens/execute/remarks';
import { field } from './form';

/** The hints of a run that noticed something. @param of how many items it had */
function told(
	notice: (remarks: Remarks) => void,
	of = 1,
	{ items = [], parameters = {} }: { items?: INodeExecutionData[]; parameters?: object } = {},
): NodeExecutionHint[] {
	const hints: NodeExecutionHint[] = [];
	const context = {
		getNode: () => ({ parameters }),
		addExecutionHints: (hint: NodeExecutionHint) => hints.push(hint),
	} as unknown as IExecuteFunctions;
	const remarks = new Remarks();
	notice(remarks);
	remarks.tell(context, items, of);
	return hints;
}

const info = (message: string) => [{ type: 'info', message, location: 'outputPane' }];
const nothing = () => undefined;
const all = { rows: Infinity };

/** An item with each of these numbers of rows, of which so many were wanted. */
const lists =
	(wanted: number, ...rows: number[]) =>
	(remarks: Remarks) =>
		rows.forEach((count, item) => remarks.list(item, count, { rows: wanted }));

test('a run with nothing to tell tells nothing', () => {
	expect(told(nothing, 2, { items: [{ json: { error: 'of a record' } }] })).toEqual([]);
	expect(told(lists(50, 49, 1), 2)).toEqual([]);
	expect(told(lists(Infinity, 50, 100), 2)).toEqual([]);
});

test('that nothing was found, and for how many', () => {
	expect(told(lists(50, 0))).toEqual(info('No records were found.'));
	expect(told(lists(50, 0, 3, 0), 3)).toEqual(info('No records were found for 2 of 3 items.'));
});

test('that a limit was reached, where the editor does not say it', () => {
	const words =
		'The limit was reached for 2 of 1,000 items, so there may be more records. To get all of them, turn on Return All.';
	expect(told(lists(50, 50, 49, 51), 1000)).toEqual(info(words));
	expect(told(lists(50, 50))).toEqual([]);
});

test('that records are very many, over all items', () => {
	const half = VERY_MANY / 2;
	expect(told(lists(Infinity, half, half - 1), 2)).toEqual([]);
	expect(told(lists(Infinity, half, half), 2)).toEqual(
		info(
			'These are 10,000 records, and n8n holds all of them in memory. If the workflow gets slow, use filters, or read them in several runs.',
		),
	);
});

test('how many items failed; a record that has an error in it has not', () => {
	const failed = { json: { error: 'No', details: {} } };
	const fine = [
		{ json: { error: 'x' } },
		{ json: { details: 1 } },
		{ json: { a: 1, error: 'x', details: 1 } },
	];
	const failures = 'failed; "error" says why, "details" what to do.';
	const of = (count: number) => {
		const items = [...fine, ...Array.from({ length: count }, () => failed)];
		return told(nothing, 3, { items }).map(({ type, message }) => `${type}: ${message}`);
	};
	expect(of(0)).toEqual([]);
	expect(of(2)).toEqual([`warning: 2 of 3 items ${failures}`]);
	const [single] = told(nothing, 1, { items: [failed] });
	expect(single?.message).toBe(`The item ${failures}`);
});

describe('keys that are mapped', () => {
	const asked = {
		parameters: [field('place', 'string', { in: 'path' }), field('name'), field('File', 'file')],
		fields: [field('first-name'), field('kind', 'string', { beside: true }), field('Pic', 'file')],
		record: 'person',
	};
	const ignored = (itemKeys: string[], parameters?: object) =>
		told((remarks) => remarks.mapped(asked, { itemKeys }), 1, { parameters }).map(
			({ message }) => /operation: (.*)\.$/.exec(message)?.[1],
		);

	test('and are no fields are named once; those in any spelling are fields', () => {
		expect(ignored(['name', 'First_Name', 'firstName'])).toEqual([]);
		expect(ignored([])).toEqual([]);
		expect(ignored(['place', 'kind', 'File', 'Pic'])).toEqual(['place, kind, File, Pic']);
		const twice = (remarks: Remarks) => {
			remarks.mapped(asked, { itemKeys: ['a', 'name'] });
			remarks.mapped(asked, { itemKeys: ['b', 'a'] });
			remarks.mapped({ parameters: [field('c')] }, { itemKeys: ['c'] });
			remarks.mapped(asked, {});
		};
		expect(told(twice).map(({ message }) => message)).toEqual([
			'Map Automatically left out keys that are not fields of this operation: a, b.',
		]);
	});

	test('are named up to ten', () => {
		const keys = (count: number) => Array.from({ length: count }, (_, n) => `k${n}`);
		expect(ignored(keys(10))).toEqual([keys(10).join(', ')]);
		expect(ignored(keys(12))).toEqual([`${keys(10).join(', ')}, and 2 more`]);
	});

	test('and that an expression uses are not left out', () => {
		const parameters = { a: '={{ $json.used }}', b: ['={{ "\\"" + $json.too }}'], c: 'other' };
		expect(ignored(['used', 'too', 'other'], parameters)).toEqual(['other']);
	});
});

test('several things are told beside each other', () => {
	const both = (remarks: Remarks) => {
		remarks.list(0, 0, all);
		remarks.list(1, VERY_MANY, { rows: VERY_MANY });
	};
	expect(told(both, 2)).toHaveLength(3);
});
