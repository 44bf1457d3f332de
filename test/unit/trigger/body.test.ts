import { readPost } from '../../../nodes/NetSapiensTrigger/body';

const bytes = (text: string) => Buffer.from(text);

test('what n8n read as JSON is taken', () => {
	expect(readPost([{ a: 1 }], undefined)).toEqual({ events: [{ a: 1 }] });
	expect(readPost([], undefined)).toEqual({ events: [] });
});

test('JSON under another content type is read from the bytes', () => {
	expect(readPost({}, bytes('[{"a":1}]'))).toEqual({ events: [{ a: 1 }] });
	expect(readPost('[{"a":1}]', bytes('[{"a":1}]'))).toEqual({ events: [{ a: 1 }] });
});

test.each([
	['no body', {}, undefined, 400],
	['an object', { a: 1 }, bytes('{"a":1}'), 400],
	['no JSON', '', bytes('<xml/>'), 400],
	['something else in the array', [{ a: 1 }, 'x'], undefined, 400],
	['null in the array', [null], undefined, 400],
	['an array in the array', [[{ a: 1 }]], undefined, 400],
	['too many events', Array.from({ length: 5001 }, () => ({})), undefined, 413],
])('%s is refused', (_, parsed, raw, status) => {
	expect(readPost(parsed, raw)).toMatchObject({ status });
});

test('events nested without end are refused, without running out of stack', () => {
	const depth = 200_000;
	const deep = `[{"a":${'['.repeat(depth)}${']'.repeat(depth)}}]`;
	expect(readPost({}, bytes(deep))).toMatchObject({ status: 400 });
});

test('the nesting that servers send is fine', () => {
	expect(readPost([{ auditlog_details: { a: { b: [{ c: 1 }] } } }], undefined)).toMatchObject({
		events: [{}],
	});
});
