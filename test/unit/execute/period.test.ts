/** Which dates the name of a period puts into a query. */
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Asked } from '../../../nodes/NetSapiens/execute/operation';
import {
	isPeriodDate,
	putPeriod,
	readPeriodWord,
	type ChosenPeriod,
} from '../../../nodes/NetSapiens/execute/period';
import type { NamedPeriod } from '../../../nodes/NetSapiens/period';
import { field, formOf } from './form';

/** A Wednesday afternoon in Rome. */
const NOW = Date.parse('2026-11-25T13:30:15.500Z');

beforeAll(() => (Settings.now = () => NOW));
afterAll(() => (Settings.now = () => Date.now()));

const asked: Asked = { parameters: [], period: true };
const word = (parameters: IDataObject, operation = asked) =>
	readPeriodWord(formOf(parameters), operation, 0);

test('a name is a period; dates of its own are none', () => {
	expect(word({ period: 'yesterday' })).toBe('yesterday');
	expect(word({ period: 'custom' })).toBeUndefined();
	expect(word({})).toBeUndefined();
	expect(word({ period: 'yesterday' }, { parameters: [] })).toBeUndefined();
	expect(() => word({ period: 'soon' })).toThrow(
		/"Period" takes one of .*"custom", but got "soon"/,
	);
});

test('it stands for both dates and for no other field', () => {
	const names = ['datetime-start', 'datetime-end', 'datetime', 'start'];
	expect(names.filter((name) => isPeriodDate(field(name)))).toEqual(names.slice(0, 2));
});

function dates(
	period: NamedPeriod,
	form: IDataObject = {},
	query: IDataObject = {},
	zone?: string,
) {
	const values: { query: IDataObject; period?: ChosenPeriod } = { query: { ...query } };
	putPeriod(formOf(form, {}, zone ?? 'Europe/Rome'), values, period, 0);
	expect(values.period?.word).toBe(period);
	const { 'datetime-start': from, 'datetime-end': to, ...others } = values.query;
	expect(others).toEqual(query);
	return [from, to];
}

test.each<[NamedPeriod, IDataObject, IDataObject, string, string]>([
	['yesterday', {}, {}, '2026-11-23T23:00:00Z', '2026-11-24T22:59:59Z'],
	['today', {}, {}, '2026-11-24T23:00:00Z', '2026-11-25T13:30:14Z'],
	['thisWeek', {}, {}, '2026-11-22T23:00:00Z', '2026-11-25T13:30:14Z'],
	[
		'thisWeek',
		{},
		{ reportOptions: { weekStart: 'sunday' } },
		'2026-11-21T23:00:00Z',
		'2026-11-25T13:30:14Z',
	],
	[
		'lastWeek',
		{},
		{ reportOptions: { weekStart: 'monday' } },
		'2026-11-15T23:00:00Z',
		'2026-11-22T22:59:59Z',
	],
	['lastDays', {}, {}, '2026-11-17T23:00:00Z', '2026-11-24T22:59:59Z'],
	['lastDays', { periodDays: '1' }, {}, '2026-11-23T23:00:00Z', '2026-11-24T22:59:59Z'],
	['yesterday', { periodDays: 0 }, {}, '2026-11-23T23:00:00Z', '2026-11-24T22:59:59Z'],
])('%s %j %j is from %s to %s, the last second with it', (period, form, query, from, to) => {
	expect(dates(period, form, query)).toEqual([from, to]);
});

test('days are those of the zone of the workflow', () => {
	expect(dates('yesterday', {}, {}, 'America/New_York')).toEqual([
		'2026-11-24T05:00:00Z',
		'2026-11-25T04:59:59Z',
	]);
});

test('a day that has just begun ends no earlier than it began', () => {
	Settings.now = () => Date.parse('2026-11-24T23:00:00.000Z');
	expect(dates('today')).toEqual(['2026-11-24T23:00:00Z', '2026-11-24T23:00:00Z']);
	Settings.now = () => NOW;
});

test.each([0, 'a few', 1.5])('%j is no number of days', (periodDays) => {
	expect(() => dates('lastDays', { periodDays })).toThrow('"Number of Days" takes a whole number');
});
