/** Queues, their agents and menus: what stands in tables and figures, beside what SQL has (sql.test.ts). */
import type { Call } from '../../../../nodes/NetSapiens/calls/call';
import { AgentActivity } from '../../../../nodes/NetSapiens/reports/calls/agentActivity';
import { AttendantMenu } from '../../../../nodes/NetSapiens/reports/calls/attendantMenu';
import { choicesOf } from '../../../../nodes/NetSapiens/reports/calls/menuChoices';
import { QueueService } from '../../../../nodes/NetSapiens/reports/calls/queueService';
import { visitsOf } from '../../../../nodes/NetSapiens/reports/calls/queueVisits';
import { answered, call, counted, frame, leg, part, shown } from '../../../support/countedCalls';

/** A queue's own leg, and one that rang an agent. */
const inQueue = (queue: string, start: number, end: number) =>
	leg({ called: queue, target: 'CallQueue', start, end });
const ringing = (agent: string, queue: string, start: number, more: object = {}) =>
	leg({
		...{ called: agent, target: `sip:${agent}@acme.example`, through: queue },
		...{ action: 'QueueSDispatch', start, end: start + 10, ...more },
	});
const taken = (start: number, talk: number, hold = 0) => ({
	...{ answer: start, talk, hold, end: start + talk + hold },
});

/** A call that an agent took after so many seconds. */
const takenBy = (agent: string, queue: string, wait: number, talk: number, others: string[] = []) =>
	answered({
		queue,
		participants: [part(agent, 'answered', talk)],
		legs: [
			inQueue(queue, 0, wait),
			...others.map((one) => ringing(one, queue, 1)),
			ringing(agent, queue, 2, taken(wait, talk, 5)),
		],
	});
const givenUp = (queue: string, wait: number, ...agents: string[]) =>
	call({
		queue,
		legs: [inQueue(queue, 0, wait), ...agents.map((one) => ringing(one, queue, 1, { end: wait }))],
	});

describe('queues', () => {
	const calls = [
		takenBy('101', '4000', 20, 60),
		takenBy('101', '4000', 21, 31),
		givenUp('4000', 50, '101'),
		givenUp('4001', 8),
		givenUp('4009', 8),
		givenUp('4009', 9),
	];
	const service = (within: number, filters = {}) =>
		counted(new QueueService(frame(), within, filters), ...calls);

	test('have a row each, those with most calls first, and one of all', () => {
		const [table] = service(20).tables();
		const { title, columns, compares, rows, total } = table!;
		expect([title, compares]).toEqual(['Call Queues', { by: ['queue'], figure: 'offered' }]);
		expect(shown(columns)).toEqual([
			...['queue "Queue" text', 'name "Name" text', 'offered "Offered" number bar'],
			...['answered "Answered" number', 'abandoned "Abandoned" number'],
			...['voicemail "Voicemail" number', 'callback "Callback" number'],
			...['forwarded "Forwarded" number', 'serviceLevelPercent "Answered within 20 s" percent'],
			'averageSpeedOfAnswerSeconds "Speed of Answer" seconds',
			'averageHandleSeconds "Handle Time" seconds',
			'longestWaitSeconds "Longest Wait" seconds',
		]);
		const none = { answered: 0, abandoned: 0, voicemail: 0, callback: 0, forwarded: 0 };
		const first = {
			...{ ...none, offered: 3, answered: 2, abandoned: 1, answeredInTime: 1 },
			...{ serviceLevelPercent: 33.3, averageSpeedOfAnswerSeconds: 21 },
			...{ averageHandleSeconds: 51, averageTimeToAbandonSeconds: 50, longestWaitSeconds: 50 },
		};
		expect(rows[0]).toEqual({ queue: '4000', name: 'Support', ...first });
		expect(rows.map(({ queue, offered }) => [queue, offered])).toEqual([
			['4000', 3],
			['4009', 2],
			['4001', 1],
		]);
		expect(rows[2]).toMatchObject({
			...{ name: '', serviceLevelPercent: 0, averageSpeedOfAnswerSeconds: null },
			...{ averageHandleSeconds: null, longestWaitSeconds: 8 },
		});
		expect(total).toEqual({
			...{ ...first, queue: 'All Queues', offered: 6, abandoned: 4, serviceLevelPercent: 16.7 },
			averageTimeToAbandonSeconds: 19,
		});
	});

	test('have figures above them', () => {
		expect(service(21).figures()).toEqual([
			{ label: 'Offered', value: 6, kind: 'number' },
			{ label: 'Answered', value: 2, kind: 'number' },
			{ label: 'Abandoned', value: 4, kind: 'number' },
			{ label: 'Answered within 21 s', value: 33.3, kind: 'percent' },
			{ label: 'Speed of Answer', value: 21, kind: 'seconds' },
			{ label: 'Handle Time', value: 51, kind: 'seconds' },
			{ label: 'Longest Wait', value: 50, kind: 'seconds' },
		]);
	});

	test('are one, where one is chosen', () => {
		const one = service(20, { queue: '4001' });
		expect(one.figures()[0]?.value).toBe(1);
		expect(one.tables()[0]!.rows.map(({ queue }) => queue)).toEqual(['4001']);
	});

	test('answer nothing in time where nobody knows how long it took', () => {
		const unknown = takenBy('101', '4000', 5, 60);
		for (const one of unknown.legs) Object.assign(one, { start: null });
		const [row] = counted(new QueueService(frame(), 20), unknown).tables()[0]!.rows;
		expect(row).toMatchObject({ answered: 1, answeredInTime: 0, longestWaitSeconds: null });
	});

	test('without calls have no service level', () => {
		const figures = new QueueService(frame(), 20).figures();
		expect(figures.map(({ value }) => value)).toEqual([0, 0, 0, null, null, null, null]);
	});
});

