import fc from '../../support/fastCheck';
import { Duration } from 'luxon';
import { toWire } from '../../../nodes/NetSapiens/execute/convert';
import { durationIn, type TimeUnit } from '../../../nodes/NetSapiens/execute/durations';
import type { Field } from '../../../nodes/NetSapiens/execute/operation';

test.each<[value: unknown, unit: TimeUnit, amount: number | undefined]>([
	['1:30', 'seconds', 90],
	['0:05', 'seconds', 5],
	['90:00', 'seconds', 5400],
	['01:02:03', 'seconds', 3723],
	['1:30', 'minutes', 90],
	['1:30', 'hours', undefined],
	['1:02:03', 'minutes', undefined],
	['1:75', 'seconds', undefined],
	['45s', 'seconds', 45],
	[' 1:30 ', 'seconds', 90],
	['about 1:30', 'seconds', undefined],
	['1:30:', 'seconds', undefined],
	['1:30:00:00', 'seconds', undefined],
	['12h', 'minutes', 720],
	['12 hrs', 'hours', 12],
	['1hr5mins', 'minutes', 65],
	['2 minutes', 'seconds', 120],
	['10 secs', 'seconds', 10],
	['10second', 'seconds', 10],
	['10 sec', 'seconds', 10],
	['in 10 s', 'seconds', undefined],
	['10 s later', 'seconds', undefined],
	['xPT1M', 'seconds', undefined],
	[Duration.fromObject({ seconds: -5 }), 'seconds', undefined],
	[' 2 min ', 'seconds', 120],
	['1 h 30 m', 'minutes', 90],
	['1 hour 10 seconds', 'seconds', 3610],
	['2H', 'hours', 2],
	['90 s', 'minutes', undefined],
	['PT1M30S', 'seconds', 90],
	['pt2h', 'hours', 2],
	['P1D', 'hours', 24],
	['PT', 'seconds', undefined],
	['-PT5S', 'seconds', undefined],
	[Duration.fromObject({ minutes: 2 }), 'seconds', 120],
	[Duration.fromMillis(1500), 'seconds', undefined],
	[Duration.invalid('none'), 'seconds', undefined],
	['', 'seconds', undefined],
	['soon', 'seconds', undefined],
	['1.5', 'minutes', undefined],
	['5 apples', 'seconds', undefined],
	[true, 'seconds', undefined],
	[{ minutes: 2 }, 'seconds', undefined],
])('%p in %s is %p', (value, unit, amount) => {
	expect(durationIn(value, unit)).toBe(amount);
});

test('whatever way a length of time is written, it is the same', () => {
	fc.assert(
		fc.property(fc.nat(100_000), (amount) => {
			const duration = Duration.fromObject({ seconds: amount }).shiftTo('minutes', 'seconds');
			const { minutes, seconds } = duration;
			const written = [
				duration,
				duration.toISO(),
				duration.toFormat('m:ss'),
				duration.toFormat('h:mm:ss'),
				`${minutes} min ${seconds} s`,
			];
			expect(written.map((one) => durationIn(one, 'seconds'))).toEqual(written.map(() => amount));
		}),
	);
});

describe('a field', () => {
	const field = (unit?: TimeUnit): Field => ({
		parameter: 'ring-timeout',
		name: 'ring-timeout',
		in: 'body',
		kind: 'integer',
		...(unit && { unit }),
	});

	test('of a length of time takes numbers, as before, and durations', () => {
		const sent = [30, '30', '0:30', 'PT30S'].map((value) => toWire(field('seconds'), value, 'UTC'));
		expect(sent).toEqual([30, 30, 30, 30]);
		expect(toWire(field('seconds'), ' ', 'UTC')).toBeUndefined();
		expect(() => toWire(field('seconds'), 'soon', 'UTC')).toThrow(
			'"ring-timeout" takes a whole number of seconds, or a length of time such as 2m or 1:30, but got "soon".',
		);
	});

	test('of anything else takes none', () => {
		expect(() => toWire(field(), '1:30', 'UTC')).toThrow(
			'"ring-timeout" takes a whole number, but got "1:30".',
		);
	});
});
