/** What a vendor calls otherwise in a new version costs an import and words, and is told by name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '../../../nodes/NetSapiens/execute/operation';
import { build as generate } from '../../../tools/generate/generate';
import type { OpenApiDocument } from '../../../tools/generate/spec';
import type { Words } from '../../../tools/generate/words';
import { importFiles } from '../../../tools/spec-import/import';
import { compare } from '../../../tools/spec-import/report';
import { build, document, list, operation, record, text, workplace } from './fixtures';

let place: ReturnType<typeof workplace>;
beforeEach(() => {
	place = workplace();
});
afterEach(() => place.remove());

/** Toys as a version of the API has them. */
function toys(version: string, [id, status, kind]: [id: string, status: string, kind: string]) {
	const toy = record({ name: text, [status]: text, [kind]: { type: 'integer' } });
	const parameters = [{ name: id, in: 'path', required: true, schema: text }];
	const at = { parameters };
	return document(
		{
			'/toys': { get: list(toy) },
			[`/toys/{${id}}`]: {
				get: operation(toy, undefined, at),
				put: operation({}, record({ [status]: text }), at),
			},
		},
		{ info: { version } },
	);
}

/** Imports both versions, one after the other. */
function importBoth() {
	const { folder } = place;
	const older = toys('45.0', ['toy', 'status-message', 'kind-number']);
	const newer = toys('46.0', ['id', 'status-text', 'kind-code']);
	importFiles([place.file('older.json', older)], { folder });
	const documented = join(folder, 'documented.json');
	const report = importFiles([documented, place.file('newer.json', newer)], { folder });
	const spec = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8')) as OpenApiDocument;
	return { report, spec };
}

test('the import names what was renamed and where it came and went', () => {
	const { report } = importBoth();
	expect(report).toMatch(
		/^Renamed, as it seems \(2\)\n {2}status-message is status-text now: 3\n {2}kind-number is kind-code now: 2$/m,
	);
	expect(report).toContain(
		'GET /toys: answer +status-text +kind-code -status-message -kind-number\n',
	);
	expect(report).toContain('PUT /toys/{toy}: body +status-text\n');
});

test('a rename is a name that went where the like came: of several the nearest, the most frequent first', () => {
	const version = (fields: object, query: string) => {
		const parameters = [{ name: query, in: 'query', required: false, schema: text }];
		const item = record({ name: text, ...fields });
		const get = operation(item, undefined, { parameters });
		return build([document({ '/games/{game}': { get }, '/toys/{toy}': { get: operation(item) } })]);
	};
	const older = version({ colour: text, size: { type: 'integer' } }, 'sort-by');
	const newer = version({ finish: text, color: text, length: { type: 'boolean' } }, 'sort');
	expect(compare(newer.spec, older.spec).renamed).toEqual([
		{ from: 'colour', to: 'color', places: 2 },
		{ from: 'sort-by', to: 'sort', places: 1 },
	]);
	expect(compare(newer.spec, newer.spec).renamed).toEqual([]);
});

test('a placeholder with another name makes no other operation', () => {
	const { report, spec } = importBoth();
	expect(report).not.toMatch(/Added|Gone/);
	expect(Object.keys(spec.paths)).toEqual(['/toys', '/toys/{toy}']);
	expect(spec.paths['/toys/{toy}']?.put?.parameters).toMatchObject([{ name: 'toy', in: 'path' }]);
});

describe('the generator', () => {
	const words = (more: Partial<Words> = {}): Words => ({
		resources: {
			toy: {
				name: 'Toy',
				tags: ['Toys'],
				operations: { getAll: { simplify: ['name', 'status-message'] } },
			},
		},
		pickers: { searchToys: { list: '/toys', value: 'kind-number', label: ['name'] } },
		fields: { 'status-message': { label: 'Note' } },
		dialects: { dialects: {}, records: {} },
		...more,
	});

	test('names all that looks for an older name', () => {
		expect(() => generate(importBoth().spec, words())).toThrow(
			[
				'spec/resources/toy.yaml (operations → getAll): GET /toys answers without "status-message". ' +
					'The nearest name is "status-text".',
				'spec/pickers.yaml: searchToys: GET /toys answers without "kind-number". ' +
					'The nearest name is "kind-code".',
			].join('\n'),
		);
	});

	test('goes on with a line for each in the dialects, and the field with its new name in the words', () => {
		const known = (also: string) => ({
			also: [also],
			source: ['D46'],
			confidence: 'medium' as const,
		});
		const fields = {
			'status-text': known('status-message'),
			'kind-code': known('kind-number'),
		};
		const { table } = generate(
			importBoth().spec,
			words({
				fields: { 'status-text': { label: 'Note', was: 'status-message' } },
				dialects: { dialects: {}, records: { toy: { collections: ['/toys'], fields } } },
			}),
		);
		const { fields: sent } = table.toy?.update as Operation;
		expect(sent).toEqual([
			{
				parameter: 'status-message',
				name: 'status-text',
				also: ['status-message'],
				in: 'body',
				kind: 'string',
			},
		]);
	});
});
