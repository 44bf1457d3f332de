/** Pages, filters, order and columns of a list, whatever is in it. */
import { patternOf } from '../../simulator/control/fault-check';
import {
	filtersOf,
	namesIn,
	pageOf,
	passes,
	selectFields,
	sorted,
	takePage,
} from '../../simulator/listing';
import { Switches } from '../../simulator/switches';

const page = (query: Record<string, unknown>, settings: Record<string, string> = {}) =>
	pageOf(
		{ switches: new Switches(settings) },
		{ query, endpoint: { shape: '/domains/{}/contacts' } },
	);

test.each<[string, Record<string, unknown>, Record<string, string>, number, number]>([
	['100 from the first', {}, {}, 0, 100],
	['as asked', { start: '7', limit: '20' }, {}, 7, 20],
	['as asked by nothing', { start: '', limit: '' }, {}, 0, 100],
	['no more than the most', { limit: '51' }, { 'list-max': '50' }, 0, 50],
	['the most', { limit: '50' }, { 'list-max': '50', 'list-over-max': 'reject' }, 0, 50],
	['any number where there is no most', { limit: '99999' }, { 'list-max': '0' }, 0, 99999],
	['from 1 where servers count so', { start: '1' }, { 'start-base': '1' }, 0, 100],
	['from 1 by default where servers count so', {}, { 'start-base': '1' }, 0, 100],
	['the eighth from 8 where servers count so', { start: '8' }, { 'start-base': '1' }, 7, 100],
	['never before the first', { start: '0' }, { 'start-base': '1' }, 0, 100],
	['from the first, whatever is asked', { start: '5' }, { 'ignores-start': 'contacts' }, 0, 100],
	['from there, if others ignore it', { start: '5' }, { 'ignores-start': 'phones' }, 5, 100],
	['all, whatever is asked', { start: '5', limit: '2' }, { 'ignores-limit': 'all' }, 0, Infinity],
])('a page is %s', (_, query, settings, start, limit) => {
	expect(page(query, settings)).toEqual({ start, limit });
});

test.each<[Record<string, unknown>, string, Record<string, string>?]>([
	[{ start: '-1' }, 'query parameter start: must be a whole number from 0'],
	[{ start: '1.5' }, 'query parameter start: must be a whole number from 0'],
	[{ limit: '0' }, 'query parameter limit: must be a whole number from 1'],
	[{ limit: 'all' }, 'query parameter limit: must be a whole number from 1'],
	[
		{ limit: '51' },
		'query parameter limit: must be <= 50',
		{ 'list-max': '50', 'list-over-max': 'reject' },
	],
])('a page of %j is refused', (query, message, settings = {}) => {
	expect(() => page(query, settings)).toThrow(message);
});

test.each([
	[0, 2, [1, 2]],
	[1, 2, [2, 3]],
	[3, 5, [4]],
	[4, 1, []],
	[0, Infinity, [1, 2, 3, 4]],
])('%d and %d takes %j', (start, limit, taken) => {
	expect(takePage([1, 2, 3, 4], { start, limit })).toEqual(taken);
});

test('a page builds no more than it shows', () => {
	const made: number[] = [];
	function* endless() {
		for (let number = 0; ; number++) {
			made.push(number);
			yield number;
		}
	}
	expect(takePage(endless(), { start: 2, limit: 2 })).toEqual([2, 3]);
	expect(made).toHaveLength(5);
});

test('columns are named in a list, blanks and all', () => {
	const rows = [{ a: 1, b: 2, c: 3 }, { a: 4 }];
	expect(selectFields(rows, ' a , c,')).toEqual([{ a: 1, c: 3 }, { a: 4 }]);
	expect(selectFields(rows, '')).toBe(rows);
	expect(selectFields(rows, undefined)).toBe(rows);
	expect(() => selectFields(rows, 'a,z', new Set(['a']))).toThrow('Unknown field: z');
	expect(namesIn(undefined)).toEqual([]);
});

test('fields of a record filter, whatever their case; a star, nothing and what steers do not', () => {
	const known = new Set(['site', 'user', 'limit', 'group']);
	const query = { site: 'HQ', user: '*', group: '', limit: '5', other: 'x' };
	const filters = filtersOf(query, known);
	expect(filters).toEqual([['site', 'hq']]);
	expect(
		[{ site: 'Hq' }, { site: 'hq2' }, {}, { site: null }].map((row) => passes(row, filters)),
	).toEqual([true, false, false, false]);
	expect(passes({ level: 5 }, [['level', '5']])).toBe(true);
	expect(passes({}, [])).toBe(true);
});

test('order is that of numbers where there are numbers, and of the list without a field', () => {
	const rows = ['10', '9', undefined, 'b', 'A'].map((name) => ({ name }));
	const order = (query: object) => sorted(rows, { ...query }).map(({ name }) => name);
	expect(order({ sort: 'name' })).toEqual([undefined, '9', '10', 'A', 'b']);
	expect(order({ sort: 'name', order: 'DESC' })).toEqual(['b', 'A', '10', '9', undefined]);
	expect(order({ sort: 'name', order: 'asc' })).toEqual([undefined, '9', '10', 'A', 'b']);
	for (const query of [{}, { sort: '' }, { order: 'desc' }]) expect(sorted(rows, query)).toBe(rows);
});

test('a path of a fault between slashes is a pattern, any other a beginning', () => {
	expect(patternOf('/users\\/1\\d\\d$/')).toEqual(/users\/1\d\d$/);
	for (const plain of ['/users', 'users/', '//', '']) expect(patternOf(plain)).toBeUndefined();
});
