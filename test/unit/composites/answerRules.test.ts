import type { IDataObject } from 'n8n-workflow';
import {
	forwardCalls,
	setDoNotDisturb,
} from '../../../nodes/NetSapiens/composites/answerRules/forwardCalls';
import { routeByTimeframe } from '../../../nodes/NetSapiens/composites/answerRules/routeByTimeframe';
import {
	endVacation,
	setVacation,
} from '../../../nodes/NetSapiens/composites/answerRules/vacation';
import type { Composite } from '../../../nodes/NetSapiens/execute/call';
import { MemoryServer } from '../../support/memoryServer';

const USER = '/domains/acme/users/101';
const RULES = `${USER}/answerrules`;
const TIMEFRAMES = `${USER}/timeframes`;
const NUMBERS = '/domains/acme/phonenumbers';

const forwarding = (...parameters: string[]) => ({ enabled: 'yes', parameters });
const rule = (name: string, more: IDataObject = {}) => ({
	'time-frame': name,
	enabled: 'yes',
	...more,
});

/** What came of a run, and what was sent. A second run of the same must find nothing to do. */
async function run(composite: Composite, server: MemoryServer, query: IDataObject) {
	const asked = { resource: 'user', operation: 'forwardCalls' };
	const go = async () => {
		const [call] = server.calls([{ ...asked, query: { domain: 'acme', user: '101', ...query } }]);
		return (await composite(call!))[0]!.json;
	};
	const { result } = await go();
	const sent = server.writes.map((write, at) => [write, server.bodies[at]]);
	if (!query.dryRun) {
		expect((await go()).result).toBe('unchanged');
		expect(server.writes).toHaveLength(sent.length);
	}
	return { result, sent };
}

/** The error that a run ends with; nothing may have been changed. */
async function refusal(composite: Composite, server: MemoryServer, query: IDataObject) {
	const words = await run(composite, server, query).then(
		() => 'none',
		({ message }: Error) => message,
	);
	expect(server.writes).toEqual([]);
	return words;
}

describe('Forward Calls', () => {
	const server = () =>
		new MemoryServer({
			[RULES]: [
				rule('*', { 'forward-always': { enabled: 'no', parameters: ['102'] } }),
				rule('Nights', { 'is-active': 'yes', 'forward-on-busy': forwarding('103') }),
			],
		});

	test.each<[string, IDataObject, Array<[string, IDataObject]>]>([
		[
			'all rules, always',
			{ forwardTo: ' 12025550101 ' },
			[
				[`PUT ${RULES}/*`, { 'forward-always': forwarding('12025550101') }],
				[`PUT ${RULES}/Nights`, { 'forward-always': forwarding('12025550101') }],
			],
		],
		[
			'the default rule, to where it went before',
			{ answerRules: 'default' },
			[[`PUT ${RULES}/*`, { 'forward-always': forwarding('102') }]],
		],
		[
			'the active rule, in two cases',
			{
				answerRules: 'active',
				forwardWhen: 'forward-on-busy, forward-no-answer',
				forwardTo: '104',
			},
			[
				[
					`PUT ${RULES}/Nights`,
					{ 'forward-on-busy': forwarding('104'), 'forward-no-answer': forwarding('104') },
				],
			],
		],
		[
			'off, and the destination stays',
			{ answerRules: 'active', forwardWhen: 'forward-on-busy', turnOn: false },
			[[`PUT ${RULES}/Nights`, { 'forward-on-busy': { enabled: 'no', parameters: ['103'] } }]],
		],
	])('%s', async (_, query, sent) => {
		expect(await run(forwardCalls, server(), query)).toEqual({ result: 'updated', sent });
	});

	test('what is as wanted is left alone, and a dry run changes nothing', async () => {
		const off = { answerRules: 'default', turnOn: false };
		expect(await run(forwardCalls, server(), off)).toEqual({ result: 'unchanged', sent: [] });
		const dry = { forwardTo: '104', dryRun: true };
		expect(await run(forwardCalls, server(), dry)).toEqual({ result: 'updated', sent: [] });
	});

	test.each<[IDataObject, string]>([
		[{ answerRules: 'active' }, 'answer rule Nights has no destination from before'],
		[{ forwardWhen: 'forward-sometimes' }, 'but got "forward-sometimes"'],
		[{ forwardWhen: ' , ' }, '"When" takes one or several of forward-always, '],
		[{ answerRules: 'some', forwardTo: '104' }, '"Answer Rules"'],
	])('%j is refused', async (query, words) => {
		expect(await refusal(forwardCalls, server(), query)).toContain(words);
	});

	test.each<[IDataObject[], IDataObject, string]>([
		[[], {}, 'User 101 has no answer rules. Create one first, for the timeframe *.'],
		[[], { answerRules: 'active' }, 'User 101 has no answer rules.'],
		[[rule('*')], { answerRules: 'active' }, 'User 101 has no active answer rule.'],
		[[rule('Nights')], { answerRules: 'default' }, 'User 101 has no default answer rule.'],
	])('with the rules %j, %j is refused', async (rules, query, words) => {
		const none = new MemoryServer({ [RULES]: rules });
		expect(await refusal(forwardCalls, none, query)).toContain(words);
	});
});

