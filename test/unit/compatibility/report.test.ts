import type { Finding } from '../../../nodes/NetSapiens/compatibility/compare';
import { countsOf, problemOf, summaryOf } from '../../../nodes/NetSapiens/compatibility/report';
import type { Operation } from '../../../nodes/NetSapiens/execute/operation';

const finding = (more: Partial<Finding>): Finding => ({
	offered: {
		resource: 'Route',
		operation: 'Update',
		request: { method: 'PUT', path: '/routes/{route-id}', since: '45' } as Operation,
	},
	requires: [],
	renamed: [],
	...more,
});

const problem = (more: Partial<Finding>) => problemOf(finding(more), { version: '44.4.10' });

test('a newer operation names both versions', () => {
	expect(problem({ missing: 'newer' })).toEqual({
		resource: 'Route',
		operation: 'Update',
		problem: 'missing',
		what: 'It came with version 45, and this server has 44.4.10.',
		needs: '45',
		path: 'PUT /routes/{route-id}',
	});
});

test.each([
	['path', /does not have it\. It may work all the same/],
	['method', /has its path, but not for this\. It may work all the same/],
] as const)('an operation missing by its %s needs no version that is known', (missing, what) => {
	expect(problem({ missing })).toMatchObject({
		problem: 'missing',
		needs: null,
		what: expect.stringMatching(what),
	});
});

test('what to do about fields depends on where they go', () => {
	const requires = [
		{ name: 'site', in: 'query' as const },
		{ name: 'badge', in: 'body' as const },
	];
	const { what } = problem({ requires, renamed: [{ name: 'a', theirs: 'b ', in: 'body' }] });
	expect(what).toBe(
		'This server requires "site", "badge", which the form does not have. This server calls "a" "b". If it does not work, add what is missing under Options → Additional Query Parameters (JSON) or Additional Body Fields (JSON).',
	);
	expect(problem({ requires: requires.slice(0, 1) }).what).toMatch(
		/→ Additional Query Par[^.]+\.$/,
	);
});

const counts = (missing: number, different: number, compared = 483) => ({
	compared,
	missing,
	different,
});

test.each([
	[counts(0, 0), '45.0', 'This server (version 45.0) has all 483 operations of this package.'],
	[
		counts(134, 0),
		'44.4.10',
		'This server (version 44.4.10) lacks 134 of the 483 operations of this package. All others fit.',
	],
	[
		counts(1, 2),
		undefined,
		'This server (version unknown) lacks 1 and asks for something else in 2 of the 483 operations of this package. All others fit.',
	],
	[
		counts(0, 0, 0),
		undefined,
		'This server (version unknown) could not be compared: it gave neither its version nor an OpenAPI document.',
	],
])('%j of version %s in a sentence', (some, version, sentence) => {
	expect(summaryOf(some, { version })).toBe(sentence);
});

test('problems are counted by kind', () => {
	const problems = [
		problem({ missing: 'newer' }),
		problem({ missing: 'path' }),
		problem({ requires: [{ name: 'a', in: 'body' }] }),
	];
	expect(countsOf(problems, 10)).toEqual({ compared: 10, missing: 2, different: 1 });
});
