import { renewalCron } from '../../../nodes/NetSapiensTrigger/schedule';

test.each([
	[0.2, '*/4 * * * * *'],
	[0.25, '*/5 * * * * *'],
	[1, '*/20 * * * * *'],
	[2, '*/30 * * * * *'],
])('%p minutes of life are looked after with %p', (lifetime, expression) => {
	expect(renewalCron(lifetime, 'node')).toBe(expression);
});

test.each([
	[3, 1],
	[10, 3],
	[20, 6],
	[60, 15],
	[1440, 15],
	[100_000, 15],
])('%p minutes of life are looked after every %p', (lifetime, minutes) => {
	expect(renewalCron(lifetime, 'node')).toMatch(
		new RegExp(`^\\d+ \\*/${minutes} \\* \\* \\* \\*$`),
	);
});

test('the triggers of several workflows do not all ask in the same second', () => {
	expect(renewalCron(1440, 'one')).not.toBe(renewalCron(1440, 'other'));
});