test.each<[string, Call['legs'], string]>([
	['a place for a call back', [leg({ called: '4000', target: 'CallBackQueue' })], 'callback'],
	[
		'a mailbox after it',
		[inQueue('4000', 0, 9), leg({ target: 'VMail', called: '4000', start: 9 })],
		'voicemail',
	],
	[
		'a mailbox in the same second',
		[inQueue('4000', 9, 9), leg({ target: 'VMail', called: '4000', start: 9 })],
		'voicemail',
	],
	[
		'a mailbox before it',
		[leg({ target: 'VMail', called: '101', start: 0 }), inQueue('4000', 5, 9)],
		'abandoned',
	],
	[
		'another phone',
		[inQueue('4000', 0, 9), leg({ called: '105', target: 'sip:105@acme.example', start: 9 })],
		'forwarded',
	],
	['another queue', [inQueue('4000', 0, 9), inQueue('4001', 9, 20)], 'forwarded'],
	['an agent who did not answer', [inQueue('4000', 0, 9), ringing('101', '4000', 3)], 'abandoned'],
])('a queue is left to %s', (_, legs, outcome) => {
	expect(visitsOf(call({ legs }))[0]).toMatchObject({ queue: '4000', outcome });
});

describe('agents', () => {
	const calls = [
		takenBy('101', '4000', 20, 60, ['102']),
		takenBy('101', '4001', 21, 31),
		givenUp('4000', 50, '101', '102'),
		answered({ participants: [part('101', 'answered', 7), part('102', 'caller', 9)] }),
		answered({ participants: [part('101', 'caller', null), part('105', 'answered', 9)] }),
		call({ participants: [part('101', 'missed')] }),
	];
	const agents = (filters = {}) => counted(new AgentActivity(frame(), filters), ...calls);

	test('have a row each, those with most offers first; who had none is none', () => {
		const { title, columns, compares, rows, total } = agents().tables()[0]!;
		expect([title, compares, total]).toEqual([
			'Agents',
			{ by: ['agent'], figure: 'offered' },
			undefined,
		]);
		expect(shown(columns)).toEqual([
			...['agent "Agent" text', 'name "Name" text', 'offered "Offered" number bar'],
			...['answered "Answered" number', 'takenByOthers "Taken by Others" number'],
			...['unanswered "Unanswered" number', 'answeredPercent "Answered Share" percent'],
			...['talkSeconds "Queue Talk Time" seconds', 'averageHandleSeconds "Handle Time" seconds'],
			...['answeredDirectly "Answered Directly" number', 'placed "Placed" number'],
			'otherTalkSeconds "Other Talk Time" seconds',
		]);
		expect(rows).toEqual([
			{
				...{ agent: '101', name: 'Ada Park', offered: 3, answered: 2, takenByOthers: 0 },
				...{ unanswered: 1, answeredPercent: 66.7, talkSeconds: 91, averageHandleSeconds: 51 },
				...{ answeredDirectly: 1, placed: 1, otherTalkSeconds: 7 },
			},
			{
				...{ agent: '102', name: 'Ben Ortiz', offered: 2, answered: 0, takenByOthers: 1 },
				...{ unanswered: 1, answeredPercent: 0, talkSeconds: 0, averageHandleSeconds: null },
				...{ answeredDirectly: 0, placed: 1, otherTalkSeconds: 9 },
			},
		]);
	});

	test('have figures above them', () => {
		expect(agents().figures()).toEqual([
			{ label: 'Agents', value: 2, kind: 'number' },
			{ label: 'Offered', value: 5, kind: 'number' },
			{ label: 'Answered', value: 2, kind: 'number' },
			{ label: 'Queue Talk Time', value: 91, kind: 'seconds' },
		]);
	});

	test('are those that are chosen', () => {
		const offers = (filters: object) =>
			agents(filters)
				.tables()[0]!
				.rows.map(({ agent, offered }) => [agent, offered].join(' '));
		expect(offers({ queue: '4001' })).toEqual(['101 1']);
		expect(offers({ isWanted: (one: string) => one === '102' })).toEqual(['102 2']);
		expect(offers({ queue: '4009' })).toEqual([]);
	});
});

