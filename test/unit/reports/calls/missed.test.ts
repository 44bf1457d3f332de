/** Missed calls: what stands in tables and figures, and which other calls belong to them. */
import type { Call } from '../../../../nodes/NetSapiens/calls/call';
import { MissedCalls } from '../../../../nodes/NetSapiens/reports/calls/missedCalls';
import { Returns, callerKey } from '../../../../nodes/NetSapiens/reports/calls/returns';
import {
	answered,
	call,
	counted,
	frame,
	leg,
	shown,
	wednesday,
} from '../../../support/countedCalls';

const HOUR = 3600;
const start = wednesday('09:30');
const from = (number: string, user = '', name = '') => ({ number, user, name });

const missed = (id: string, number: string, more: Partial<Call> = {}) =>
	call({ id, from: from(number), missedFor: ['101'], ...more });
const outbound = (dialed: string, after: number, more: Partial<Call> = {}) =>
	answered({ direction: 'outbound', dialed, start: start + after, from: from('', '101'), ...more });

const calls = [
	missed('back', '12025550101', {
		from: from('12025550101', '', 'Nora'),
		missedFor: ['101', '4000'],
	}),
	missed('back2', '12025550105', { start: start + 10 }),
	missed('tried', '12025550102', { missedFor: ['4000'], start: start + 20 }),
	missed('again', '12025550103', { start: start + 30, wait: null }),
	missed('open', '12025550104', { start: start + 40, outcome: 'voicemail', from: from('', '102') }),
	missed('unknown', '', { start: null }),
	outbound('2025550101', 60),
	outbound('12025550105', 110),
	outbound('12025550102', 70, { answered: false, outcome: 'unanswered' }),
	answered({ from: from('12025550103'), start: start + 90, answeredBy: ['102', '101'] }),
];

const report = (filters = {}) => counted(new MissedCalls(frame(), HOUR, filters), ...calls);

test('each has a row, the newest first, with what became of it', () => {
	const [table] = report().tables();
	const { title, columns, rows, compares } = table!;
	expect([title, compares]).toEqual(['Missed Calls', undefined]);
	expect(shown(columns)).toEqual([
		...['time "Time" dateTime', 'number "Caller" text', 'name "Name" text'],
		...['missedFor "Missed By" text', 'missedForName "Missed By Name" text'],
		...['outcome "Outcome" text', 'waitSeconds "Wait" seconds', 'status "Returned" text'],
		...['returnedBy "Returned By" text', 'returnedAt "Returned At" dateTime'],
	]);
	const time = (clock: string) => `2026-11-25T${clock}-05:00`;
	const common = { dialed: '12025550100', missedFor: ['101'], missedForName: ['Ada Park'] };
	expect(rows).toEqual([
		{
			...{ ...common, callId: 'open', time: time('09:30:40'), number: '102', name: 'Ben Ortiz' },
			...{ outcome: 'voicemail', waitSeconds: 8, returned: false, status: 'Not returned' },
			...{ returnedBy: null, returnedAt: null },
		},
		{
			...{ ...common, callId: 'again', time: time('09:30:30'), number: '12025550103', name: '' },
			...{ outcome: 'missed', waitSeconds: null, returned: true, status: 'Caller called again' },
			...{ returnedBy: '102', returnedAt: time('09:31:30') },
		},
		{
			...{ ...common, callId: 'tried', time: time('09:30:20'), number: '12025550102', name: '' },
			...{ outcome: 'missed', waitSeconds: 8, returned: false, status: 'Tried' },
			...{ returnedBy: '101', returnedAt: time('09:31:10') },
			...{ missedFor: ['4000'], missedForName: ['Support'] },
		},
		expect.objectContaining({ callId: 'back2', returnedAt: time('09:31:50'), returned: true }),
		{
			...{ ...common, callId: 'back', time: time('09:30:00'), number: '12025550101', name: 'Nora' },
			...{ outcome: 'missed', waitSeconds: 8, returned: true, status: 'Called back' },
			...{ returnedBy: '101', returnedAt: time('09:31:00') },
			...{ missedFor: ['101', '4000'], missedForName: ['Ada Park', 'Support'] },
		},
	]);
});

test('each who missed one has a row', () => {
	const { title, columns, rows, compares } = report().tables()[1]!;
	expect([title, compares]).toEqual(['By User or Queue', { by: ['extension'], figure: 'missed' }]);
	expect(shown(columns)).toEqual([
		...['extension "Extension" text', 'name "Name" text', 'missed "Missed" number bar'],
		'open "Not Returned" number',
	]);
	expect(rows).toEqual([
		{ extension: '101', name: 'Ada Park', missed: 4, open: 1 },
		{ extension: '4000', name: 'Support', missed: 2, open: 1 },
	]);
});

