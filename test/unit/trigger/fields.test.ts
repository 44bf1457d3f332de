import { fieldsOf, numberOrNull, text } from '../../../nodes/NetSapiensTrigger/fields';

test.each([
	['orig_callid', 'orig_callid'],
	['call-orig-call-id', 'call_orig_call_id'],
	['FromName', 'fromname'],
	['file-access-url ', 'file_access_url'],
])('%p is found under %p', (given, name) => {
	expect(text(fieldsOf({ [given]: 'x' }), name)).toBe('x');
});

test('the first name with something to say wins', () => {
	const fields = fieldsOf({ a: '', b: null, c: 103, d: 'later' });
	expect(text(fields, 'a', 'b', 'c', 'd')).toBe('103');
	expect(text(fields, 'a', 'b', 'nothing')).toBe('');
});

test('numbers come as text or integer', () => {
	expect(numberOrNull(fieldsOf({ a: '', b: '52' }), 'a', 'b')).toBe(52);
	expect(numberOrNull(fieldsOf({ a: 0 }), 'a')).toBe(0);
	expect(numberOrNull(fieldsOf({ a: '145.67 KB' }), 'a')).toBeNull();
});