test.each([
	[true, 'yes'],
	[false, 'no'],
])('Do Not Disturb, turned on: %s', async (turnOn, enabled) => {
	const opposite = { 'do-not-disturb': { enabled: turnOn ? 'no' : 'yes' } };
	const server = new MemoryServer({ [RULES]: [rule('*', opposite)] });
	expect(await run(setDoNotDisturb, server, { turnOn })).toEqual({
		result: 'updated',
		sent: [[`PUT ${RULES}/*`, { 'do-not-disturb': { enabled } }]],
	});
});

describe('Route by Timeframe', () => {
	const NUMBER = `${NUMBERS}/12025550101`;
	const always = (to: string) => ({ 'forward-always': forwarding(to) });
	const number = (more: IDataObject = {}) => ({
		...{ phonenumber: '12025550101', 'dial-rule-application': 'to-user' },
		...{ 'dial-rule-translation-destination-user': '101', ...more },
	});
	const server = (rules: IDataObject[], record = number()) =>
		new MemoryServer({ [RULES]: rules, [NUMBERS]: [record] });
	const route = (...rows: Array<[string, string]>): IDataObject => ({
		phonenumber: '12025550101',
		forwardTo: '9',
		timeframeRoutes: rows.map(([name, forwardTo]) => ({ 'time-frame': name, forwardTo })),
	});
	const fallback = rule('*', { order: 9, ...always('9') });

	test('makes rules that are missing, changes others, and routes the number to them', async () => {
		const at = server(
			// A new rule of this server has no place.
			[fallback, rule('Nights', { order: -1, ...always('102') })],
			number({
				'dial-rule-application': 'to-voicemail',
				'dial-rule-translation-destination-user': '7',
			}),
		);
		expect(await run(routeByTimeframe, at, route(['Nights', '104'], ['Days', ' 105 ']))).toEqual({
			result: 'updated',
			sent: [
				[`PUT ${RULES}/Nights`, always('104')],
				[`POST ${RULES}`, rule('Days', { ...always('105'), synchronous: 'yes' })],
				[
					`PUT ${NUMBER}`,
					{ 'dial-rule-application': 'to-user', 'dial-rule-translation-destination-user': '101' },
				],
			],
		});
	});

	test('leaves a number alone that goes to the user in another way', async () => {
		const residential = number({ 'dial-rule-application': 'to-user-residential' });
		const at = server([fallback, rule('Nights', { order: 1, ...always('104') })], residential);
		const { result } = await run(routeByTimeframe, at, route(['Nights', '104']));
		expect(result).toBe('unchanged');
	});

	test('puts rules in the order of the rows, others behind them and the default one last', async () => {
		const at = server([
			fallback,
			...['Nights', 'Other', 'Late', 'Days'].map((name, order) =>
				rule(name, { order, ...always('1') }),
			),
		]);
		const asked = route(['Nights', '1'], ['Days', '1'], ['Late', '1']);
		const [call] = at.calls([
			{
				...{ resource: 'user', operation: 'forwardCalls' },
				query: { domain: 'acme', user: '101', ...asked },
			},
		]);
		await routeByTimeframe(call!);
		expect(at.writes).toEqual([`PUT ${RULES}/reorder`]);
		expect(at.bodies).toEqual([
			['Nights', 'Days', 'Late', 'Other', '*'].map((name) => ({ 'time-frame': name })),
		]);
	});

	test.each<[IDataObject, string]>([
		[route(['Nights', '']), 'Row 1 of Routes needs a timeframe and a destination.'],
		[route(['Nights', '1'], ['', '2']), 'Row 2 of Routes'],
		[route(['Nights', '1'], ['Nights', '2']), 'Timeframe "Nights" is in two rows.'],
		[
			{ ...route(['Nights', '1']), phonenumber: '7' },
			'The number 7 is not in acme. Add it to the domain first.',
		],
	])('%j is refused', async (query, words) => {
		expect(await refusal(routeByTimeframe, server([fallback]), query)).toContain(words);
	});

	test('an extension without rules cannot route', async () => {
		const words = await refusal(routeByTimeframe, server([]), route(['Nights', '1']));
		expect(words).toContain('The extension 101 has no answer rules.');
	});
});