describe('menus', () => {
	const menu = (key: string, more: object = {}) =>
		leg({ called: '9000', target: 'Prompt_900001', reason: `DTMF ${key} entered`, ...more });
	const to = (extension: string) =>
		leg({ called: extension, target: `sip:${extension}@acme.example` });
	const calls = [
		answered({ legs: [menu('1'), to('101')] }),
		call({ legs: [menu('1'), to('102')] }),
		answered({ legs: [menu('1'), to('102')] }),
		call({ missed: false, legs: [menu('', { reason: 'Orig: Bye' })] }),
		call({ missed: false, legs: [menu('', { reason: 'No digits entered' }), to('101')] }),
		call({ missed: false, legs: [menu('103'), to('103')] }),
		call({
			missed: false,
			legs: [menu('', { called: '9001', target: 'SpeechCommand' }), to('101')],
		}),
	];
	const menus = counted(new AttendantMenu(frame()), ...calls);

	test('have a row for each key', () => {
		const { title, columns, rows, compares } = menus.tables()[0]!;
		expect(title).toBe('Keys Pressed');
		expect(compares).toEqual({ by: ['attendant', 'menu', 'key'], figure: 'calls' });
		expect(shown(columns)).toEqual([
			...['attendant "Attendant" text', 'name "Name" text', 'menu "Menu" text', 'key "Key" text'],
			...['calls "Calls" number bar', 'sharePercent "Share" percent', 'leadsTo "Leads To" text'],
			...['leadsToName "Leads To Name" text', 'answered "Answered" number'],
			'missed "Missed" number',
		]);
		const main = { attendant: '9000', name: 'Main Menu', menu: '900001', answered: 0, missed: 0 };
		const ada = { leadsTo: '101', leadsToName: 'Ada Park' };
		const one = { calls: 1, sharePercent: 16.7 };
		expect(rows).toEqual([
			{
				...{ ...main, key: '1', calls: 3, sharePercent: 50, answered: 2, missed: 1 },
				...{ leadsTo: '102', leadsToName: 'Ben Ortiz' },
			},
			{ ...main, key: 'Extension', ...one, leadsTo: '103', leadsToName: '' },
			{ ...main, key: 'Hung Up', ...one, leadsTo: '', leadsToName: '' },
			{ ...main, key: 'No Key', ...one, ...ada },
			{
				...{ attendant: '9001', name: '', menu: '', key: 'Other', ...ada, answered: 0, missed: 0 },
				...{ calls: 1, sharePercent: 100 },
			},
		]);
	});

	test('have figures above them', () => {
		expect(menus.figures()).toEqual([
			{ label: 'Menus Heard', value: 7, kind: 'number' },
			{ label: 'Hung Up in a Menu', value: 1, kind: 'number' },
			{ label: 'Hung Up Share', value: 14.3, kind: 'percent' },
		]);
		expect(new AttendantMenu(frame()).figures().at(-1)?.value).toBeNull();
	});

	test('are known by the way of the next leg where they have none of their own', () => {
		const way = (route: string) => choicesOf(call({ legs: [leg({ called: '101', route })] }));
		const choice = { attendant: '', leadsTo: '101' };
		expect(way('Prompt_900001.Case_2')).toEqual([{ ...choice, menu: '900001', key: '2' }]);
		expect(way('Prompt_900001.Case_103')).toEqual([
			{ ...choice, menu: '900001', key: 'extension' },
		]);
		expect([way('Prompt_900001'), way('')]).toEqual([[], []]);
		const silent = call({
			legs: [menu('', { reason: '' }), leg({ called: '101', route: 'Prompt_900001.Case_7' })],
		});
		expect(choicesOf(silent)).toMatchObject([{ key: '7', leadsTo: '101', attendant: '9000' }]);
	});
});
