import type { RunningSimulator } from '../../../simulator/steer/process';
import { byId, runCase, type CompositeCase } from '../../support/composites';

const of =
	(resource: string, operation: string, more: object): CompositeCase['parameters'] =>
	({ credentials }) =>
		({ resource, operation, domain: byId(credentials.domain), ...more }) as never;

const user = byId('101');

const vacation: CompositeCase = {
	title: 'Set Vacation',
	parameters: of('user', 'setVacation', {
		user,
		from: '2027-07-01T08:00:00Z',
		to: '2027-07-15T22:00:00Z',
		forwardTo: '102',
	}),
};

/** Runs another case first. */
const after = (first: CompositeCase) => async (simulator: RunningSimulator) => {
	const { error } = await runCase(simulator, first);
	if (error) throw error;
};

/** How calls are handled: forwarding, Do Not Disturb, vacations, and times at which nobody works. */
export const calling: CompositeCase[] = [
	{
		title: 'Forward Calls',
		parameters: of('user', 'forwardCalls', {
			user,
			turnOn: true,
			forwardWhen: 'forward-always',
			forwardTo: '12025550177',
		}),
	},
	{
		title: 'Forward Calls: on with the destination from before',
		prepare: after({
			title: 'off',
			parameters: of('user', 'forwardCalls', { user, turnOn: true, forwardTo: '102' }),
		}),
		parameters: of('user', 'forwardCalls', { user, turnOn: false }),
	},
	{
		title: 'Set Do Not Disturb',
		parameters: of('user', 'setDoNotDisturb', { user, turnOn: true }),
	},
	vacation,
	{
		...vacation,
		title: 'Set Vacation: other dates and another destination',
		prepare: after(vacation),
		parameters: of('user', 'setVacation', {
			user,
			from: '2027-08-01T08:00:00Z',
			to: '2027-08-15T22:00:00Z',
			forwardTo: '103',
		}),
	},
	{
		title: 'End Vacation',
		prepare: after(vacation),
		parameters: of('user', 'endVacation', { user }),
	},
	{
		title: 'Add Public Holidays',
		parameters: of('sharedTimeframe', 'addPublicHolidays', {
			'timeframe-name': 'Closed',
			country: byId('US'),
			filters: { years: [2027, 2028] },
		}),
	},
	{
		title: 'Add Calendar Items',
		parameters: of('sharedTimeframe', 'addCalendarItems', {
			'timeframe-name': '={{ $json.timeframe }}',
			from: '={{ $json.start }}',
			to: '={{ $json.end }}',
		}),
		input: [
			{ timeframe: 'Trade Fair', start: '2027-03-01T09:00:00', end: '2027-03-01T17:00:00' },
			{ timeframe: 'Trade Fair', start: '2027-03-02T00:00:00', end: '2027-03-03T00:00:00' },
			{ timeframe: 'Stocktaking', start: '2027-01-02T06:00:00', end: '2027-01-02T12:00:00' },
		].map((json) => ({ json })),
	},
	{
		title: 'Route by Timeframe',
		parameters: of('phoneNumber', 'routeByTimeframe', {
			phonenumber: byId('12025550101'),
			user: byId('105'),
			timeframeRoutes: {
				values: [
					{ 'time-frame': byId('Business Hours'), forwardTo: '4000' },
					{ 'time-frame': byId('Holidays'), forwardTo: '12025550188' },
				],
			},
			forwardTo: '101',
		}),
	},
];
