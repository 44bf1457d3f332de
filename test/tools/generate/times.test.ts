import { DateTime, Duration } from 'luxon';
import { toWire } from '../../../nodes/NetSapiens/execute/convert';
import type { Field } from '../../../nodes/NetSapiens/execute/operation';
import { alternativesOf, type Schema } from '../../support/facts';
import { formOf } from '../../support/form';
import { offered } from '../../support/operations';
import { childrenOf, type Fillable } from '../../support/wires';

/** What 10:30 UTC on a day is on the wire, by how the documents say it is written. */
const written: Record<string, (place: Field['in']) => unknown> = {
	date: () => '2026-07-05',
	'date-time': (place) => (place === 'query' ? '2026-07-05T10:30:00Z' : '2026-07-05 10:30:00'),
	'sql-date-time': () => '2026-07-05 10:30:00',
	'iso-date-time': () => '2026-07-05T10:30:00.000Z',
	'unix-time': () => 1783247400,
	'compact-date': () => '20260705',
	'compact-month': () => '202607',
	'clock-time': () => '10:30',
	'compact-time': () => '1030',
};

const OWN = '2026-07-05 10:30:00';

/** The same moment as people, expressions and the API write it. */
const spellings = [
	'2026-07-05T10:30:00Z',
	'2026-07-05T10:30:00.000Z',
	'2026-07-05T10:30:00+00:00',
	OWN,
	new Date('2026-07-05T10:30:00Z'),
	DateTime.fromISO('2026-07-05T10:30:00', { zone: 'utc' }),
];
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata'];

const isGroup = ({ field }: Fillable) => field.fields !== undefined;
const inside = (one: Fillable): Fillable[] => (isGroup(one) ? childrenOf(one) : [one]);

const formatOf = (schema: Schema): string | undefined =>
	[schema, ...alternativesOf(schema)]
		.map(({ format }) => String(format))
		.find((format) => written[format] !== undefined);

const timed = offered.flatMap((one) =>
	formOf(one)
		.flatMap(inside)
		.filter(({ field, schema }) => !field.beside && formatOf(schema) !== undefined)
		.map((field) => [`${one.title}: ${field.field.name}`, field] as const),
);

test.each(timed)(
	'%s is written as documented, in any spelling and zone',
	(_, { field, schema }) => {
		const format = formatOf(schema)!;
		for (const zone of zones) {
			for (const value of spellings) {
				// Queries take the API's own spelling too, so it goes back as it came.
				const isOwn = field.in === 'query' && value === OWN && format === 'date-time';
				expect(toWire(field, value, zone)).toBe(isOwn ? OWN : written[format]!(field.in));
			}
		}
	},
);

test('every format of the documents is tried', () => {
	const formats = timed.map(([, { schema }]) => formatOf(schema));
	expect([...new Set(formats)].sort()).toEqual(Object.keys(written).sort());
});

const fields = offered.flatMap((one) => formOf(one).flatMap(inside));

test('nothing else is made a date or time, whatever it is called', () => {
	const kinds = /date|time|month/i;
	const others = fields.filter(
		({ field, schema }) => kinds.test(field.kind) && formatOf(schema) === undefined,
	);
	expect(others.map(({ field }) => field.name)).toEqual([]);
});

test('a word that leaves a range open is offered beside its date, and goes out as it is', () => {
	const words = fields.filter(({ field }) => field.beside);
	expect(words.length).toBeGreaterThan(2);
	for (const { field, property } of words) {
		const values = (property.options as Array<{ value: unknown }>).map(({ value }) => value);
		for (const word of values.filter((value) => value !== '')) {
			expect(toWire(field, word, 'UTC')).toBe(word);
		}
	}
});

/** Whole numbers that say by their name what they count. */
const lengths = offered.flatMap((one) =>
	formOf(one)
		.flatMap(inside)
		.filter(({ field }) => /-(seconds|minutes|hours)$/.test(field.name))
		.map((field) => [`${one.title}: ${field.field.name}`, field] as const),
);

test('lengths of time are looked at in several resources', () => {
	expect(new Set(lengths.map(([, { field }]) => field.name)).size).toBeGreaterThan(10);
});

test.each(lengths)('%s is a length of time', (_, { field, property }) => {
	const unit = field.name.split('-').at(-1) as 'seconds';
	const label = `(${unit.charAt(0).toUpperCase()}${unit.slice(1)})`;
	expect(property.displayName).toContain(label);
	expect(property.typeOptions?.minValue).toBeGreaterThanOrEqual(0);
	const twoHours = { seconds: 7200, minutes: 120, hours: 2 }[unit];
	for (const value of [twoHours, `${twoHours}`, '2 h', 'PT2H', Duration.fromObject({ hours: 2 })]) {
		expect(toWire(field, value, 'UTC')).toBe(twoHours);
	}
});
