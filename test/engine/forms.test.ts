import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { apiKeyCredential } from '../support/credentials';
import { runNode, type Outcome } from '../support/engine';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(async () => (simulator = await startSimulator(['--cdrs', '0'])));
afterAll(async () => await simulator.stop());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const rows = (...values: INodeParameters[]) => ({ values });

async function run(parameters: INodeParameters, input?: INodeExecutionData[]): Promise<Outcome> {
	const { domain } = simulator.credentials;
	const outcome = await runNode({
		parameters: { domain: byId(domain), ...parameters },
		credential: apiKeyCredential(simulator),
		input,
	});
	expect(outcome.error?.message).toBeUndefined();
	return outcome;
}

const sent = ({ requests }: Outcome) => requests[0]?.body as IDataObject;
const only = ({ items }: Outcome) => items[0]?.json ?? {};

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const hours = (days: string[], from: string, to: string) => ({ days, from, to });
const range = (day: string, number: number, begin: string, end: string) => ({
	[`timeframe-weekly-${day}-begin-time-${number}`]: begin,
	[`timeframe-weekly-${day}-end-time-${number}`]: end,
});

describe('weekdays', () => {
	const weekdays = (...times: INodeParameters[]) => ({
		'timeframe-days-of-week-array': rows({ 'timeframe-weekly-time': rows(...times) }),
	});
	const create = async (name: string, ...times: INodeParameters[]) =>
		await run({
			resource: 'sharedTimeframe',
			operation: 'create',
			timeframeType: 'days-of-week',
			'timeframe-name': name,
			...weekdays(...times),
		});

	test('business hours with a break and a night shift are rows of days and times', async () => {
		const outcome = await create(
			'Open',
			hours(workdays.slice(0, 4), '09:00', '12:00'),
			hours(workdays.slice(0, 4), '1:00 PM', '17:30'),
			hours(['friday'], '22:00', '06:00'),
			hours(['sunday'], '00:00', '24:00'),
		);
		expect(sent(outcome)['timeframe-days-of-week-array']).toEqual([
			{
				...Object.assign(
					{},
					...workdays.slice(0, 4).map((day) => range(day, 1, '0900', '1200')),
					...workdays.slice(0, 4).map((day) => range(day, 2, '1300', '1730')),
				),
				...range('friday', 1, '2200', '2359'),
				...range('saturday', 1, '0000', '0600'),
				...range('sunday', 1, '0000', '2359'),
			},
		]);
	});

	test('what Get gives, Update takes', async () => {
		const made = only(await create('Mornings', hours(['monday'], '08:00', '12:00')));
		const timeframe = byId(String(made['timeframe-id']));
		const at = { resource: 'sharedTimeframe', timeframe };
		const before = only(await run({ ...at, operation: 'get', output: 'raw' }));
		const update = { ...at, operation: 'updateEntries', timeframeType: 'days-of-week' };
		const entry = 'timeframe-days-of-week-array';
		await run({ ...update, dataMode: 'autoMapInputData' }, [{ json: before }]);
		const after = only(await run({ ...at, operation: 'get', output: 'raw' }));
		expect(after[entry]).toEqual(before[entry]);
	});

	test('new hours take the place of the old ones', async () => {
		const made = only(await create('Evenings', hours(['monday'], '18:00', '20:00')));
		const at = { resource: 'sharedTimeframe', timeframe: byId(String(made['timeframe-id'])) };
		await run({
			...at,
			operation: 'updateEntries',
			timeframeType: 'days-of-week',
			...weekdays(hours(['tuesday'], '18:00', '21:00')),
		});
		const [entry] = only(await run({ ...at, operation: 'get', output: 'raw' }))[
			'timeframe-days-of-week-array'
		] as IDataObject[];
		expect(entry).toMatchObject(range('tuesday', 1, '1800', '2100'));
		expect(entry?.['timeframe-weekly-monday-begin-time-1']).toBe('');
	});
});

describe('the menu of an attendant', () => {
	const menu = {
		'no-key-press': 'repeat',
		option: rows(
			{ key: '1', 'destination-application': 'to-callqueue', 'destination-user': '4000' },
			{
				key: '2',
				'auto-attendant': {
					option: rows({ key: '9', 'destination-application': 'to-voicemail' }),
				},
			},
			{ key: '*', 'destination-application': 'hangup', remove: '' },
		),
	};
	const wire = {
		'no-key-press': 'repeat',
		'option-1': { 'destination-application': 'to-callqueue', 'destination-user': '4000' },
		'option-2': { 'auto-attendant': { 'option-9': { 'destination-application': 'to-voicemail' } } },
		'option-*': { 'destination-application': 'hangup' },
	};
	const attendant = { resource: 'autoAttendant', user: byId('5001'), attendant: byId('5001') };

	test('is rows of a key, what happens and where to, with a menu behind a key', async () => {
		const outcome = await run({
			resource: 'autoAttendant',
			operation: 'create',
			'new-user': '5001',
			'attendant-name': 'Main',
			fields: { 'auto-attendant': menu },
		});
		expect(sent(outcome)['auto-attendant']).toEqual(wire);
	});

	test('goes back as it came', async () => {
		const [listed] = (
			await run({ resource: 'autoAttendant', operation: 'getAll', returnAll: true, output: 'raw' })
		).items.filter(({ json }) => json.user === '5001');
		const prompt = byId(String(listed?.json['starting-prompt']));
		const read = only(await run({ ...attendant, operation: 'get', prompt, output: 'raw' }));
		const outcome = await run(
			{ ...attendant, operation: 'update', prompt, dataMode: 'autoMapInputData' },
			[{ json: read }],
		);
		expect(sent(outcome)['auto-attendant']).toEqual(wire);
	});
});

test('free values of a log entry are rows of names and values', async () => {
	const { requests } = await runNode({
		parameters: {
			resource: 'meeting',
			operation: 'createEvent',
			domain: byId(simulator.credentials.domain),
			user: byId('101'),
			meeting: byId('1'),
			id: byId('1'),
			instance: '1',
			event: 'joined',
			fields: { details: rows({ name: 'room', value: 'Blue' }, { name: '', value: '' }) },
		},
		credential: apiKeyCredential(simulator),
	});
	expect(requests[0]?.body).toEqual({ event: 'joined', details: { room: 'Blue' } });
});
