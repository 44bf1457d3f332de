import { readdirSync, readFileSync, statSync } from 'node:fs';

import { inRoot, real } from '../../support/real';

const built = real();

/** What gives files makes a request that another operation makes too, unless files are all it gives. */
const isDownload = ({ operation }: { operation: string }) => operation.startsWith('download');

test('every operation in scope is served by exactly one operation of the panel', async () => {
	const { reaches } = await built;
	const [, ...rows] = readFileSync(inRoot('spec/scope.tsv'), 'utf8').trim().split('\n');
	const inScope = rows.map((row) => row.split('\t').slice(0, 2).join(' '));
	const known = new Set(reaches.filter((one) => !isDownload(one)).map(({ request }) => request.id));
	const places = reaches
		.filter((one) => !isDownload(one) || !known.has(one.request.id))
		.flatMap(({ resource, operation, request }) =>
			[request.id, ...(request.also ?? [])].map((id) => `${resource}.${operation} ${id}`),
		);
	// The choices of one operation may share a request.
	const served = [...new Set(places)].map((place) => place.slice(place.indexOf(' ') + 1));
	expect(inScope).toHaveLength(498);
	expect(served.toSorted()).toEqual(inScope.toSorted());
});

test('every operation in scope keeps the version that scope.tsv gives it', async () => {
	const { reaches } = await built;
	const [, ...rows] = readFileSync(inRoot('spec/scope.tsv'), 'utf8').trim().split('\n');
	const since = Object.fromEntries(
		rows
			.map((row) => row.split('\t'))
			.map(([method, path, version]) => [`${method} ${path}`, version]),
	);
	const differing = reaches.filter(({ request }) => request.since !== since[request.id]);
	expect(differing.map(({ request }) => request.id)).toEqual([]);
});

describe('the reference', () => {
	const written = ['docs/operations.md', ...pages()];

	/** All files below docs/operations. */
	function pages(): string[] {
		return readdirSync(inRoot('docs/operations')).map((file) => `docs/operations/${file}`);
	}

	test('has every field of every operation', async () => {
		const { laidOut } = await built;
		for (const { resource, operation, requests } of laidOut) {
			const page = readFileSync(inRoot(`docs/operations/${resource.value}.md`), 'utf8');
			const [, section = ''] = page.split(`\n## ${operation.name}\n`);
			const rows = (section.split('\n## ')[0] ?? '')
				.split('\n')
				.filter((row) => row.startsWith('| '));
			const fields = requests.flatMap(({ form }) =>
				[form.path, form.query, form.body, form.filters, form.settings, form.fields].flat(),
			);
			expect([operation.name, rows.length >= new Set(fields.map(({ name }) => name)).size]).toEqual(
				[operation.name, true],
			);
		}
	});

	test('is small enough for GitHub to show', () => {
		for (const file of written) {
			expect([file, statSync(inRoot(file)).size < 400_000]).toEqual([file, true]);
		}
	});
});

test('resources, operations and their names', async () => {
	const { laidOut } = await built;
	const outline = laidOut.map(({ resource, operation, requests }) => {
		const options = requests.flatMap(({ request }) => request.option?.value ?? []);
		const choice =
			options.length > 0 ? ` (${operation.selector?.parameter}: ${options.join(', ')})` : '';
		return `${resource.value} ${operation.value}${choice}: ${operation.action}`;
	});
	expect(outline.join('\n')).toMatchSnapshot();
});
