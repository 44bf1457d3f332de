import { targetsOf } from '../../../nodes/NetSapiens/composites/answerRules/rules';
import { hasEntry } from '../../../nodes/NetSapiens/composites/timeframes/entries';
import { matchKey } from '../../../nodes/NetSapiens/composites/plan/matching';

// How servers give destinations: numbers among texts, and names in parentheses split at their blanks.
test.each([
	[undefined, []],
	[{ enabled: 'no' }, []],
	[{ parameters: ['<OwnDevices>', 1001, '1001r'] }, ['<OwnDevices>', '1001', '1001r']],
	[{ parameters: [9100, '(Front', 'Desk)'] }, ['9100 (Front Desk)']],
	[{ parameters: [9100, '(Front', 'Desk)', '102'] }, ['9100 (Front Desk)', '102']],
	[{ parameters: [9100, '(Desk)', '102'] }, ['9100 (Desk)', '102']],
	[{ parameters: '102' }, ['102']],
	[{ parameters: ['', '102'] }, ['102']],
])('destinations %j', (feature, targets) => {
	expect(targetsOf(feature)).toEqual(targets);
});

describe('entries of timeframes', () => {
	const entry = {
		'timeframe-specific-dates-begin-date': '20270701',
		'timeframe-specific-dates-begin-time': '0900',
	};

	test('are the same as numbers, which have lost their zeros', () => {
		const numbers = {
			'timeframe-specific-dates-begin-date': 20270701,
			'timeframe-specific-dates-begin-time': 900,
			'timeframe-id': '5f',
		};
		expect(hasEntry([numbers], entry)).toBe(true);
	});

	test('differ by any date, time or name', () => {
		expect(hasEntry([], entry)).toBe(false);
		for (const name of Object.keys(entry)) {
			expect(hasEntry([{ ...entry, [name]: '20270702' }], entry)).toBe(false);
		}
	});
});

test.each([
	['email', ' Nora@Example.com ', 'nora@example.com'],
	['phonenumber-work', '+1 (202) 555-0101', '12025550101'],
	['phonenumber-cell', 12025550101, '12025550101'],
	['number', '1-202-555-0101', '12025550101'],
	['email', null, ''],
])('%s %j is compared as %s', (field, value, key) => {
	expect(matchKey(field, value)).toBe(key);
});
