import { NodeApiError, UserError, type INode } from 'n8n-workflow';
import { readReply } from '../../../nodes/NetSapiens/transport/answers';
import {
	failureOf,
	failureWithoutAnswer,
	isAboutRights,
	leavesDoubt,
	surelyNotDone,
	wordsOf,
	type Failure,
} from '../../../nodes/NetSapiens/transport/failure';

const none: Failure = { status: 0, words: '', page: false, code: '', report: '' };

describe('words of the server', () => {
	test.each<[string, unknown, string]>([
		['a message', { code: 404, message: 'No' }, 'No'],
		['OAuth', { error: 'invalid_grant', error_description: 'Wrong' }, 'Wrong'],
		['an error', { error: 'Wrong' }, 'Wrong'],
		['an empty message beside an error', { message: '', error: 'Wrong' }, 'Wrong'],
		['a message that says nothing', { message: { code: 1 }, error: 'Wrong' }, 'Wrong'],
		['one inside of another', { error: { errors: [{ detail: 'Wrong' }] } }, 'Wrong'],
		['many', ['a', { message: 'b' }, 'c', 'd'], 'a; b; c'],
		[
			'many fields',
			{ errors: { a: 'x', b: ['y', 'z'], c: {}, d: 'u', e: 'v' } },
			'a: x; b: y; z; d: u',
		],
		['only fields', { email: ['is wrong'] }, 'email: is wrong'],
		['text', ' a \n\t b ', 'a b'],
		['a page', '<html><head><title >\n Log&nbsp;in &#8211; PBX </title>', 'Log in PBX'],
		['a page in a message', { message: '<b>x</b><h1>Oops</h1>' }, 'Oops'],
		['a page without a title', '<br /><b>Fatal error</b>', ''],
		['fields in fields', { email: { work: { at: ['is wrong'] } } }, 'email: work: at: is wrong'],
		['a number', 12, '12'],
		['a toggle', false, 'false'],
		['numbers', { code: 400, message: 12 }, ''],
		['nothing', undefined, ''],
		['null', null, ''],
		['very deep', { a: { b: { c: { d: { e: { f: 'x' } } } } } }, ''],
	])('%s', (_, body, words) => expect(wordsOf(body, true)).toBe(words));

	test('are not looked for in the fields of a record', () => {
		expect(wordsOf({ access_token: 'x', scope: 'y' }, false)).toBe('');
		expect(wordsOf({ error: { access: 'x' } }, false)).toBe('access: x');
		expect(failureOf(readReply(200, {}, '{"access_token":"x"}')).words).toBe('');
		expect(failureOf(readReply(400, {}, '{"domain":"x"}')).words).toBe('domain: x');
	});

	const places = ['message', 'error_description', 'error_message', 'msg', 'error', 'errors'];
	const more = ['messages', 'detail', 'details', 'description', 'reason', 'title'];
	test.each([...places, ...more])('stand in %s, whatever else there is', (name) => {
		expect(wordsOf({ id: 'x', [name]: ['', 'Wrong', null] }, false)).toBe('Wrong');
	});

	test('of two places are those of the better one', () => {
		const all = [...places, ...more];
		for (const [at, name] of all.entries()) {
			const worse = all.slice(at).map((one) => [one, `in ${one}`]);
			expect(wordsOf(Object.fromEntries(worse.toReversed()), false)).toBe(`in ${name}`);
		}
	});

	test('of a large answer are its first ones', () => {
		expect(wordsOf('x'.repeat(1_000_000), true)).toHaveLength(2_000);
	});
});

describe('the facts of an answer', () => {
	test('that is a refusal', () => {
		const reply = readReply(409, { 'retry-after': '7' }, '{"code":409,"message":"Taken"}');
		expect(failureOf(reply)).toEqual({
			...none,
			status: 409,
			words: 'Taken',
			body: { code: 409, message: 'Taken' },
			retryAfter: 7_000,
		});
	});

	test.each([301, 302, 303, 307, 308])('%i points elsewhere', (status) => {
		expect(failureOf(readReply(status, { location: '/x' }, '')).location).toBe('/x');
		expect(failureOf(readReply(status, {}, '')).location).toBe('');
	});

	test.each([300, 304, 305, 400])('%i does not', (status) => {
		expect(failureOf(readReply(status, { location: '/x' }, '')).location).toBeUndefined();
	});

	test('the status of a refusal is the one that the body names', () => {
		expect(failureOf(readReply(200, {}, '{"code":403}'), 'refusal').status).toBe(403);
		expect(failureOf(readReply(200, {}, '{"error":"x"}'), 'refusal').status).toBe(0);
		expect(failureOf(readReply(200, {}, ''), 'empty').status).toBe(200);
	});

	test('a page is known as one', () => {
		expect(failureOf(readReply(403, {}, '\n<html>')).page).toBe(true);
		expect(failureOf(readReply(403, {}, '{"a":"<html>"}')).page).toBe(false);
	});
});

