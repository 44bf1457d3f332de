/** Forwarding, Do Not Disturb, vacations, and timeframes from holidays and calendars. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { control } from '../../../simulator/steer/control';
import { byId, runCase, stateOf, writesOf } from '../../support/composites';
import { askApi } from './sync';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '10', '--users', '30', '--domains', '2']);
});
afterAll(async () => await simulator.stop());
beforeEach(async () => await control(simulator, 'POST', '/reset'));

const run = async (
	resource: string,
	operation: string,
	more: INodeParameters,
	input?: IDataObject[],
	timezone?: string,
) =>
	await runCase(
		simulator,
		{
			title: operation,
			parameters: ({ credentials }) =>
				({ resource, operation, domain: byId(credentials.domain), ...more }) as never,
			input: input?.map((json) => ({ json })),
		},
		{},
		{ timezone },
	);

const user = byId('101');
const rules = async () =>
	(await run('answerRule', 'getAll', { user, output: 'raw' })).items.map(({ json }) => json);

describe('Forward Calls', () => {
	const forward = async (more: INodeParameters) =>
		await run('user', 'forwardCalls', { user, ...more });

	test('turned off and on again, calls go where they went before', async () => {
		await forward({ forwardTo: '12025550177' });
		const on = await stateOf(simulator);
		await forward({ turnOn: false });
		expect((await rules())[0]).toMatchObject({ 'forward-always': { enabled: 'no' } });
		const again = await forward({ turnOn: true, forwardTo: '' });
		expect(again.error).toBeUndefined();
		expect((await rules())[0]).toMatchObject({
			'forward-always': { enabled: 'yes', parameters: ['12025550177'] },
		});
		expect(on).toContain('12025550177');
	});

	test('nothing but the chosen feature changes', async () => {
		const [before] = await rules();
		await forward({ forwardWhen: 'forward-on-busy', forwardTo: '102' });
		const [after] = await rules();
		expect({ ...after, 'forward-on-busy': null }).toEqual({ ...before, 'forward-on-busy': null });
	});

	test('without a destination, now or from before, it says what to enter', async () => {
		const { error, requests } = await forward({ forwardWhen: 'forward-on-active', forwardTo: '' });
		expect(error?.message).toMatch(/Forward To is empty.*extension or a phone number/);
		expect(writesOf({ requests } as never)).toEqual([]);
	});

	test('a user who is not there', async () => {
		const { error } = await run('user', 'forwardCalls', { user: byId('9999'), forwardTo: '102' });
		expect(error?.message).toEqual(expect.any(String));
	});
});

describe('vacations', () => {
	const dates = { from: '2027-07-01T08:00:00', to: '2027-07-16T00:00:00' };

	test('the times are those of the user, whatever the zone of the workflow', async () => {
		await control(simulator, 'POST', '/users', { user: '101', 'time-zone': 'America/Los_Angeles' });
		const { error } = await run(
			'user',
			'setVacation',
			{ user, ...dates, forwardTo: '102' },
			undefined,
			'Europe/Berlin',
		);
		expect(error).toBeUndefined();
		const [frame] = (await run('userTimeframe', 'getAll', { user, output: 'raw' })).items;
		// Another clock's figures: 08:00 in Berlin is 23:00 of the day before in Los Angeles.
		expect(frame?.json).toMatchObject({
			'timeframe-name': 'Vacation',
			'timeframe-specific-dates-array': [
				{
					'timeframe-specific-dates-begin-date': '20270630',
					'timeframe-specific-dates-begin-time': '2300',
					'timeframe-specific-dates-end-date': '20270715',
					'timeframe-specific-dates-end-time': '1500',
				},
			],
		});
	});

	test('after its end everything is as it was before', async () => {
		const before = await stateOf(simulator);
		await run('user', 'setVacation', { user, ...dates, forwardTo: '102' });
		expect(await stateOf(simulator)).not.toBe(before);
		const { items } = await run('user', 'endVacation', { user });
		expect(items[0]?.json.result).toBe('deleted');
		expect(await stateOf(simulator)).toBe(before);
	});

	test('a timeframe of that name that is none of dates is left alone', async () => {
		await run('userTimeframe', 'create', {
			user,
			'timeframe-name': 'Vacation',
			timeframeType: 'always',
		});
		const before = await stateOf(simulator);
		const { error } = await run('user', 'setVacation', { user, ...dates, forwardTo: '102' });
		expect(error?.message).toMatch(/timeframe Vacation of type always.*End Vacation/);
		expect(await stateOf(simulator)).toBe(before);
	});

	test('an end before the beginning', async () => {
		const turned = { from: dates.to, to: dates.from };
		const { error, requests } = await run('user', 'setVacation', {
			user,
			...turned,
			forwardTo: '102',
		});
		expect(error?.message).toMatch(/"To" has to be later than "From"/);
		expect(requests).toEqual([]);
	});
});

describe('Route by Timeframe', () => {
	const row = (timeframe: string, forwardTo: string) => ({
		'time-frame': byId(timeframe),
		forwardTo,
	});
	const route = async (values: IDataObject[], more: INodeParameters = {}) =>
		await run('phoneNumber', 'routeByTimeframe', {
			phonenumber: byId('12025550101'),
			user: byId('105'),
			timeframeRoutes: { values } as never,
			forwardTo: '101',
			...more,
		});

	test('rows in another order change the order of the rules', async () => {
		const [open, closed] = [row('Business Hours', '4000'), row('Holidays', '102')];
		await route([open, closed]);
		const turned = await route([closed, open]);
		expect(turned.items[0]?.json.changes).toMatchObject([
			{ field: 'order', after: ['Holidays', 'Business Hours', '*'] },
		]);
		expect((await route([closed, open])).items[0]?.json.result).toBe('unchanged');
	});

	test.each([
		['a row without a destination', [row('Holidays', '')], {}, /Row 1 of Routes/],
		[
			'a timeframe twice',
			[row('Holidays', '102'), row('Holidays', '103')],
			{},
			/"Holidays" is in two rows/,
		],
		[
			'a number of nobody',
			[row('Holidays', '102')],
			{ phonenumber: byId('12025559999') },
			/12025559999 is not in/,
		],
	])('%s changes nothing', async (_, values, more, words) => {
		const before = await stateOf(simulator);
		const { error } = await route(values, more as INodeParameters);
		expect(error?.message).toMatch(words);
		expect(await stateOf(simulator)).toBe(before);
	});
});

describe('timeframes', () => {
	const holidays = async (more: INodeParameters) =>
		await run('sharedTimeframe', 'addPublicHolidays', {
			'timeframe-name': 'Closed',
			country: byId('US'),
			filters: { years: [2027] },
			...more,
		});

	test.each([
		[
			'a country that does not exist',
			{ country: byId('XX') },
			/no holidays of a country "XX".*US, CA, DE/,
		],
		[
			'a region of another country',
			{ filters: { region: 'CA-ON', years: [2027] } },
			/no holidays of a region "CA-ON".*US-NY/,
		],
		['a year that is none', { filters: { years: ['soon'] } }, /years/i],
	])('%s changes nothing', async (_, more, words) => {
		const before = await stateOf(simulator);
		const { error } = await holidays(more as INodeParameters);
		expect(error?.message).toMatch(words);
		expect(await stateOf(simulator)).toBe(before);
	});

	test('holidays of later years are added to those that are there', async () => {
		await holidays({});
		const { items } = await holidays({ filters: { years: [2027, 2028] } });
		expect(items[0]?.json).toMatchObject({ result: 'updated' });
		const days = (items[0]?.json.changes as Array<{ after: IDataObject }>).map(
			({ after }) => after['timeframe-holiday-begin-date'],
		);
		expect(days).toEqual(['20280101', '20280501', '20281225']);
	});

	test('a server that calls the type "holidays" means the same', async () => {
		await holidays({});
		const { domain } = simulator.credentials;
		const path = `/domains/${domain}/timeframes`;
		const all = await askApi<IDataObject[]>(simulator, 'GET', path);
		const id = all.find((one) => one['timeframe-name'] === 'Closed')?.['timeframe-id'];
		await askApi(simulator, 'PUT', `${path}/${String(id)}`, { 'timeframe-type': 'holidays' });
		const added = await holidays({});
		expect(added.error).toBeUndefined();
		expect(added.items[0]?.json.result).toBe('updated');
		const day = { 'timeframe-holiday-name': 'Founders Day' };
		const entries = { 'timeframe-holiday-array': { values: [day] } };
		const upsert = { 'timeframe-name': 'Closed', timeframeType: 'holiday', ...entries };
		const same = await run('sharedTimeframe', 'upsert', upsert);
		expect(same.error).toBeUndefined();
		expect(JSON.stringify(same.items[0]?.json.changes)).not.toContain('timeframe-type');
	});

	test('a timeframe of weekdays takes no holidays', async () => {
		await run('sharedTimeframe', 'create', {
			'timeframe-name': 'Closed',
			timeframeType: 'always',
		});
		const { error, requests } = await holidays({});
		expect(error?.message).toMatch(/"Closed" is of type always/);
		expect(writesOf({ requests } as never)).toEqual([]);
	});

	test('calendar items are in the zone of the workflow, and a day ends in its last minute', async () => {
		const day = { from: '2027-12-24', to: '2027-12-25' };
		const { items, error } = await run(
			'sharedTimeframe',
			'addCalendarItems',
			{ 'timeframe-name': 'Closed', from: '={{ $json.from }}', to: '={{ $json.to }}' },
			[day, day],
			'America/New_York',
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		const [frame] = (
			await run('sharedTimeframe', 'getAll', { returnAll: true, output: 'raw' })
		).items.filter(({ json }) => json['timeframe-name'] === 'Closed');
		expect(frame?.json['timeframe-specific-dates-array']).toMatchObject([
			{
				'timeframe-specific-dates-begin-date': '20271224',
				'timeframe-specific-dates-begin-time': '0000',
				'timeframe-specific-dates-end-date': '20271224',
				'timeframe-specific-dates-end-time': '2359',
			},
		]);
	});
});
