import { simplified } from '../../../nodes/NetSapiens/execute/columns';
import { spelled } from '../../../nodes/NetSapiens/spellings';

test('a value is found under any name that servers give it', () => {
	for (const name of ['email-address', 'email', 'Email', 'email_address', 'emailaddress ']) {
		expect(spelled({ [name]: 'pat@acme.example' }, 'user').get('email-address')).toBe(
			'pat@acme.example',
		);
	}
});

test('a name that only writing takes is found under the names of reading', () => {
	const number = { 'dial-rule-translation-destination-user': '101' };
	expect(spelled(number, 'phoneNumber').get('to_user')).toBe('101');
});

test('an empty value does not hide one that is set', () => {
	const user = { 'email-address': '', email: 'pat@acme.example' };
	expect(spelled(user, 'user').get('email-address')).toBe('pat@acme.example');
	expect(spelled({ 'email-address': null }, 'user').get('email-address')).toBeNull();
	expect(spelled({}, 'user').get('email-address')).toBeUndefined();
});

test('the name that is asked for comes before the others', () => {
	const user = { email: 'pat@acme.example', 'email-address': 'sam@acme.example' };
	for (const name of ['email', 'email-address'] as const) {
		expect(spelled(user, 'user').get(name)).toBe(user[name]);
	}
});

test('another kind of record has its own names', () => {
	expect(spelled({ email: 'x' }, 'device').has('email-address')).toBe(false);
	expect(spelled({ email: 'x' }, undefined).has('email-address')).toBe(false);
});

test('Simplify puts values out under their own names', () => {
	const item = { json: { user: 101, email: 'pat@acme.example', other: 1 } };
	expect(simplified(item, ['user', 'email-address', 'site'], 'user').json).toEqual({
		user: 101,
		'email-address': 'pat@acme.example',
	});
});
