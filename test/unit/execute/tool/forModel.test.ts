import type { IDataObject } from 'n8n-workflow';
import { forModel } from '../../../../nodes/NetSapiens/execute/tool/forModel';
import fc from '../../../support/fastCheck';

const said = (records: IDataObject[], mayBeMore = false) =>
	forModel(
		records.map((json) => ({ json })),
		mayBeMore,
	).map(({ json }) => json);

test('nothing is said in words', () => {
	expect(said([])).toEqual([{ found: 0, message: expect.stringMatching(/^Nothing was found\./) }]);
});

test('fields that say nothing are left out; what is off or zero says something', () => {
	expect(said([{ a: null, b: '', c: 0, d: false, e: [], f: 'x' }])).toEqual([
		{ c: 0, d: false, e: [], f: 'x' },
	]);
	expect(said([{ a: null }])).toEqual([{ a: null }]);
});

test('a failure says what to do', () => {
	const [told] = said([{ error: 'No such user', details: { status: 404, advice: 'Check it.' } }]);
	expect(told).toEqual({ error: 'No such user', details: { status: 404 }, howToFix: 'Check it.' });
	const [other] = said([{ error: '"user" is empty.', details: {} }]);
	expect(other?.howToFix).toContain('call the tool again');
	const record = { error: 'busy', details: {}, id: 1 };
	expect(said([record])).toEqual([record]);
});

test('of many records, the first come, and word of the others', () => {
	const records = Array.from({ length: 500 }, (_, id) => ({ id, text: 'x'.repeat(200) }));
	const answer = said(records);
	const note = answer.at(-1)!;
	expect(answer.slice(0, -1)).toEqual(records.slice(0, answer.length - 1));
	expect(note.leftOut).toBe(500 - (answer.length - 1));
	expect(note.message).toMatch(/were left out .* Narrow the search/);
	expect(JSON.stringify(answer).length).toBeLessThan(26_000);
	expect(JSON.stringify(answer).length).toBeGreaterThan(23_000);
});

test('a list that ends at its limit says that there may be more', () => {
	expect(said([{ a: 1 }], true).at(-1)?.message).toMatch(/There may be more: the limit of 1/);
	expect(said([{ a: 1 }])).toHaveLength(1);
});

test('one large record is cut inside, with word of what is missing', () => {
	const [told] = said([{ text: 'x'.repeat(90_000), rows: Array(400).fill({ a: 'y' }), n: 1 }]);
	expect(String(told?.text)).toMatch(/^x{2000}… \(88000 more characters\)$/);
	expect(told?.rows).toHaveLength(26);
	expect((told?.rows as unknown[]).at(-1)).toBe('… (375 more)');
	expect(told?.n).toBe(1);
	const fitting = { text: 'x'.repeat(2000), list: Array(25).fill('y'), nothing: { a: null } };
	const [kept] = said([{ ...fitting, more: 'x'.repeat(90_000) }]);
	expect(kept).toMatchObject(fitting);
});

test('whatever comes in, something comes out, and never too much of many', () => {
	const record = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
	fc.assert(
		fc.property(fc.array(record, { maxLength: 60 }), fc.boolean(), (records, more) => {
			const answer = said(records as IDataObject[], more);
			expect(answer.length).toBeGreaterThan(0);
			const left = Number(answer.at(-1)?.leftOut ?? 0);
			expect(answer.length + left).toBeGreaterThanOrEqual(records.length);
		}),
	);
});
