import { unfolded } from '../../../nodes/NetSapiens/execute/rows';

const byAgent = { keys: ['agent'] };

test('rows keyed by what they are about have the key in them', () => {
	expect(unfolded({ 101: { calls: 1 }, '102@acme': { calls: 2 } }, byAgent)).toEqual([
		{ agent: '101', calls: 1 },
		{ agent: '102@acme', calls: 2 },
	]);
});

test('what a row says by itself counts', () => {
	expect(unfolded({ 101: { agent: '101@acme' } }, byAgent)).toEqual([{ agent: '101@acme' }]);
});

test('several rows under one key are several rows', () => {
	expect(unfolded({ 101: [{ state: 'in' }, { state: 'out' }], 102: [] }, byAgent)).toEqual([
		{ agent: '101', state: 'in' },
		{ agent: '101', state: 'out' },
	]);
});

test('keys inside of keys', () => {
	const regions = { keys: ['country', 'region'], value: 'name' };
	expect(unfolded({ US: { 'US-AL': 'Alabama' }, CA: { 'CA-ON': 'Ontario' } }, regions)).toEqual([
		{ country: 'US', region: 'US-AL', name: 'Alabama' },
		{ country: 'CA', region: 'CA-ON', name: 'Ontario' },
	]);
});

test('a list of one table is that table', () => {
	expect(unfolded([{ 101: { calls: 1 } }], byAgent)).toEqual([{ agent: '101', calls: 1 }]);
	expect(unfolded([{ events: [{ a: 1 }] }], { at: 'events' })).toEqual([{ a: 1 }]);
});

test('records that stand under a name', () => {
	const inside = { at: 'events' };
	expect(unfolded({ events: [{ a: 1 }] }, inside)).toEqual([{ a: 1 }]);
	expect(unfolded({ events: [] }, inside)).toEqual([]);
});

test.each([
	['a list', [{ a: 1 }], byAgent],
	['one record', { agent: '101', calls: 1 }, byAgent],
	['a list, without the name', [{ a: 1 }], { at: 'events' }],
	['one record, without the name', { a: 1 }, { at: 'events' }],
	['one record of empty values', { agent: null, calls: null }, byAgent],
	['nothing', undefined, byAgent],
	['null', null, { at: 'events' }],
])('%s stays as it is', (_, answer, rows) => {
	expect(unfolded(answer, rows)).toEqual(answer);
});

test('nothing in it, no row', () => {
	expect(unfolded({}, byAgent)).toEqual([]);
});
