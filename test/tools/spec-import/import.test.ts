import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '../../../tools/spec-import/import';
import { document, operation, record, text, workplace } from './fixtures';

const get = operation(record({ name: text }));
const list = operation({ type: 'array', items: record({ name: text }) });
const post = operation({}, record({ name: text }, ['name']));
const toys = document({ '/toys': { get: list, post }, '/toys/{id}': { get } });

let place: ReturnType<typeof workplace>;
beforeEach(() => {
	place = workplace();
});
afterEach(() => place.remove());

const run = (files: string[], options: { check?: boolean; drop?: boolean } = {}) =>
	importFiles(files, { folder: place.folder, ...options });
const written = (name: string) => readFileSync(join(place.folder, name), 'utf8');
const specOf = () => JSON.parse(written('openapi.json')) as { info: { version: string } };

describe('an import', () => {
	it('writes the same bytes whatever the order of files and keys', () => {
		const older = place.file('toys-v44.1.json', document({ '/games': { get } }, { info: {} }));
		const newer = place.file('a.json', toys);
		const scope = place.file('scope-in.tsv', 'method\tpath\tsince\nGET\t/toys\t44\n');
		run([older, newer, scope]);
		const first = [written('openapi.json'), written('scope.tsv')];
		const turned = document(Object.fromEntries(Object.entries(toys.paths as object).reverse()));
		run([scope, place.file('a.json', turned), older]);
		expect([written('openapi.json'), written('scope.tsv')]).toEqual(first);
		expect(written('scope.tsv')).toBe(
			'method\tpath\tsince\nGET\t/games\t44\nGET\t/toys\t44\nPOST\t/toys\t45\nGET\t/toys/{id}\t45\n',
		);
	});

	it('takes the version from the file name when the document has a placeholder', () => {
		const named = document({ '/toys': { get } }, { info: { version: '1.0.0' } });
		run([place.file('toys-v46.2.json', named)]);
		expect(specOf().info.version).toBe('46.2');
	});

	it('compares versions as numbers', () => {
		run([
			place.file('toys-v9.1.json', document({ '/toys': { get } }, { info: {} })),
			place.file('toys-v45.10.json', document({ '/toys': { get } }, { info: {} })),
			place.file('toys-v45.9.json', document({ '/toys': { get } }, { info: {} })),
		]);
		expect(specOf()).toMatchObject({
			info: { version: '45.10' },
			paths: { '/toys': { get: { 'x-documented-in': ['45.10', '45.9', '9.1'] } } },
		});
	});

	it('leaves its own spec as it is when that is all it gets', () => {
		const older = document({ '/toys': { get: list } }, { info: { version: '44.1' } });
		run([place.file('toys-v45.0.json', toys), place.file('older.json', older)]);
		const before = written('openapi.json');
		expect(run([join(place.folder, 'openapi.json')])).toContain('No operation changed.');
		expect(written('openapi.json')).toBe(before);
	});

	it('mends anew what documents say, and tells by that which corrections are idle', () => {
		const missing = { '/toys/{id}': { get: operation(record({ name: text })) } };
		run([place.file('toys-v45.0.json', document(missing))]);
		const before = written('openapi.json');
		const documented = join(place.folder, 'documented.json');
		expect(run([documented])).toMatch(/^ {2}path-parameters-declared: 1$/m);
		expect(written('openapi.json')).toBe(before);
		const parameters = [{ name: 'id', in: 'path', required: true, schema: text }];
		const right = {
			'/toys/{id}': { get: operation(record({ name: text }), undefined, { parameters }) },
		};
		const report = run([place.file('toys-v46.0.json', document(right)), documented]);
		expect(report.split('Corrections that found nothing to mend')[1]).toContain(
			'path-parameters-declared',
		);
	});

	it('knows since when from its own spec where there is no scope', () => {
		run([
			place.file('a-v45.0.json', toys),
			place.file('in.tsv', 'method\tpath\tsince\nPOST\t/toys\t44\n'),
		]);
		const elsewhere = workplace();
		const newer = place.file(
			'new.json',
			document({ '/toys': { post } }, { info: { version: '46.0' } }),
		);
		importFiles([newer, join(place.folder, 'openapi.json')], { folder: elsewhere.folder });
		expect(readFileSync(join(elsewhere.folder, 'scope.tsv'), 'utf8')).toContain(
			'POST\t/toys\t44\n',
		);
		elsewhere.remove();
	});

	it('leaves out rows without a path, which stand for operations a correction adds', () => {
		const scope = 'method\tpath\tsince\nPOST\t(no path)\t44\n\n';
		const report = run([place.file('a-v45.0.json', toys), place.file('in.tsv', scope)]);
		expect(report).not.toContain('(no path)');
	});

	it('keeps what it knows when its own spec is given beside a newer document', () => {
		const scope = place.file('in.tsv', 'method\tpath\tsince\nPOST\t/toys\t44\n');
		run([place.file('toys-v45.0.json', toys), scope]);
		const newer = document({ '/toys': { get: list } }, { info: { version: '46.0' } });
		const text = run([place.file('new.json', newer), join(place.folder, 'openapi.json')]);
		expect(text).not.toContain('Gone');
		expect(specOf()).toMatchObject({
			info: { version: '46.0' },
			paths: {
				'/toys': {
					get: { 'x-documented-in': ['46.0', '45.0'], 'x-since': '45' },
					post: { 'x-documented-in': ['45.0'], 'x-since': '44' },
				},
			},
		});
	});
});