test('an error that is its own cause comes to an end', () => {
	const error = Object.assign(new Error('x'), { code: 'ECONNRESET' });
	error.cause = error;
	expect(failureWithoutAnswer(error)).toEqual({ ...none, code: 'ECONNRESET', report: 'x' });
});

test('the code is the outermost there is, the report the innermost', () => {
	const inner = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
	const outer = Object.assign(new Error('stream'), { code: 'ERR_BAD_RESPONSE', cause: inner });
	expect(failureWithoutAnswer(new Error('n8n', { cause: outer }))).toEqual({
		...none,
		code: 'ERR_BAD_RESPONSE',
		report: 'read ECONNRESET',
	});
});

describe('what was surely not carried out', () => {
	const statuses: Array<[number, boolean]> = [
		[302, true],
		[400, true],
		[401, true],
		[404, true],
		[408, false],
		[409, true],
		[429, true],
		[499, true],
		[500, false],
		[501, true],
		[502, false],
		[503, false],
		[504, false],
		[505, true],
		[520, false],
	];
	test.each(statuses)('%i: %p', (status, expected) => {
		expect(surelyNotDone({ ...none, status })).toBe(expected);
	});

	test.each<[string, Partial<Failure>, boolean]>([
		['a sign-in that was refused', { spoken: 'x' }, true],
		['not sent', { notSent: true, timedOut: 1 }, true],
		['a time limit', { code: 'ERR_CANCELED', timedOut: 1 }, false],
		['stopped', { code: 'ERR_CANCELED', cancelled: true }, false],
		['an unknown cause', { code: 'EWHATEVER' }, false],
		['an empty answer', { status: 200, flaw: 'empty' }, false],
		['a web page', { status: 200, flaw: 'page', page: true }, false],
		['a refusal with a code', { status: 404, flaw: 'refusal' }, true],
		['a refusal without', { status: 0, flaw: 'refusal' }, false],
		['a refusal with a code of 500', { status: 500, flaw: 'refusal' }, false],
	])('%s: %p', (_, facts, expected) => {
		expect(surelyNotDone({ ...none, ...facts })).toBe(expected);
	});

	test('leaves no doubt for what only reads', () => {
		const lost = { ...none, status: 500 };
		const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
		expect(methods.filter((method) => leavesDoubt(method, lost))).toEqual([
			'POST',
			'PUT',
			'PATCH',
			'DELETE',
		]);
		expect(leavesDoubt('GET', { ...lost, inDoubt: true })).toBe(false);
		expect(leavesDoubt('PUT', { ...lost, inDoubt: false })).toBe(false);
		expect(leavesDoubt('PUT', { ...lost, status: 409, inDoubt: true })).toBe(true);
	});
});

test.each([
	['Invalid Scope [APP001]', true],
	['Permission Denied', true],
	['insufficient privileges', true],
	['Not allowed for this user', true],
	['The access token provided has expired', false],
	['Unauthorized', false],
	['', false],
])('%p is about rights: %p', (words, expected) => expect(isAboutRights(words)).toBe(expected));

describe('n8n before 2.17 loses the cause of the error that it makes', () => {
	const lost = (error: Error) =>
		Object.assign(new NodeApiError({} as INode, error as never), { cause: undefined });

	test('a refusal to sign in is still told in its own words', () => {
		const { spoken } = failureWithoutAnswer(lost(new UserError('The key was not accepted.')));
		expect(spoken).toBe('The key was not accepted.');
	});

	test('a broken connection is none', () => {
		const error = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
		expect(failureWithoutAnswer(lost(error))).toMatchObject({ code: 'ECONNRESET' });
		expect(failureWithoutAnswer(lost(error))).not.toHaveProperty('spoken');
		expect(failureWithoutAnswer(lost(new Error('stream aborted')))).not.toHaveProperty('spoken');
	});
});
