import { readFileSync } from 'node:fs';

import { filesOf } from '../../../tools/generate/generate';
import { inRoot, real } from './real';

const built = real();

/** What gives files makes a request that another operation makes too. */
const isNoDownload = ({ operation }: { operation: string }) => !operation.startsWith('download');

test('every operation in scope is served by exactly one operation of the panel', async () => {
	const { reaches } = await built;
	const [, ...rows] = readFileSync(inRoot('spec/scope.tsv'), 'utf8').trim().split('\n');
	const inScope = rows.map((row) => row.split('\t').slice(0, 2).join(' '));
	const places = reaches
		.filter(isNoDownload)
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

test('docs/operations.md is what the generator writes', async () => {
	const expected = filesOf(await built).get('docs/operations.md');
	expect(readFileSync(inRoot('docs/operations.md'), 'utf8')).toBe(expected);
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
