import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { addCalendarItems } from '../../../nodes/NetSapiens/composites/timeframes/addCalendarItems';
import { addPublicHolidays } from '../../../nodes/NetSapiens/composites/timeframes/addPublicHolidays';
import { MemoryServer } from '../../support/memoryServer';

const TIMEFRAMES = '/domains/acme/timeframes';
const DATES = 'timeframe-specific-dates-array';
const HOLIDAYS = 'timeframe-holiday-array';

/** The error that a run ends with. */
const errorOf = async (run: Promise<unknown>): Promise<string> =>
	await run.then(
		() => 'none',
		({ message }: Error) => message,
	);

/** A server with one timeframe called Closed. */
const closed = (more: IDataObject) =>
	new MemoryServer({
		[TIMEFRAMES]: [{ 'timeframe-id': 't1', 'timeframe-name': 'Closed', ...more }],
	});

const entry = (from: string, to: string) => {
	const [[beginDate, beginTime], [endDate, endTime]] = [from, to].map((one) => one.split(' ')) as [
		[string, string],
		[string, string],
	];
	return {
		'timeframe-specific-dates-begin-date': beginDate,
		'timeframe-specific-dates-begin-time': beginTime,
		'timeframe-specific-dates-end-date': endDate,
		'timeframe-specific-dates-end-time': endTime,
		'timeframe-recurrence-type': 'doesNotRecur',
	};
};

describe('items of a calendar', () => {
	const run = async (server: MemoryServer, ...items: Array<[string, string, string?]>) => {
		const asked = items.map(([from, to, name = 'Closed']) => ({
			...{ resource: 'sharedTimeframe', operation: 'addCalendarItems' },
			query: { domain: 'acme', 'timeframe-name': name, from, to },
		}));
		const done = await addCalendarItems(server.calls(asked));
		return done.map(({ json, pairedItem }) => [json.result, json['timeframe-name'], pairedItem]);
	};

	test.each([
		['2027-07-01T13:00:00Z', '2027-07-01T21:30:00Z', '20270701 0900', '20270701 1730'],
		// Clocks changed: five hours from UTC.
		['2027-12-24T15:00:00Z', '2027-12-24T22:00:00Z', '20271224 1000', '20271224 1700'],
		// A whole day ends in its last minute.
		['2027-07-04T00:00:00-04:00', '2027-07-05T00:00:00-04:00', '20270704 0000', '20270704 2359'],
	])('%s to %s is from %s to %s where the workflow is', async (from, to, begins, ends) => {
		const server = new MemoryServer({});
		await run(server, [from, to]);
		expect(server.bodies).toMatchObject([
			{ 'timeframe-name': 'Closed', [DATES]: [entry(begins, ends)] },
		]);
	});

	const [one, two] = [
		['2027-07-01T09:00:00-04:00', '2027-07-01T17:00:00-04:00'],
		['2027-07-02T09:00:00-04:00', '2027-07-02T17:00:00-04:00'],
	] as Array<[string, string]>;
	const [first, second] = [
		entry('20270701 0900', '20270701 1700'),
		entry('20270702 0900', '20270702 1700'),
	];

	test('of one timeframe are added at once, each one time, and are there the next time', async () => {
		const server = new MemoryServer({});
		const all = [one!, two!, one!, [...one!, 'Other']] as Array<[string, string, string?]>;
		expect(await run(server, ...all)).toEqual([
			['created', 'Closed', [{ item: 0 }, { item: 1 }, { item: 2 }]],
			['created', 'Other', { item: 3 }],
		]);
		expect(server.bodies.map((body) => (body as IDataObject)[DATES])).toEqual([
			[first, second],
			[first],
		]);
		expect((await run(server, ...all)).map(([result]) => result)).toEqual([
			'unchanged',
			'unchanged',
		]);
		expect(server.writes).toHaveLength(2);
	});

	test.each(['specific-dates', 'custom'])(
		'are added to what a timeframe of %s has',
		async (type) => {
			const server = closed({ 'timeframe-type': type, [DATES]: [first] });
			expect((await run(server, one!, two!, two!))[0]?.[0]).toBe('updated');
			expect([server.writes, server.bodies]).toEqual([
				[`POST ${TIMEFRAMES}/t1`],
				[{ [DATES]: [second] }],
			]);
		},
	);

	test('do not belong into a timeframe of weekdays', async () => {
		const server = closed({ 'timeframe-type': 'days-of-week' });
		expect(await errorOf(run(server, one!))).toBe(
			'Timeframe "Closed" is of type days-of-week, which has no such entries. Choose another name, or convert the timeframe to Custom first.',
		);
		expect(server.writes).toEqual([]);
	});

	test.each([
		['2027-07-01T09:00:00Z', '2027-07-01T09:00:00Z'],
		['2027-07-01T09:00:00Z', '2027-07-01T08:00:00Z'],
		['', '2027-07-01T08:00:00Z'],
		['2027-07-01T09:00:00Z', 'soon'],
	])('from "%s" to "%s" is no time', async (from, to) => {
		const server = new MemoryServer({});
		expect(await errorOf(run(server, one!, [from, to]))).toContain('item 1');
		expect(server.writes).toEqual([]);
	});

	test('without items there is nothing to do', async () => {
		expect(await addCalendarItems([])).toEqual([]);
	});
});

