import { Readable } from 'node:stream';

import fc from '../../support/fastCheck';
import { parseJson } from '../../../nodes/NetSapiens/transport/json';
import { readRecords } from '../../../nodes/NetSapiens/transport/records';

/** Texts that look like the place between two records, or take several bytes a character. */
const text = fc.oneof(
	fc.string(),
	fc.constantFrom('},{', '"},{"', '\\"},{', '[{},{}]', 'é€😀', ','),
);
const value = fc.oneof(text, fc.integer(), fc.constant(null), fc.array(fc.record({ text })));
const records = fc.array(fc.dictionary(text, value, { maxKeys: 4 }), { maxLength: 8 });

/** Lists, and what is no list any more because a character is missing, too much, or another one. */
const answer = fc.oneof(
	records.map((list) => JSON.stringify(list)),
	fc
		.tuple(records, fc.nat(200), fc.nat(2), fc.constantFrom('', ',', '}', '{', ']', '[', '"', ' '))
		.map(([list, at, left, put]) => {
			const json = JSON.stringify(list);
			return json.slice(0, at) + put + json.slice(at + left);
		}),
	fc.json(),
);

test('an answer in pieces is the list that it is as a whole, or its text', async () => {
	await fc.assert(
		fc.asyncProperty(answer, fc.array(fc.nat(60), { maxLength: 12 }), async (whole, sizes) => {
			const bytes = Buffer.from(whole);
			const chunks: Buffer[] = [];
			let at = 0;
			for (const size of [...sizes, bytes.length])
				chunks.push(Buffer.from(bytes.subarray(at, (at += size))));
			const filled = chunks.filter(({ length }) => length > 0);
			const read = await readRecords(Readable.from(filled));
			expect(read).toEqual(typeof read === 'string' ? bytes.toString() : parseJson(whole));
		}),
		{ numRuns: 1000 },
	);
});

test('records are told apart, and integers that no number holds are text', async () => {
	const chunks = ['[{"id":1', '2345678901234567890},{"id":2}]'].map((part) => Buffer.from(part));
	expect(await readRecords(Readable.from(chunks))).toEqual([
		{ id: '12345678901234567890' },
		{ id: 2 },
	]);
});

test('what breaks the stream is thrown', async () => {
	async function* broken() {
		yield Buffer.from('[{"id":1},{"id":2},');
		throw new Error('aborted');
	}
	await expect(readRecords(Readable.from(broken()))).rejects.toThrow('aborted');
});