describe('the report', () => {
	const first = () => run([place.file('toys-v45.0.json', toys)]);

	it('names what was added, is gone and changed', () => {
		expect(first()).toMatch(
			/^Added \(3\)\n {2}GET \/toys\n {2}POST \/toys\n {2}GET \/toys\/\{id\}$/m,
		);
		const next = document({
			'/toys': {
				get: list,
				post: operation({}, record({ name: text, colour: text }, ['name'])),
				delete: operation({}),
			},
		});
		const report = run([place.file('next.json', next)], { check: true });
		expect(report).toMatch(/^Added \(1\)\n {2}DELETE \/toys$/m);
		expect(report).toMatch(/^Gone \(1\)\n {2}GET \/toys\/\{id\}$/m);
		expect(report).toMatch(/^Changed \(1\)\n {2}POST \/toys: body \+colour$/m);
	});

	it('sees a change inside a shared schema, and none where only errors or versions differ', () => {
		const shared = (properties: object, more: Record<string, unknown>) =>
			document(
				{
					'/toys': { get: operation({ $ref: '#/components/schemas/Toy' }, undefined, more) },
					'/games': { get },
				},
				{ components: { schemas: { Toy: record({ ...properties }) } } },
			);
		run([place.file('toys-v45.0.json', shared({ name: text }, {}))]);
		const report = run([place.file('next.json', shared({ name: { type: 'integer' } }, {}))]);
		expect(report).toMatch(/^Changed \(1\)\n {2}GET \/toys: answer$/m);
		const noisy = shared(
			{ name: { type: 'integer' } },
			{
				responses: {
					'409': {},
					...(operation({ $ref: '#/components/schemas/Toy' }).responses as object),
				},
			},
		);
		const later = { ...noisy, info: { version: '46.0' } };
		expect(run([place.file('next.json', later)])).toContain('No operation changed.');
	});

	it('names scope rows and operations that do not meet', () => {
		const scope = place.file('in.tsv', 'method\tpath\tsince\nGET\t/toys\t44\nPUT\t/lost\t44\n');
		const report = run([place.file('toys-v45.0.json', toys), scope]);
		expect(report).toMatch(/^In the scope, but in no document \(1\)\n {2}PUT \/lost {2}since 44$/m);
		expect(report).toMatch(
			/^In a document, but not in the scope \(2\)\n {2}POST \/toys {2}since 45\n {2}GET \/toys\/\{id\} {2}since 45$/m,
		);
	});

	it('names corrections that mended something and those that found nothing', () => {
		const report = first();
		const [applied, idle] = report.split('Corrections that found nothing to mend');
		expect(applied).toMatch(/^ {2}lists-take-paging: 1$/m);
		expect(idle).toContain('user-number-filters-slash');
		expect(idle).not.toMatch(/^ {2}lists-take-paging$/m);
	});
});

