import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { madeUpLeftOut } from '../../support/arrival';
import { expectedOf, parametersOf, usually } from '../../support/filled';
import { formOf } from '../../support/form';
import { offered } from '../../support/operations';
import { Recorder, withFile } from '../../support/recorder';
import { sentOf, type Sent } from '../../support/sent';

/** What stands in the usual values of the suite, and is replaced here. */
const MOMENT = '2026-01-05T12:30:00.000Z';
const DAYS = ['2026-01-05T00:00:00', '2026-01-01T00:00:00'];
const CLOCKS = ['12:30', '1230'];

const zones = ['UTC', 'America/New_York', 'Asia/Kolkata'] as const;

/** One way to write a time: what it means in each zone, the moment in UTC and the day. */
interface Spelling {
	/** What the item holds: text, or ISO from which an expression makes an object. */
	item: { text: string } | { luxon: string };
	moments: [string, string, string];
	days: [string, string, string];
	/** A time of day, for fields that take one. */
	clock: string;
	/** The API's own way to write it, which goes back as it came. */
	own?: true;
}

const all = <T>(value: T): [T, T, T] => [value, value, value];
const HALF_PAST_THREE = '2026-07-05T03:30:00';

const spellings: Spelling[] = [
	{
		item: { text: '2026-07-05T03:30:00.000Z' },
		moments: all(HALF_PAST_THREE),
		days: all('2026-07-05'),
		clock: '09:05',
	},
	{
		item: { text: '2026-07-05T03:30:00' },
		moments: [HALF_PAST_THREE, '2026-07-05T07:30:00', '2026-07-04T22:00:00'],
		days: all('2026-07-05'),
		clock: '9:05 AM',
	},
	{
		item: { text: '2026-07-04T23:30:00-04:00' },
		moments: all(HALF_PAST_THREE),
		days: all('2026-07-04'),
		clock: '0905',
	},
	{
		item: { text: '2026-07-05 03:30:00' },
		moments: all(HALF_PAST_THREE),
		days: all('2026-07-05'),
		clock: '09:05:30',
		own: true,
	},
	{
		item: { luxon: '2026-07-05T03:30:00Z' },
		moments: all(HALF_PAST_THREE),
		days: ['2026-07-05', '2026-07-04', '2026-07-05'],
		clock: '2026-07-05T09:05:00',
	},
	{
		item: { text: '2026-07-05' },
		moments: ['2026-07-05T00:00:00', '2026-07-05T04:00:00', '2026-07-04T18:30:00'],
		days: all('2026-07-05'),
		clock: '9:05',
	},
];

/** Every part of a value that is no group, put through `change`. */
function deep(value: unknown, change: (leaf: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map((one) => deep(one, change));
	if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return change(value);
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, deep(one, change)]));
}

/** Dates and times of day come from the item. */
const fromItem = (leaf: unknown): unknown => {
	if (leaf === MOMENT || DAYS.includes(String(leaf))) {
		return '={{ $json.luxon ? DateTime.fromISO($json.luxon) : $json.text }}';
	}
	return CLOCKS.includes(String(leaf)) ? '={{ $json.clock }}' : leaf;
};

/** What is to arrive for a spelling in a zone, where the usual value would otherwise. */
function asSpelled({ moments, days, own }: Spelling, zone: number): (leaf: unknown) => unknown {
	const moment = moments[zone]!;
	const day = days[zone]!;
	const wires = new Map<unknown, unknown>([
		['2026-01-05 12:30:00', moment.replace('T', ' ')],
		['2026-01-05T12:30:00Z', own ? moment.replace('T', ' ') : `${moment}Z`],
		[MOMENT, `${moment}.000Z`],
		['1767616200', `${Date.parse(`${moment}Z`) / 1000}`],
		['2026-01-05', day],
		['20260105', day.replaceAll('-', '')],
		['202601', day.slice(0, 7).replace('-', '')],
		['12:30', '09:05'],
		['1230', '0905'],
	]);
	return (leaf) => (wires.has(leaf) ? wires.get(leaf) : leaf);
}

let recorder: Recorder;
beforeAll(async () => (recorder = await Recorder.start()));
afterAll(async () => await recorder.stop());

const dated = offered.flatMap((one) => {
	const filled = usually(formOf(one));
	const parameters = parametersOf(one, filled);
	const varied = deep(parameters, fromItem) as INodeParameters;
	return JSON.stringify(varied) === JSON.stringify(parameters) ? [] : [{ one, filled, varied }];
});

test('most operations with dates are tried', () => {
	expect(dated.length).toBeGreaterThan(60);
});

describe.each(zones.map((zone, index) => [zone, index] as const))(
	'in %s every spelling of a date arrives as it is meant',
	(timezone, zone) => {
		test.each(dated.map((each) => [each.one.title, each] as const))(
			'%s',
			async (_, { one, filled, varied }) => {
				const input = spellings.map(({ item, clock }) => ({
					...withFile,
					json: { ...item, clock } as IDataObject,
				}));
				const parameters = { ...varied, options: { concurrency: 1 } };
				const { requests, error } = await recorder.run(one, parameters, { input, timezone });
				expect(error).toBe('');
				const sent = requests.map((request) => madeUpLeftOut(one, filled, sentOf(request)));
				expect(sent).toEqual(
					spellings.map(
						(spelling) => deep(expectedOf(one, filled), asSpelled(spelling, zone)) as Sent,
					),
				);
			},
		);
	},
);
