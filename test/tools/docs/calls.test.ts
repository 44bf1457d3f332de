/** docs/calls.md says what there is: all of it, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callsOf } from '../../../nodes/NetSapiens/calls/call';
import { itemOfCall } from '../../../nodes/NetSapiens/calls/item';
import { EMPTY_LEG } from '../../../nodes/NetSapiens/calls/leg';
import flows from '../../field/calls.json';

const document = readFileSync(join(__dirname, '../../../docs/calls.md'), 'utf8');

/** Names in the first column of the table below a heading. */
function named(heading: string): string[] {
	const part = document.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';
	const cells = [...part.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell]) => cell ?? '');
	return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
}

test('the keys of an item', () => {
	const [call] = callsOf([EMPTY_LEG]);
	expect(named('What an item has').sort()).toEqual(Object.keys(itemOfCall(call!, true)).sort());
});

test('the outcomes, each of which has a flow that ends so', () => {
	const outcomes = flows.flatMap(({ want }) => want.map(({ outcome }) => outcome));
	expect(named('How a call went').sort()).toEqual([...new Set(outcomes)].sort());
});