test('figures stand above them', () => {
	expect(report().figures()).toEqual([
		{ label: 'Missed', value: 5, kind: 'number' },
		{ label: 'Called Back', value: 2, kind: 'number' },
		{ label: 'Caller Called Again', value: 1, kind: 'number' },
		{ label: 'Tried to Call Back', value: 1, kind: 'number' },
		{ label: 'Not Returned', value: 1, kind: 'number' },
		// 60 and 100 seconds.
		{ label: 'Average Time to Call Back', value: 80, kind: 'seconds' },
	]);
});

test.each<[object, string[], string[]]>([
	[{ queue: '4000' }, ['tried', 'back'], ['4000']],
	[{ isWanted: (one: string) => one === '4000' }, ['tried', 'back'], ['4000']],
	[{ queue: '4000', isWanted: (one: string) => one === '101' }, ['back'], []],
	[{ queue: '4009' }, [], []],
])('%j: those that are chosen', (filters, ids, extensions) => {
	const [rows, by] = report(filters).tables();
	expect(rows!.rows.map(({ callId }) => callId)).toEqual(ids);
	expect(by!.rows.map(({ extension }) => extension)).toEqual(extensions);
});

describe('what belongs to a missed call', () => {
	const lost = missed('lost', '12025550101');
	const of = (...later: Call[]) => {
		const returns = new Returns(HOUR);
		for (const one of later) returns.see(one);
		return returns.of(callerKey(lost), start);
	};
	const NOTHING = { status: 'open', by: null, at: null };

	test.each<[string, Call, string]>([
		['a call at the same time', outbound('12025550101', 0), 'open'],
		['a call before it', outbound('12025550101', -1), 'open'],
		['a call right after it', outbound('12025550101', 1), 'calledBack'],
		['a call at the end of the time', outbound('12025550101', HOUR), 'calledBack'],
		['a call after that', outbound('12025550101', HOUR + 1), 'open'],
		['with a prefix', outbound('9+1 (202) 555-0101', 1), 'calledBack'],
		['to another number', outbound('12025550102', 1), 'open'],
		['to nobody', outbound('', 1), 'open'],
		[
			'by click-to-call',
			outbound('', 1, {
				legs: [
					leg({ called: '101', target: 'sip:101@acme.example' }),
					leg({ target: 'sip:12025550101@gateway.example' }),
				],
			}),
			'calledBack',
		],
		['that does not say when', outbound('12025550101', 1, { start: null }), 'open'],
		['by the caller, unanswered', call({ from: from('12025550101'), start: start + 1 }), 'open'],
		[
			'by the caller, outbound',
			answered({
				from: from('12025550101'),
				start: start + 1,
				direction: 'outbound',
				dialed: '1303',
			}),
			'open',
		],
	])('%s', (_, later, status) => {
		expect(of(later).status).toBe(status);
	});

	test('is the first that reached them, else the first try', () => {
		const tries = [30, 10, 20].map((after) => outbound('12025550101', after, { answered: false }));
		expect(of(...tries)).toEqual({ status: 'tried', by: '101', at: start + 10 });
		const reached = [60, 50].map((after) => outbound('12025550101', after));
		expect(of(...tries, ...reached)).toEqual({ status: 'calledBack', by: '101', at: start + 50 });
		expect(of()).toEqual(NOTHING);
	});

	test('is a call between extensions, where one had called', () => {
		const inside = missed('inside', '', { from: from('', '102') });
		const returns = new Returns(HOUR);
		const phone = leg({ called: '102', target: 'sip:102@acme.example' });
		const machine = leg({ called: '102', target: 'VMail' });
		const internal = (...legs: Call['legs']) =>
			answered({ direction: 'internal', start: start + 5, from: from('', '101'), legs });
		returns.see(internal());
		returns.see(internal(machine));
		returns.see({ ...internal(phone), direction: 'inbound' });
		expect(returns.of(callerKey(inside), start)).toEqual(NOTHING);
		returns.see(internal(machine, phone));
		expect(returns.of(callerKey(inside), start)).toMatchObject({ status: 'calledBack', by: '101' });
	});

	test('is nothing where nobody knows who called', () => {
		const returns = new Returns(HOUR);
		returns.see(answered({ from: from(''), start: start + 1 }));
		returns.see(outbound('', 1));
		expect(returns.of(callerKey(call({ from: from('anonymous') })), start)).toEqual(NOTHING);
	});
});
