/** What an import says about the document of a new version, and what it holds of a table of operations. */
import { compare } from '../../../tools/spec-import/report';
import { formatScope, isScope, parseScope } from '../../../tools/spec-import/scope';
import { build, document, mend, operation, record, text } from './fixtures';

const answer = record({ name: text });
const body = record({ name: text });
const query = (...names: string[]) => ({
	parameters: names.map((name) => ({ name, in: 'query', required: false, schema: text })),
});
const specOf = (toy: object) => build([document({ '/toys': { post: toy } })]).spec;
const before = specOf(operation(answer, body, query('color')));

describe('a changed operation', () => {
	test.each<[string, string, object]>([
		['its query', 'parameters +size', operation(answer, body, query('color', 'size'))],
		['a name in its query', 'parameters +size -color', operation(answer, body, query('size'))],
		['its body', 'body +size -name', operation(answer, record({ size: text }), query('color'))],
		[
			'its answer',
			'answer +size',
			operation(record({ name: text, size: text }), body, query('color')),
		],
		[
			'its group',
			'group or access',
			operation(answer, body, { ...query('color'), tags: ['Games'] }),
		],
		['its access', 'group or access', operation(answer, body, { ...query('color'), security: [] })],
		[
			'its time',
			'group or access',
			operation(answer, body, { ...query('color'), deprecated: true }),
		],
		[
			'all',
			'parameters -color, body +size, answer',
			operation({}, record({ name: text, size: text })),
		],
	])('is told with what is new in %s', (_, what, now) => {
		const { changed } = compare(specOf(now), before);
		expect(changed).toHaveLength(1);
		expect(changed[0]?.id).toBe('POST /toys');
		expect(changed[0]?.what.startsWith(what)).toBe(true);
	});

	test('is none when nothing is new, whatever it needs to be called', () => {
		const closed = operation(answer, body, { ...query('color'), security: [{ bearer: [] }] });
		expect(compare(specOf(closed), before).changed).toEqual([]);
	});
});

test('corrections of keys are counted like all others', () => {
	const { matches } = mend({ '/toys/': { get: operation({}), post: operation({}) } });
	expect(matches.get('trailing-slash')).toBe(2);
});

describe('a table of operations', () => {
	const rows = ['44', '44.3', '44.4.10', '100.20'].map((since) => ({
		method: 'GET',
		key: `/toys/${since}`,
		since,
	}));

	test('is read as it was written', () => {
		const table = formatScope(rows);
		expect(isScope(table)).toBe(true);
		expect(parseScope('scope.tsv', table)).toEqual(rows);
		expect(parseScope('scope.tsv', table.replaceAll('\n', '\r\n'))).toEqual(rows);
	});

	test.each(['44.', '.44', 'v44', '44.x', '44..3', ''])('has no version "%s"', (since) => {
		const table = `since\tpath\tmethod\n44\t/toys\tget\n${since}\t/toys\tput\n`;
		expect(() => parseScope('scope.tsv', table)).toThrow(
			/^scope\.tsv, line 3: is not an operation\. A row needs a method \(GET, .*\)/,
		);
	});

	test.each(['method\tpath', 'method path since', 'path\tsince'])(
		'is none with %j alone',
		(head) => {
			expect(isScope(`${head}\nGET\t/toys\t44\n`)).toBe(false);
		},
	);
});
