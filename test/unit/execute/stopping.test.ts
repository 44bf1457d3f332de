import { NodeOperationError, type INode } from 'n8n-workflow';
import { stopError, type Outcome } from '../../../nodes/NetSapiens/execute/stopping';

const node = { name: 'NetSapiens', type: 'netSapiens' } as INode;
const done: Outcome = { items: [] };
const failed = (message: string, description?: string): Outcome => ({
	error: new NodeOperationError(node, message, { description }),
});

/** `+` carried out, `-` not started; everything else failed. */
const outcomes = (text: string) =>
	[...text].map((sign) =>
		sign === '+' ? done : sign === '-' ? undefined : failed(`failed at ${sign}`, 'What to do.'),
	);

test.each([
	['++++x+----', 'Carried out: items 0–3 and 5. Not started: items 6–9.'],
	['x-', 'Carried out: none. Not started: item 1.'],
	['+x', 'Carried out: item 0.'],
	['+x+y+z', 'Carried out: items 0, 2 and 4. Failed too: items 3 and 5.'],
	['x++-', 'Carried out: items 1–2. Not started: item 3.'],
	['yx+', 'Carried out: item 2. Failed too: item 0.'],
	['x', ''],
])('%s: %s', (signs, words) => {
	const first = signs.indexOf('x');
	const error = stopError(node, outcomes(signs), first) as NodeOperationError;
	expect(error.message).toBe('failed at x');
	expect(error.description).toBe(`What to do. ${words}`.trim());
});

test('an error without a description gets one', () => {
	const error = stopError(node, [failed('bad'), undefined], 0) as NodeOperationError;
	expect(error.description).toBe('Carried out: none. Not started: item 1.');
});

test('an execution that was stopped says so, and what was carried out until then', () => {
	const error = stopError(node, outcomes('++--'), undefined) as NodeOperationError;
	expect(error.message).toBe('The execution was stopped');
	expect(error.description).toBe('Carried out: items 0–1. Not started: items 2–3.');
});
