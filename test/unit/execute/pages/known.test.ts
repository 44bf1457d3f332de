import { Known } from '../../../../nodes/NetSapiens/execute/pages/known';

/** Rows with a number in one column, and something that is never the same. */
let moment = 0;
const rowsOf = (column: string, from: number, to: number) =>
	Array.from({ length: to - from }, (_, n) => ({ seen: moment++, [column]: from + n }));

/** The numbers of the second page that are new, when it overlaps the first by five rows. */
function freshBy(column: string): number {
	const known = new Known<Record<string, unknown>>();
	expect(known.fresh(rowsOf(column, 0, 20))).toHaveLength(20);
	return known.fresh(rowsOf(column, 15, 40)).length;
}

test.each(['id', 'unique-id', 'uuid', 'cdr_id', 'key-id'])(
	'%s tells which rows came before, whatever else changed in them',
	(column) => {
		expect(freshBy(column)).toBe(20);
	},
);

test.each(['uid', 'user', 'call-id', 'ID'])('%s may be the same in two records', (column) => {
	expect(freshBy(column)).toBe(25);
});

test('a page is known where half of the columns that tell its rows apart came before', () => {
	const page = (more: (n: number) => object) =>
		Array.from({ length: 12 }, (_, n) => ({ name: `N${n}`, ...more(n) }));
	const again = (more: (n: number) => object) => {
		const known = new Known();
		known.fresh(page((n) => ({ a: n, b: n })));
		return known.fresh(page(more)).length;
	};
	expect(again((n) => ({ a: n, b: n + 100 }))).toBe(0);
	expect(again((n) => ({ a: n + 100, b: n, c: n }))).toBe(0);
	expect(again((n) => ({ a: n + 100, b: n, c: n, d: n }))).toBe(12);
	expect(again((n) => ({ a: n + 100, b: n + 100 }))).toBe(12);
	expect(again(() => ({ a: 1, b: 1, c: 1 }))).toBe(0);
});
