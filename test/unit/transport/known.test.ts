import type { IHttpRequestMethods } from 'n8n-workflow';
import type { Failure } from '../../../nodes/NetSapiens/transport/failure';
import {
	mayBeDone,
	remembered,
	saysMissing,
	saysNotAllowed,
} from '../../../nodes/NetSapiens/transport/known';

const none: Failure = { status: 0, words: '', page: false, code: '', report: '' };

function failed(facts: Partial<Failure>, method: IHttpRequestMethods = 'GET'): Error {
	const error = new Error('as people read it');
	expect(remembered(error, method, { ...none, ...facts })).toBe(error);
	return error;
}

test.each<[Partial<Failure>, missing: boolean, notAllowed: boolean]>([
	[{ status: 404, words: 'Resource not found.' }, true, false],
	[{ status: 404 }, true, false],
	// A server without the operation says nothing about the record.
	[{ status: 404, words: 'No route found' }, false, false],
	[{ status: 410 }, false, false],
	[{ status: 403 }, false, true],
	// A firewall is about everything.
	[{ status: 403, page: true }, false, false],
	[{ status: 401, words: 'Invalid Scope' }, false, true],
	[{ status: 401, words: 'The access token has expired' }, false, false],
	[{ status: 409, words: 'Permission denied' }, false, false],
	[{ code: 'ECONNRESET' }, false, false],
])('%j says that it is missing: %p, or not allowed: %p', (facts, missing, notAllowed) => {
	const error = failed(facts);
	expect([saysMissing(error), saysNotAllowed(error)]).toEqual([missing, notAllowed]);
});

test.each<[IHttpRequestMethods, Partial<Failure>, boolean]>([
	['POST', { status: 502 }, true],
	['POST', { code: 'ECONNRESET' }, true],
	['POST', { status: 404 }, false],
	['DELETE', { status: 404, inDoubt: true }, true],
	['GET', { status: 502 }, false],
])('%s that ends with %j may be done: %p', (method, facts, done) => {
	expect(mayBeDone(failed(facts, method))).toBe(done);
});

test.each([new Error('ours'), undefined, 'text'])('%p is about no request', (error) => {
	expect([saysMissing(error), saysNotAllowed(error), mayBeDone(error)]).toEqual([
		false,
		false,
		false,
	]);
});
