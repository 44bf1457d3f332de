import type { IDataObject } from 'n8n-workflow';
import { weeklyFields, weeklyNames, type Weekly } from '../../../nodes/NetSapiens/execute/weekly';

const week: Weekly = { template: 'on-{day}-{edge}-{number}', ranges: 2 };
const fieldsOf = (...rows: IDataObject[]) => weeklyFields(week, rows, 'UTC');
const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** The fields as `day from-to`, in order. */
const said = (fields: Record<string, string>) =>
	Object.keys(fields)
		.filter((name) => name.includes('begin'))
		.map((name) => {
			const [, day, , number] = name.split('-');
			return `${day} ${fields[name]}-${fields[`on-${day}-end-${number}`]}`;
		});

test('business hours are one row', () => {
	expect(said(fieldsOf({ days: workdays, from: '09:00', to: '17:00' }))).toEqual(
		workdays.map((day) => `${day} 09:00-17:00`),
	);
});

test('a lunch break makes two ranges of a day, in the order of time', () => {
	const fields = fieldsOf(
		{ days: ['monday'], from: '13:00', to: '17:00' },
		{ days: ['monday'], from: '9:00', to: '12:00' },
	);
	expect(fields).toEqual({
		'on-monday-begin-1': '09:00',
		'on-monday-end-1': '12:00',
		'on-monday-begin-2': '13:00',
		'on-monday-end-2': '17:00',
	});
});

test.each([
	['the whole day', { from: '00:00', to: '24:00' }, ['saturday 00:00-23:59']],
	['the whole day, said by midnight', { from: '00:00', to: '00:00' }, ['saturday 00:00-23:59']],
	['until midnight', { from: '18:00', to: '24:00' }, ['saturday 18:00-23:59']],
	['past midnight', { from: '22:00', to: '06:00' }, ['saturday 22:00-23:59', 'sunday 00:00-06:00']],
	['with halves of the day', { from: '9:00 AM', to: '5:30 PM' }, ['saturday 09:00-17:30']],
])('%s', (_, range, result) => {
	expect(said(fieldsOf({ days: ['saturday'], ...range }))).toEqual(result);
});

test('days may be typed, and each counts once', () => {
	const fields = fieldsOf({ days: 'Mon, tuesday, MON', from: '09:00', to: '10:00' });
	expect(said(fields)).toEqual(['monday 09:00-10:00', 'tuesday 09:00-10:00']);
});

test('a row that nobody filled in is no range', () => {
	expect(fieldsOf({ days: [], from: '', to: '' }, {})).toEqual({});
});

test.each<[what: string, rows: IDataObject[], message: string]>([
	[
		'no days',
		[{ days: [], from: '09:00', to: '17:00' }],
		'A time range has no days. Choose the days on which it applies, or remove the row.',
	],
	[
		'no time',
		[{ days: ['monday'], from: 'nine', to: '17:00' }],
		'"From" takes a time of day such as 09:00 or 5:30 PM, but got "nine".',
	],
	[
		'no end',
		[{ days: ['monday'], from: '09:00', to: '' }],
		'"To" takes a time of day such as 09:00 or 5:30 PM, but got "".',
	],
	[
		'a begin that is the end',
		[{ days: ['monday'], from: '09:00', to: '09:00' }],
		'A time range begins and ends at 09:00. For a whole day, take From 00:00 and To 24:00.',
	],
	[
		'a day that is none',
		[{ days: ['funday'], from: '09:00', to: '17:00' }],
		'"Days" takes days of the week, such as Monday, but got "funday".',
	],
	[
		'three ranges on a day',
		[
			{ days: ['sunday'], from: '22:00', to: '06:00' },
			{ days: ['monday'], from: '09:00', to: '12:00' },
			{ days: ['monday'], from: '13:00', to: '17:00' },
		],
		'Monday has 3 time ranges, and a day takes up to 2. A range that goes past midnight counts for both days.',
	],
])('%s is refused in words', (_, rows, message) => {
	expect(() => fieldsOf(...rows)).toThrow(message);
});

test('all names of a week are known', () => {
	expect(weeklyNames(week)).toHaveLength(28);
	expect(weeklyNames(week)).toContain('on-sunday-end-2');
});