describe('a vacation', () => {
	const dates = { from: '2027-07-01T04:00:00Z', to: '2027-07-16T04:00:00Z', forwardTo: ' 102 ' };
	const entry = (begin: string, end: string, endTime = '2359', beginTime = '0000') => ({
		'timeframe-specific-dates-begin-date': begin,
		'timeframe-specific-dates-begin-time': beginTime,
		'timeframe-specific-dates-end-date': end,
		'timeframe-specific-dates-end-time': endTime,
		'timeframe-recurrence-type': 'doesNotRecur',
	});
	const DATES = 'timeframe-specific-dates-array';
	const inRule = rule('Vacation', { 'forward-always': forwarding('102') });
	const server = (zone?: string, more: IDataObject = {}) =>
		new MemoryServer({
			'/domains/acme/users': [{ user: '101', ...(zone && { 'time-zone': zone }) }],
			[RULES]: [rule('*')],
			...(more as Record<string, IDataObject[]>),
		});
	const timeframe = (more: IDataObject) => ({
		[TIMEFRAMES]: [{ 'timeframe-id': 't1', 'timeframe-name': 'Vacation', ...more }],
	});

	test.each([
		['the user is', 'America/New_York', entry('20270701', '20270715')],
		[
			'the user is, elsewhere',
			'America/Los_Angeles',
			entry('20270630', '20270715', '2100', '2100'),
		],
		['the workflow is, where the user has no zone', undefined, entry('20270701', '20270715')],
		['the workflow is, where the zone is none', 'Mars/Base', entry('20270701', '20270715')],
	])('is set in the time of where %s', async (_, zone, wanted) => {
		const { result, sent } = await run(setVacation, server(zone), dates);
		expect(result).toBe('updated');
		expect(sent).toMatchObject([
			[`POST ${TIMEFRAMES}`, { 'timeframe-name': 'Vacation', [DATES]: [wanted] }],
			[`POST ${RULES}`, { ...inRule, 'new-position': 'top' }],
		]);
	});

	test('gets other dates, and keeps its rule', async () => {
		const old = timeframe({ 'timeframe-type': 'specific-dates', [DATES]: [entry('1', '2')] });
		const at = server('America/New_York', { ...old, [RULES]: [rule('*'), inRule] });
		expect(await run(setVacation, at, dates)).toMatchObject({
			result: 'updated',
			sent: [[`PUT ${TIMEFRAMES}/t1`, { [DATES]: [entry('20270701', '20270715')] }]],
		});
	});

	test('ends with its rule and its timeframe', async () => {
		const at = server('', { ...timeframe({}), [RULES]: [rule('*'), inRule] });
		expect(await run(endVacation, at, {})).toMatchObject({
			result: 'deleted',
			sent: [[`DELETE ${RULES}/Vacation`], [`DELETE ${TIMEFRAMES}/t1`]],
		});
		expect(at.lists[RULES]).toEqual([rule('*')]);
	});

	test.each<[IDataObject, string]>([
		[{ ...dates, to: dates.from }, '"To" has to be later than "From".'],
		[{ ...dates, from: '' }, '"To" has to be later than "From".'],
		[{ ...dates, user: '109' }, 'There is no user 109 in acme.'],
	])('%j is refused', async (query, words) => {
		expect(await refusal(setVacation, server(), query)).toContain(words);
	});

	test('does not take a timeframe that would never end', async () => {
		const at = server('', timeframe({ 'timeframe-type': 'always' }));
		expect(await refusal(setVacation, at, dates)).toContain('timeframe Vacation of type always');
	});
});
