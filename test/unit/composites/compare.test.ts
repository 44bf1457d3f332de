import type { Field, FieldKind } from '../../../nodes/NetSapiens/execute/operation';
import {
	changesOfNew,
	differenceOf,
	isSame,
} from '../../../nodes/NetSapiens/composites/plan/compare';

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
	parameter: 'x',
	name: 'x',
	in: 'body',
	kind,
	...more,
});

describe('values that mean the same', () => {
	test.each<[FieldKind, unknown, unknown]>([
		['string', 'a', 'a'],
		['string', 'a', ' a '],
		['string', '101', 101],
		['string', '12025550101', 12025550101],
		['string', 'yes', true],
		['string', '', null],
		['string', '', undefined],
		['string', '', '[*]'],
		['yesNo', 'yes', true],
		['yesNo', 'yes', 'YES'],
		['yesNo', 'no', false],
		['oneZero', 1, 'yes'],
		['trueFalse', 'true', 1],
		['boolean', true, 'yes'],
		['integer', 30, '30'],
		['integer', 0, '0'],
		['integer', 5, '05'],
		['number', 1.5, '1.50'],
		['dateTime', '2026-03-01 10:00:00', '2026-03-01T10:00:00Z'],
		['unixTime', 1772359200, '2026-03-01 10:00:00'],
		['csv', 'a,b', 'a, b'],
		['csv', 'a,b', ['a', 'b']],
		['list', ['a', 'b'], ['b', 'a']],
		['numbers', [1, 2], ['2', '1']],
		['record', { enabled: 'yes' }, { enabled: true, parameters: [] }],
		['record', { parameters: ['101'] }, { parameters: [101] }],
		['record', { parameters: ['101'] }, { parameters: '101' }],
		['records', [{ day: 'monday' }], [{ day: 'monday', id: 7 }]],
		['record', {}, null],
		['list', [], null],
	])('%s %j and %j', (kind, wanted, present) => {
		expect(isSame(field(kind), wanted, present)).toBe(true);
	});
});

describe('values that do not', () => {
	test.each<[FieldKind, unknown, unknown]>([
		['string', 'a', 'A'],
		['string', 'a', ''],
		['string', '', 'a'],
		['string', '0101', '101'],
		['string', 'yes', 'no'],
		['string', 'yes', '1'],
		['string', 'no', true],
		['string', 'maybe', true],
		['yesNo', 'no', ''],
		['yesNo', 'yes', 'no'],
		['integer', 0, ''],
		['integer', 30, 31],
		['dateTime', '2026-03-01 10:00:00', '2026-03-01T10:00:01Z'],
		['dateTime', 'soon', 'later'],
		['csv', 'a,b', 'b,a'],
		['list', ['a'], ['a', 'b']],
		['record', { enabled: 'yes' }, { enabled: 'no' }],
		['record', { enabled: 'yes' }, undefined],
		['record', { enabled: 'yes' }, 'yes'],
		['records', [{ day: 'monday' }], []],
		['records', [{ day: 'monday' }], [{ day: 'monday' }, { day: 'friday' }]],
		['records', [{ day: 'monday' }, { day: 'friday' }], [{ day: 'monday' }, { day: 'sunday' }]],
		['records', [{ day: 'monday' }, { day: 'friday' }], [{ day: 'friday' }, { day: 'monday' }]],
	])('%s %j and %j', (kind, wanted, present) => {
		expect(isSame(field(kind), wanted, present)).toBe(false);
	});
});

describe('a difference', () => {
	const fields: Field[] = [
		{ parameter: 'department', name: 'department', in: 'body', kind: 'string' },
		{ parameter: 'email-address', name: 'email-address', in: 'body', kind: 'string' },
		{ parameter: 'voicemail-enabled', name: 'voicemail-enabled', in: 'body', kind: 'yesNo' },
		{ parameter: 'voicemail-login-pin', name: 'voicemail-login-pin', in: 'body', kind: 'string' },
		{ parameter: 'limit', name: 'limit', in: 'body', kind: 'integer', also: ['call_limit'] },
	];
	const present = {
		department: 'Sales',
		email: 'nora@example.com',
		'voicemail-enabled': true,
		'voicemail-login-pin': '1111',
		limit: '',
	};
	const of = (wanted: Record<string, unknown>) =>
		differenceOf(fields, wanted as never, present, 'user');

	test('is nothing where all is as wanted, whatever the server calls it', () => {
		const same = {
			department: 'Sales',
			'email-address': 'nora@example.com',
			'voicemail-enabled': 'yes',
		};
		expect(of(same)).toEqual({ changes: [], body: {}, before: {} });
	});

	test('leaves alone what is not wanted, and what no field is', () => {
		expect(of({ 'shoe-size': 43 }).body).toEqual({});
	});

	test('is sent under all names, with what takes it back as the wire has it', () => {
		const { body, before, changes } = of({ 'voicemail-enabled': 'no', limit: 3 });
		expect(body).toEqual({ 'voicemail-enabled': 'no', limit: 3, call_limit: 3 });
		expect(before).toEqual({ 'voicemail-enabled': 'yes', limit: null, call_limit: null });
		expect(changes).toEqual([
			{ field: 'voicemail-enabled', before: true, after: 'no' },
			{ field: 'limit', before: null, after: 3 },
		]);
	});

	test('shows no secret', () => {
		expect(of({ 'voicemail-login-pin': '2222' }).changes).toEqual([
			{ field: 'voicemail-login-pin', before: '***', after: '***' },
		]);
		expect(JSON.stringify(changesOfNew({ 'voicemail-login-pin': '2222' }))).not.toContain('2222');
	});
});

describe('the destination of a phone number', () => {
	const fields: Field[] = ['dial-rule-description', 'dial-rule-translation-destination-user'].map(
		(name) => ({ parameter: name, name, in: 'body', kind: 'string' }),
	);
	const [description, destination] = fields.map(({ name }) => name) as [string, string];
	const of = (wanted: Record<string, string>) =>
		differenceOf(fields, wanted, { [description]: 'Old', [destination]: 101 }, 'phoneNumber');

	test('is repeated whatever else changes, as servers drop it otherwise', () => {
		const { body, before, changes } = of({ [description]: 'New' });
		expect(body).toEqual({ [description]: 'New', [destination]: '101' });
		expect(before).toEqual({ [description]: 'Old', [destination]: '101' });
		expect(changes.map(({ field: name }) => name)).toEqual([description]);
	});

	test('alone is no reason to write', () => {
		expect(of({ [description]: 'Old', [destination]: '101' }).body).toEqual({});
	});

	test('is the new one where it changes', () => {
		expect(of({ [destination]: '102' }).body).toEqual({ [destination]: '102' });
	});
});

test('what a new record gets is told, but for what only asks the server to wait', () => {
	expect(changesOfNew({ user: '101', synchronous: 'yes' })).toEqual([
		{ field: 'user', before: null, after: '101' },
	]);
});
