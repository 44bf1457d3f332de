/** Which operation the parameters of a workflow mean, also those that an older package wrote. */
import { createOrUpdate } from '../../../nodes/NetSapiens/composites/createOrUpdate/createOrUpdate';
import { sync } from '../../../nodes/NetSapiens/composites/sync/sync';
import { findComposite, findOperation } from '../../../nodes/NetSapiens/execute/findOperation';
import type { OldNames } from '../../../nodes/NetSapiens/execute/operation';
import { presentName } from '../../../nodes/NetSapiens/execute/presentName';
import { formOf } from './form';

const find = (resource: string, operation: string, more: object = {}) =>
	findOperation(formOf({ operation, ...more }), resource, 0);

test('an operation is found by its names', () => {
	expect(find('user', 'get').id).toBe('GET /domains/{domain}/users/{user}');
});

test('of an operation that is several, the one that was chosen', () => {
	const byChoice = (routeTo: string) => find('phoneNumber', 'route', { routeTo });
	expect(byChoice('user').constants).not.toEqual(byChoice('callQueue').constants);
	expect(() => byChoice('moon')).toThrow('"routeTo" takes one of "user", "callQueue"');
	expect(() => find('phoneNumber', 'route')).toThrow('"routeTo" takes one of "');
});

test.each([
	['horse', 'get', 'There is no resource "horse" in this version'],
	['constructor', 'get', 'There is no resource "constructor" in this version'],
	['user', 'ride', 'There is no operation "ride" for "user" in this version'],
	['user', 'toString', 'There is no operation "toString" for "user" in this version'],
])('%s %s is of no package that is known', (resource, operation, words) => {
	expect(() => find(resource, operation)).toThrow(words);
});

test.each([
	['user', 'upsert', { each: createOrUpdate, resource: 'user' }],
	['sharedContact', 'sync', { together: sync, resource: 'sharedContact' }],
	[
		'cdr',
		'getCalls',
		{ each: expect.any(Function) as unknown, form: expect.any(Object) as unknown },
	],
	['report', 'callFlow', { each: expect.any(Function) as unknown }],
	['user', 'get', undefined],
	['horse', 'ride', undefined],
	['constructor', 'constructor', undefined],
])('%s %s is an operation that no endpoint does: %j', (resource, operation, found) => {
	const composite = findComposite(formOf({ resource, operation }), 0);
	if (found) expect(composite).toMatchObject(found);
	else expect(composite).toBeUndefined();
});

test('where n8n has no names, no operation is meant', () => {
	expect(findComposite(formOf({}), 0)).toBeUndefined();
	expect(() => findOperation(formOf({}), 'user', 0)).toThrow('There is no operation "" for "user"');
});

describe('names from before a rename', () => {
	const old: OldNames = {
		resources: { toy: 'plaything' },
		operations: {
			plaything: { fetch: { operation: 'get' }, throwBall: { operation: 'throw', choice: 'ball' } },
		},
		choices: { plaything: { throw: { boomerang: 'stick' } } },
	};
	const renamed = { boomerang: 'stick' };

	test.each([
		['toy', 'fetch', { resource: 'plaything', operation: 'get', choices: {} }],
		['plaything', 'fetch', { resource: 'plaything', operation: 'get', choices: {} }],
		['toy', 'get', { resource: 'plaything', operation: 'get', choices: {} }],
		['toy', 'throw', { resource: 'plaything', operation: 'throw', choices: renamed }],
		[
			'plaything',
			'throwBall',
			{ resource: 'plaything', operation: 'throw', choice: 'ball', choices: renamed },
		],
		['ball', 'throw', { resource: 'ball', operation: 'throw', choices: {} }],
		['toString', 'valueOf', { resource: 'toString', operation: 'valueOf', choices: {} }],
	])('%s %s', (resource, operation, present) => {
		expect(presentName(old, resource, operation)).toEqual(present);
	});
});
