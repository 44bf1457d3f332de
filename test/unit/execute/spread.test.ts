import { fieldsOfItem, fieldsOfRows } from '../../../nodes/NetSapiens/execute/spread';
import { field } from './form';

const week = field('week', 'weekly', { template: '{day}-{edge}-{number}', ranges: 2 });
const keypad = field('keypad', 'keyed', { template: 'option-{key}', keys: ['1', '*'] });

test('rows become the fields that they stand for', () => {
	const hours = { days: ['monday'], from: '9:00', to: '17:00' };
	expect(fieldsOfRows(week, [hours], 'UTC')).toEqual({
		'monday-begin-1': '09:00',
		'monday-end-1': '17:00',
	});
	expect(fieldsOfRows(keypad, [{ key: '*', to: '101' }], 'UTC')).toEqual({
		'option-*': { to: '101' },
	});
	const full = { ...week, ranges: 1 };
	expect(() => fieldsOfRows(full, [hours, hours], 'UTC')).toThrow('Monday has 2 time ranges');
});

test('an item that has those fields keeps them, and nothing else of it is one', () => {
	const item = {
		'monday-begin-2': '',
		'monday-begin-3': 'x',
		'sunday-end-1': '12:00',
		'option-1': 1,
	};
	expect(fieldsOfItem(week, item)).toEqual({ 'monday-begin-2': '', 'sunday-end-1': '12:00' });
	expect(fieldsOfItem(keypad, { ...item, 'option-*': { to: 'x' }, 'option-2': 2 })).toEqual({
		'option-1': 1,
		'option-*': { to: 'x' },
	});
	expect(fieldsOfItem(field('none', 'keyed'), item)).toEqual({});
});
