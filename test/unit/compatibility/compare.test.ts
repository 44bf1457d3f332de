import { readFileSync } from 'node:fs';
import { compare, type Offered } from '../../../nodes/NetSapiens/compatibility/compare';
import { readDocument } from '../../../nodes/NetSapiens/compatibility/document';
import { offeredBy } from '../../../nodes/NetSapiens/compatibility/offered';
import type { Field, Operation } from '../../../nodes/NetSapiens/execute/operation';
import { operations } from '../../../nodes/NetSapiens/generated/operations';
import { properties, resources } from '../../../nodes/NetSapiens/generated/properties';
import { spellings } from '../../../nodes/NetSapiens/generated/spellings';
import { inRoot } from '../../support/real';

const field = (name: string, place: Field['in']): Field => ({
	parameter: name,
	name,
	in: place,
	kind: 'string',
});

/** An operation that writes a user. */
const write = (more: Partial<Operation> = {}): Operation => ({
	id: 'PUT /users/{user}',
	method: 'PUT',
	path: '/users/{user}',
	since: '44',
	result: 'write',
	record: 'person',
	parameters: [field('user', 'path')],
	fields: [field('mail', 'body'), field('first-name', 'body')],
	...more,
});

const offer = (...requests: Operation[]): Offered[] =>
	requests.map((request) => ({ resource: 'User', operation: 'Update', request }));

const known = { person: [['mail', 'e_mail', 'email']] };

/** What is found about one operation on a server whose document has this form of it. */
function found(form: object, request = write(), method = 'put') {
	const document = readDocument({ paths: { '/users/{id}': { [method]: form } } });
	const [finding] = compare(offer(request), { document }, known);
	return finding && { requires: finding.requires, renamed: finding.renamed };
}

const body = (names: string[], required: string[] = [], type = 'application/json') => {
	const fields = Object.fromEntries(names.map((name) => [name, {}]));
	return { requestBody: { content: { [type]: { schema: { properties: fields, required } } } } };
};

const query = (...names: string[]) => ({
	parameters: names.map((name) => ({ name, in: 'query', required: true })),
});

test('what is the same fits', () => {
	expect(found(body(['mail', 'first-name']))).toBeUndefined();
	expect(found({})).toBeUndefined();
});

test('what a server knows besides and does not require fits', () => {
	expect(found(body(['mail', 'first-name', 'badge']))).toBeUndefined();
});

test('what it requires and nobody sends does not', () => {
	expect(found(body(['mail', 'badge'], ['badge']))).toEqual({
		requires: [{ name: 'badge', in: 'body' }],
		renamed: [],
	});
	expect(found(query('site'))?.requires).toEqual([{ name: 'site', in: 'query' }]);
});

test.each([
	['a field of the form', ['mail']],
	['an identifier of the path', ['user']],
	['the mode of the write', ['synchronous']],
	['the mode of the write, misspelled', ['syncrhonous']],
	['a value that is always sent', ['kind']],
])('%s may be required', (_, required) => {
	const request = write({ constants: { kind: 'person' } });
	expect(found(body(['mail', ...required], required), request)).toBeUndefined();
});

test('what another form of the endpoint sends may be required: documents mix forms up', () => {
	const document = readDocument({
		paths: { '/users/{u}': { put: body(['mail', 'pin'], ['pin']) } },
	});
	const other = write({ fields: [field('pin', 'body')] });
	expect(compare(offer(write(), other), { document }, known)).toEqual([]);
	expect(compare(offer(write()), { document }, known)).toHaveLength(1);
});

test.each([
	['another spelling of the same', 'first_name', 'first-name'],
	['another known name', 'email', 'mail'],
])('%s is a difference', (_, theirs, name) => {
	expect(found(body([theirs]))).toEqual({ requires: [], renamed: [{ name, theirs, in: 'body' }] });
});

test('a name that is known under both spellings is no difference', () => {
	expect(found(body(['mail', 'email']))).toBeUndefined();
	expect(found(body(['mail ', 'first-name']))).toBeUndefined();
});

test('a name that the form has too is no other name of another field', () => {
	const request = write({ fields: [field('mail', 'body'), field('email', 'body')] });
	expect(found(body(['email']), request)).toBeUndefined();
});

test('a required field under another known name is said once', () => {
	expect(found(body(['email'], ['email']))).toEqual({
		requires: [],
		renamed: [{ name: 'mail', theirs: 'email', in: 'body' }],
	});
});

test('bodies of another kind are not compared', () => {
	const required = body(['badge'], ['badge'], 'multipart/form-data');
	expect(found(required)).toBeUndefined();
	expect(found(body(['badge'], ['badge']), write({ arrayBody: true }))).toBeUndefined();
	expect(found(required, write({ multipart: true }))?.requires).toHaveLength(1);
});

test('of several forms the nearest counts', () => {
	const document = readDocument({
		paths: {
			'/users/{u}': { put: body(['mail', 'badge', 'desk'], ['badge', 'desk']) },
			'/users/{u}#1': { put: body(['mail', 'badge'], ['badge']) },
		},
	});
	const [finding] = compare(offer(write()), { document }, known);
	expect(finding?.requires).toEqual([{ name: 'badge', in: 'body' }]);
});

describe('an operation that the document does not have', () => {
	const document = readDocument({ paths: { '/users/{id}': { get: {} }, '/sites': { get: {} } } });
	const missing = (request: Operation, version?: string) =>
		compare(offer(request), { version, document }, {})[0]?.missing;

	test.each([
		['is newer than the server', '45', '44.4', 'newer'],
		['is as old as the server, with its path', '44', '44.4', 'method'],
		['is of a server without version', '45', undefined, 'method'],
	])('%s', (_, since, version, expected) => {
		expect(missing(write({ since: since as '44' }), version)).toBe(expected);
	});

	test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)(
		'is known by its path where the document has it with %s alone',
		(other) => {
			const only = readDocument({ paths: { '/users/{id}': { [other.toLowerCase()]: {} } } });
			const method = other === 'PUT' ? 'GET' : 'PUT';
			const [finding] = compare(offer(write({ method })), { document: only }, {});
			expect(finding?.missing).toBe('method');
		},
	);

	test('nor its path', () => {
		expect(missing(write({ path: '/routes/{user}' }), '45')).toBe('path');
	});

	test('is there all the same when the document has it, however new', () => {
		expect(missing(write({ method: 'GET', since: '45' }), '44.0')).toBeUndefined();
	});
});

describe('without a document', () => {
	const missing = (since: string, version?: string) =>
		compare(offer(write({ since: since as '44' })), { version }, {}).map((one) => one.missing);

	test('versions are compared', () => {
		expect(missing('45', '44.4.10')).toEqual(['newer']);
		expect(missing('44', '44.4.10')).toEqual([]);
		expect(missing('44.3', '44.2.1')).toEqual(['newer']);
	});

	test('nor a version nothing is said', () => {
		expect(missing('45')).toEqual([]);
	});
});

describe('the package itself', () => {
	const offered = offeredBy(operations, { resources, properties });

	test('fits the facts that it is made from', () => {
		const document = readDocument(JSON.parse(readFileSync(inRoot('spec/openapi.json'), 'utf8')));
		expect(compare(offered, { version: '45', document }, spellings)).toEqual([]);
	});

	test('calls everything as the panel does', () => {
		const names = offered.map(({ resource, operation }) => `${resource}: ${operation}`);
		expect(names).toContain('Call Queue: Get Many');
		expect(names).toContain('Phone Number: Route (User)');
		expect(names.filter((name) => /^[a-z]|: [a-z]|\([a-z]/.test(name))).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
	});
});