describe('nothing is written', () => {
	const untouched = 'method\tpath\tsince\n';
	const good = () => place.file('toys-v45.0.json', toys);
	beforeEach(() => {
		run([good()]);
	});

	function expectUntouched(act: () => unknown, message: RegExp) {
		const before = [written('openapi.json'), written('scope.tsv')];
		expect(act).toThrow(message);
		expect([written('openapi.json'), written('scope.tsv')]).toEqual(before);
		expect(readdirSync(place.folder).filter((name) => name.endsWith('.new'))).toEqual([]);
	}

	it.each<[string, string, unknown, RegExp]>([
		['is no JSON', 'a.json', '<html>', /a\.json: is not JSON\. Save the OpenAPI document itself/],
		['is no OpenAPI', 'a.json', { paths: {} }, /not an OpenAPI document/],
		['is a list', 'a.json', [], /not an OpenAPI document/],
		['is Swagger 2', 'a.json', { swagger: '2.0', paths: {} }, /Swagger 2\.0 document\. Convert it/],
		['is OpenAPI 4', 'a.json', { openapi: '4.0.0', paths: {} }, /Only OpenAPI 3 can be read/],
		[
			'has no paths',
			'a-v45.json',
			{ openapi: '3.1.0' },
			/has no paths\. The download may be incomplete/,
		],
		['has empty paths', 'a.json', document({}), /has no paths/],
		[
			'has no version anywhere',
			'a.json',
			document({ '/toys': { get } }, { info: { version: '1.0.0' } }),
			/cannot tell which API version.*Put the version into the file's name/,
		],
		[
			'has a bad row',
			'a.tsv',
			`${untouched}FETCH\t/toys\t44\n`,
			/a\.tsv, line 2: is not an operation/,
		],
	])('when a file %s', (_, name, content, message) => {
		expectUntouched(() => run([good(), place.file(name, content)]), message);
	});

	it('when a file is missing', () => {
		expectUntouched(
			() => run([good(), join(place.folder, 'none.json')]),
			/none\.json: cannot be read/,
		);
	});

	it('when the spec that stands is broken', () => {
		place.file('openapi.json', '{');
		expectUntouched(() => run([good()]), /openapi\.json: is not JSON\. Restore it from git/);
	});

	it('when there is only a table', () => {
		expectUntouched(
			() => run([place.file('a.tsv', untouched)]),
			/No OpenAPI document given\. Usage/,
		);
	});

	it('when operations would be lost, unless they may be', () => {
		const less = place.file('less.json', document({ '/toys': { get: list } }));
		expectUntouched(
			() => run([less]),
			/2 operation\(s\) would be lost, for example POST \/toys\. To keep them, give .*documented\.json.*--drop/,
		);
		expect(run([less], { drop: true })).toContain('Gone (2)');
		expect(Object.keys((JSON.parse(written('openapi.json')) as { paths: object }).paths)).toEqual([
			'/toys',
		]);
	});

	it('when it only checks', () => {
		const before = written('openapi.json');
		const more = place.file('more.json', document({ '/games': { get } }));
		expect(run([more], { check: true })).toContain('nothing was written');
		expect(written('openapi.json')).toBe(before);
	});
});

it('does not create files when the very first import fails', () => {
	expect(() => run([place.file('a.json', '{')])).toThrow();
	expect(existsSync(join(place.folder, 'openapi.json'))).toBe(false);
});