describe('public holidays', () => {
	const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 1000;
	const holiday = (name: string, date: string, more: IDataObject = {}) => ({
		...{ name, uuid: `u-${name}`, date: day(date), primary_type: 'National holiday' },
		...more,
	});
	const lists = () => ({
		'/holidays/countries': [{ 'iso-3166': 'us' }, { 'iso-3166': 'CA' }],
		'/holidays/regions': [{ US: { 'us-ny': 'New York' } }],
		'/holidays/US/2027': [
			holiday('New Year', '2027-01-01'),
			holiday('Pi Day', '2027-03-14', { primary_type: 'Observance' }),
			holiday('Bank Day', '2027-03-15', { primary_type: '', type: 'Bank holiday' }),
		],
		'/holidays/US/US-NY/2027': [holiday('State Day', '2027-02-12')],
		'/holidays/CA/2027': [holiday('Groundhog Day', '2027-02-02', { primary_type: 'Season' })],
	});
	const run = async (server: MemoryServer, query: IDataObject) => {
		const named = { domain: 'acme', 'timeframe-name': 'Closed', country: 'us', years: [2027] };
		const asked = { resource: 'sharedTimeframe', operation: 'addPublicHolidays' };
		const [call] = server.calls([{ ...asked, query: { ...named, ...query } }]);
		return (await addPublicHolidays(call!))[0]?.json.result;
	};
	const written = (name: string, date: string, more: IDataObject = {}) => ({
		'timeframe-holiday-name': name,
		'timeframe-holiday-uuid': `u-${name}`,
		'timeframe-holiday-begin-date': date,
		'timeframe-holiday-begin-time-1': '0000',
		'timeframe-holiday-end-time-1': '2359',
		'country-abbreviation': 'US',
		...more,
		'timeframe-recurrence-type': 'never',
	});
	const [newYear, bankDay] = [written('New Year', '20270101'), written('Bank Day', '20270315')];
	const region = { 'state-province-abbreviation': 'US-NY' };

	test.each<[IDataObject, IDataObject[]]>([
		[{}, [newYear, bankDay]],
		[{ holidayTypes: 'all' }, [newYear, written('Pi Day', '20270314'), bankDay]],
		[{ region: ' us-ny ' }, [written('State Day', '20270212', region)]],
	])(
		'%j makes the timeframe of them, and finds them there the next time',
		async (query, entries) => {
			const server = new MemoryServer(lists());
			expect(await run(server, query)).toBe('created');
			expect(server.bodies).toMatchObject([{ [HOLIDAYS]: entries }]);
			expect(await run(server, query)).toBe('unchanged');
			expect(server.writes).toHaveLength(1);
		},
	);

	test('are added to what is there', async () => {
		const server = closed({ 'timeframe-type': 'holidays', [HOLIDAYS]: [newYear] });
		Object.assign(server.lists, lists());
		expect(await run(server, {})).toBe('updated');
		expect(server.bodies).toEqual([{ [HOLIDAYS]: [bankDay] }]);
	});

	test('are of this year and the next unless others are wanted', async () => {
		const server = new MemoryServer(lists());
		const { year } = DateTime.now().setZone('America/New_York');
		for (const one of [year, year + 1]) server.lists[`/holidays/US/${one}`] ??= [];
		await errorOf(run(server, { years: undefined }));
		expect(server.reads.filter((path) => /\d{4}$/.test(path))).toEqual([
			`/holidays/US/${year}`,
			`/holidays/US/${year + 1}`,
		]);
	});

	test.each<[IDataObject, string]>([
		[{ country: 'XX' }, 'The server knows no holidays of a country "XX". It has: US, CA.'],
		[{ region: 'US-ZZ' }, 'The server knows no holidays of a region "US-ZZ". It has: us-ny.'],
		[
			{ country: 'CA' },
			'The server has no such holidays for CA in 2027. Choose other years, or set Holiday Types to All.',
		],
		[{ years: [1969] }, '"Years"'],
		[{ holidayTypes: 'some' }, '"Holiday Types"'],
	])('%j is refused', async (query, words) => {
		const server = new MemoryServer(lists());
		expect(await errorOf(run(server, query))).toContain(words);
		expect(server.writes).toEqual([]);
	});

	test('of what is not there, a few that are there are named', async () => {
		const codes = Array.from({ length: 12 }, (_, at) => ({ 'iso-3166': `A${at}` }));
		const server = new MemoryServer({ '/holidays/countries': codes });
		expect(await errorOf(run(server, {}))).toContain('A8, A9, ….');
	});
});
