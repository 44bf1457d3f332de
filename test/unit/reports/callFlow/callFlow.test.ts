/** Call flows: what calls reach, in which case, and where they end badly. */
import fc, { anyText } from '../../../support/fastCheck';
import type { IDataObject } from 'n8n-workflow';
import { follow, type World } from '../../../../nodes/NetSapiens/reports/callFlow/follow';
import { mermaidOf } from '../../../../nodes/NetSapiens/reports/callFlow/mermaid';
import { outlineOf } from '../../../../nodes/NetSapiens/reports/callFlow/outline';
import { callFlowReport } from '../../../../nodes/NetSapiens/reports/callFlow/report';
import { ruleOf } from '../../../../nodes/NetSapiens/reports/callFlow/rules';
import { svgOf } from '../../../../nodes/NetSapiens/reports/callFlow/svg';
import {
	targetOfApplication,
	targetOfRule,
} from '../../../../nodes/NetSapiens/reports/callFlow/targets';
import {
	agentOf,
	attendantOf,
	numberOf,
	queueOf,
	userOf,
} from '../../../../nodes/NetSapiens/reports/inventory/records';

const person = (user: string, first: string, more: IDataObject = {}) =>
	userOf({ user, 'name-first-name': first, 'voicemail-enabled': 'yes', ...more });

const rule = (more: IDataObject = {}) => ({
	'time-frame': '*',
	enabled: 'yes',
	order: 99,
	'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>'] },
	...more,
});

const on = (...parameters: Array<string | number>) => ({ enabled: 'yes', parameters });

/** A domain with people, a queue and an attendant, and the answer rules given. */
function worldOf(rules: Record<string, IDataObject[]>, menu: IDataObject = {}): World {
	return {
		users: [
			person('101', 'Ada'),
			person('102', 'Ben', { 'voicemail-enabled': 'no' }),
			person('4000', 'Sales', { 'service-code': 'system-queue' }),
			person('9000', 'Main', { 'service-code': 'system-aa' }),
		],
		queues: [queueOf({ callqueue: 4000, description: 'Sales' }), queueOf({ callqueue: 4001 })],
		agents: [
			agentOf({
				callqueue: 4000,
				'callqueue-agent-id': '101@acme.example',
				'name-full-name': 'Ada',
			}),
		],
		attendants: [attendantOf({ user: 9000, 'attendant-name': 'Main', 'starting-prompt': 101 })],
		rulesOf: async (user) => (rules[user] ?? [rule()]).map(ruleOf),
		menuOf: async () => menu,
	};
}

const to = (application: string, user: string) =>
	numberOf({
		phonenumber: 12025550100,
		'dial-rule-application': application,
		'dial-rule-translation-destination-user': user,
	});

/** The rows as one text each. */
async function told(number: ReturnType<typeof to>, world: World): Promise<string[]> {
	const { tables } = callFlowReport(await follow(number, world), 'x', []);
	return tables[0]!.rows.map(({ step, when, goesTo, problem }) =>
		[step, when && `[${String(when)}]`, goesTo, problem && `!${String(problem)}`]
			.filter(Boolean)
			.join(' '),
	);
}

it('follows a number to a person, their phones and their mailbox', async () => {
	expect(await told(to('to-user', '101'), worldOf({}))).toEqual([
		'1 12025550100',
		'1.1 101 Ada',
		'1.1.1 [rings] Devices of 101 Ada',
		'1.1.2 [no answer] Voicemail of 101 Ada',
	]);
});

it('tells hours, forwards and delays', async () => {
	const rules = [
		rule({ 'forward-always': on('vmail_101') }),
		rule({
			'time-frame': 'Business Hours',
			order: 0,
			'simultaneous-ring': on('<OwnDevices>', '102;delay=15', 'confirm_12025550177'),
			'forward-on-busy': on(4000),
			'forward-no-answer': on(9100, '(Front', 'Desk)'),
		}),
		rule({ 'time-frame': 'Off', enabled: 'no', order: 1, 'forward-always': on('101') }),
	];
	const world = worldOf({ 101: rules });
	expect((await told(to('to-user', '101'), world)).slice(1)).toEqual([
		'1.1 101 Ada',
		'1.1.1 [Business Hours: rings] Devices of 101 Ada',
		'1.1.2 [Business Hours: rings, after 15 s] 102 Ben',
		'1.1.2.1 [rings] Devices of 102 Ben',
		'1.1.3 [Business Hours: rings, accepted by a key] 12025550177',
		'1.1.4 [Business Hours: no answer] 9100 !Nothing has this extension',
		'1.1.5 [Business Hours: busy] 4000 Sales',
		'1.1.5.1 [an agent is free] 101 Ada',
		'1.1.6 [otherwise] Voicemail of 101 Ada',
	]);
});

describe('the way that calls take at this time', () => {
	const rules = (active: string | boolean) => [
		rule({ 'is-active': 'no', 'forward-always': on('vmail_101') }),
		rule({ 'time-frame': 'Business Hours', order: 0, 'is-active': active }),
	];
	const flowOf = async (active: string | boolean) =>
		await follow(to('to-user', '101'), worldOf({ 101: rules(active) }));
	const now = async (active: string | boolean) =>
		callFlowReport(await flowOf(active), 'x', []).tables[0]!.rows.map((row) => row.now);

	it.each(['yes', true])(
		'is that of the rule that the server calls active (%j)',
		async (active) => {
			expect(await now(active)).toEqual([null, null, true, true, false]);
		},
	);

	it('is not told where the server calls none active', async () => {
		expect(await now('no')).toEqual([null, null, null, null, null]);
	});

	it('is a thick line', async () => {
		const flow = await flowOf('yes');
		expect(mermaidOf(flow)).toMatch(/==>\|"Business Hours: rings"\|/);
		expect(mermaidOf(flow)).toMatch(/-->\|"otherwise"\|/);
		const now = [...svgOf(outlineOf(flow), '').matchAll(/<g class="now">.*?<title>(.*?)</g)];
		expect(now.map(([, when]) => when)).toEqual([
			'Business Hours: rings',
			'Business Hours: no answer',
		]);
	});
});

it('tells do not disturb', async () => {
	const rules = [rule({ 'do-not-disturb': { enabled: 'yes' } })];
	expect((await told(to('to-user', '101'), worldOf({ 101: rules })))[2]).toBe(
		'1.1.1 [do not disturb] Voicemail of 101 Ada',
	);
});

it('follows queues and their overflow, and says when nobody is there', async () => {
	const rules = { 4000: [rule({ 'forward-no-answer': on('vmail_101') })] };
	expect((await told(to('to-callqueue', '4000'), worldOf(rules))).slice(1)).toEqual([
		'1.1 4000 Sales',
		'1.1.1 [an agent is free] 101 Ada',
		'1.1.2 [no answer] Voicemail of 101 Ada',
	]);
	expect((await told(to('to-callqueue', '4001'), worldOf({})))[1]).toBe(
		'1.1 4001 !No agents, and callers wait forever',
	);
});

it('follows menus with their levels, and finds circles', async () => {
	const menu = {
		'no-key-press': 'hangup',
		'option-1': { 'destination-application': 'to-callqueue', 'destination-user': 4000 },
		'option-2': {
			description: 'Other',
			'auto-attendant': {
				'option-9': { 'destination-application': 'to-user', 'destination-user': '9000' },
			},
		},
		'option-*': { 'destination-application': 'to-voicemail', 'destination-user': '555' },
	};
	expect((await told(to('to-user', '9000'), worldOf({}, menu))).slice(1)).toEqual([
		'1.1 9000 Main',
		'1.1.1 Menu 101',
		'1.1.1.1 [key 1] 4000 Sales',
		'1.1.1.1.1 [an agent is free] 101 Ada',
		'1.1.1.2 [key 2] Other',
		'1.1.1.2.1 [key 9] 9000 Main (see step 1.1) !Goes round in a circle: back to step 1.1',
		'1.1.1.3 [key *] Voicemail of 555 !The mailbox does not exist',
		'1.1.1.4 [no key] Hang up',
	]);
	expect((await told(to('to-user', '9000'), worldOf({})))[2]).toBe(
		'1.1.1 Menu 101 !No key leads anywhere',
	);
});

it('finds two people who forward to each other', async () => {
	const rules = {
		101: [rule({ 'forward-always': on('102') })],
		102: [rule({ 'forward-always': on('user_101') })],
	};
	expect((await told(to('to-user', '101'), worldOf(rules))).at(-1)).toBe(
		'1.1.1.1 101 Ada (see step 1.1) !Goes round in a circle: back to step 1.1',
	);
});

it.each([
	['available-number', '[*]', 'The number is not assigned'],
	['to-user', '999', undefined],
])('says that %s leads nowhere', async (application, user, problem) => {
	const rows = await told(to(application, user), worldOf({}));
	expect(rows.at(-1)).toContain(problem ?? '999 !Nothing has this extension');
});

it.each<[string, IDataObject, string]>([
	['turned off', { enabled: 'no' }, 'The number is turned off'],
	['without a treatment', { 'dial-rule-application': '' }, 'The number is not assigned'],
])('follows no number that is %s', async (_, more, problem) => {
	const record = { phonenumber: 1202, 'dial-rule-application': 'to-user' };
	const leads = { 'dial-rule-translation-destination-user': '101' };
	const number = numberOf({ ...record, ...leads, ...more });
	expect(await told(number, worldOf({}))).toEqual([`1 1202 !${problem}`]);
});

it.each<[string, string, string]>([
	['to-user', '2025550', '1.1 2025550'],
	['to-user', '202555', '1.1 202555 !Nothing has this extension'],
	['to-user', '', '1.1 Nowhere !Nothing has this extension'],
	['to-voicemail', '101', '1.1 Voicemail of 101 Ada'],
	['to-voicemail', '555', '1.1 Voicemail of 555 !The mailbox does not exist'],
	['to-connection', '', '1.1 The number that was dialed'],
	['to-connection', '1303', '1.1 1303'],
	['to-single-device', '101wp', '1.1 Device 101wp'],
	['hangup', '101', '1.1 Hang up'],
	[
		'spam-screening',
		'4001',
		'1.1 [after spam screening] 4001 !No agents, and callers wait forever',
	],
	['toggle-timeframe', 'x', '1.1 toggle-timeframe x'],
	['announce', '', '1.1 announce'],
])('%s %s leads to "%s"', async (application, user, row) => {
	expect((await told(to(application, user), worldOf({})))[1]).toBe(row);
});

it('says why it does not know how a person goes on', async () => {
	const unread = { ...worldOf({}), rulesOf: async () => await Promise.resolve(undefined) };
	expect((await told(to('to-user', '101'), unread))[1]).toBe(
		'1.1 101 Ada !The answer rules could not be read',
	);
	const none = ['no', false, '0'].map((enabled) => rule({ enabled }));
	expect((await told(to('to-user', '101'), worldOf({ 101: none })))[1]).toBe(
		'1.1 101 Ada !No answer rule applies',
	);
	// Queues and menus go on without.
	const queue = await told(to('to-callqueue', '4000'), unread);
	expect(queue.slice(1, 3)).toEqual(['1.1 4000 Sales', '1.1.1 [an agent is free] 101 Ada']);
	expect((await told(to('to-user', '9000'), unread)).slice(1)).toEqual([
		'1.1 9000 Main',
		'1.1.1 Menu 101 !No key leads anywhere',
	]);
});

it('tells what rules do in which case, in the order of people', async () => {
	const rules = [
		rule({
			'forward-on-spam-call': on('101'),
			'forward-when-unregistered': on('12025550177'),
			'forward-on-active': on('vmail_101'),
			'forward-on-busy': { enabled: 'no', parameters: ['4000'] },
			'forward-always': { enabled: 'yes', parameters: [] },
			'simultaneous-ring': { enabled: 'no', parameters: ['12025550178'] },
		}),
	];
	expect((await told(to('to-user', '102'), worldOf({ 102: rules }))).slice(1)).toEqual([
		'1.1 102 Ben',
		'1.1.1 [rings] Devices of 102 Ben',
		'1.1.2 [on a call] Voicemail of 101 Ada',
		'1.1.3 [phones offline] 12025550177',
		'1.1.4 [spam call] 101 Ada',
		'1.1.4.1 [rings] Devices of 101 Ada',
		'1.1.4.2 [no answer] Voicemail of 101 Ada (see step 1.1.2)',
	]);
});

it('sends who is not to be disturbed where the rule says', async () => {
	const dnd = { 'do-not-disturb': { enabled: 'yes' } };
	const of = async (user: string, more: IDataObject) =>
		(await told(to('to-user', user), worldOf({ [user]: [rule({ ...dnd, ...more })] }))).slice(2);
	expect(await of('101', { 'forward-on-dnd': on('4000') })).toEqual([
		...['1.1.1 [do not disturb] 4000 Sales', '1.1.1.1 [an agent is free] 101 Ada'],
	]);
	// Without a mailbox nothing is left.
	expect(await of('102', {})).toEqual([]);
});

it('tells that a queue without agents overflows, and which agents another has', async () => {
	const rules = { 4001: [rule({ 'forward-no-answer': on('vmail_101') })] };
	const queue = { ...worldOf(rules) };
	expect((await told(to('to-callqueue', '4001'), queue))[1]).toBe(
		'1.1 4001 !No agents: calls only overflow',
	);
	const waits = queueOf({ callqueue: 4001, 'callqueue-max-wait-timeout-minutes': 5 });
	expect((await told(to('to-callqueue', '4001'), { ...worldOf({}), queues: [waits] }))[1]).toBe(
		'1.1 4001 !No agents',
	);
	const agents = ['101', '102'].map((user) =>
		agentOf({
			callqueue: 4000,
			'callqueue-agent-id': user,
			'name-full-name': user === '101' ? 'Ada' : '',
		}),
	);
	expect((await told(to('to-callqueue', '4000'), { ...worldOf({}), agents }))[2]).toBe(
		'1.1.1 [an agent is free] 101 Ada, 102',
	);
});

it('tells menus of other times, rules of an attendant, and keys without words', async () => {
	const menu = {
		'option-1': { 'destination-application': 'to-user', 'destination-user': 101 },
		'option-2': {
			'auto-attendant': {
				'option-3': { 'destination-application': 'to-connection', 'destination-user': 1303 },
			},
		},
		'option-4': null,
		'option-5': 'none',
		description: { 'destination-user': '102' },
	};
	const night = { user: 9000, 'starting-prompt': 102, 'time-frame': 'Night' };
	const day = { user: 9000, 'attendant-name': 'Main', 'starting-prompt': 101, 'time-frame': '*' };
	const world = {
		...worldOf({ 9000: [rule({ 'forward-always': on('102') })] }, menu),
		attendants: [day, night].map(attendantOf),
	};
	expect((await told(to('to-user', '9000'), world)).slice(1)).toEqual([
		'1.1 9000 Main',
		'1.1.1 102 Ben',
		'1.1.1.1 [rings] Devices of 102 Ben',
		'1.1.2 Menu 101',
		'1.1.2.1 [key 1] 101 Ada',
		'1.1.2.1.1 [rings] Devices of 101 Ada',
		'1.1.2.1.2 [no answer] Voicemail of 101 Ada',
		'1.1.2.2 [key 2] Menu behind key 2',
		'1.1.2.2.1 [key 3] 1303',
		'1.1.3 [Night] Menu 102',
		'1.1.3.1 [key 1] 101 Ada (see step 1.1.2.1)',
		'1.1.3.2 [key 2] Menu behind key 2',
		'1.1.3.2.1 [key 3] 1303 (see step 1.1.2.2.1)',
	]);
	const prompts = { 9000: [rule({ 'forward-always': on('Prompt_900001') })] };
	expect(await told(to('to-user', '9000'), worldOf(prompts))).toHaveLength(3);
});

it('counts steps and problems, and names what each step is', async () => {
	const flow = await follow(to('to-callqueue', '4001'), worldOf({}));
	const { title, subtitle, figures, tables, notes } = callFlowReport(flow, 'x', ['A note.']);
	expect([title, subtitle, notes]).toEqual(['Call Flow', 'x', ['A note.']]);
	expect(figures).toEqual([
		{ label: 'Steps', value: 2 },
		{ label: 'Problems', value: 1 },
	]);
	const { columns, rows } = tables[0]!;
	expect(columns.map(({ label }) => label)).toEqual([
		...['Step', 'When', 'Now', 'Goes To', 'What', 'Problem'],
	]);
	expect(columns.map(({ key }) => key)).toEqual(Object.keys(rows[0]!));
	expect(rows.map(({ what }) => what)).toEqual(['Phone number', 'Call queue']);
	const queue = await follow(to('to-callqueue', '4000'), worldOf({}));
	expect([...queue.values()].map(({ kind }) => kind)).toContain('agents');
	const menu = { 'no-key-press': 'hangup', 'option-1': { 'destination-application': 'x' } };
	const kinds = await follow(to('to-user', '9000'), worldOf({}, menu));
	expect([...kinds.values()].map(({ kind }) => kind)).toEqual([
		...['number', 'attendant', 'menu', 'other', 'hangUp'],
	]);
	expect(mermaidOf(flow)).toContain(
		'  s1[["4001: No agents, and callers wait forever"]]:::problem\n',
	);
});

it.each([
	['101', 'extension', '101', ''],
	['sip:101@acme.example', 'extension', '101', ''],
	['queue_4000', 'extension', '4000', ''],
	['vmail_101;delay=5', 'voicemail', '101', 'after 5 s'],
	['park_71', 'other', 'Call park 71', ''],
	['Prompt_900001', 'other', 'Prompt_900001', ''],
])('reads the destination %s of an answer rule', (text, kind, id, condition) => {
	expect(targetOfRule(text)).toEqual({ kind, id, condition });
});

it.each([
	['to-connection', '', '', 'outside'],
	['to-single-device', '5000.acme.example', 'conference-bridge', 'other'],
	['hangup', '', '', 'hangUp'],
	['spam-screening', '101', '', 'extension'],
	['toggle-timeframe', 'x', '', 'other'],
])('reads the destination type %s', (application, user, host, kind) => {
	expect(targetOfApplication(application, user, host).kind).toBe(kind);
});

describe('the picture', () => {
	const attributes = '(?: [a-zA-Z]+="[^"<>]*")*';
	const TAG = new RegExp(`<(?:/?(?:svg|g|text|title|style)|rect|path)${attributes}/?>`, 'g');

	it('has a box for each row, with nothing on top of another', async () => {
		const menu = {
			'option-1': { 'destination-application': 'to-callqueue', 'destination-user': '4000' },
			'option-2': { 'destination-application': 'to-user', 'destination-user': '101' },
			'option-3': { 'destination-application': 'to-user', 'destination-user': '9000' },
		};
		const entries = outlineOf(await follow(to('to-user', '9000'), worldOf({}, menu)));
		const boxes = [...svgOf(entries, 'x').matchAll(/<rect x="(\d+)" y="([\d.]+)"/g)];
		expect(boxes).toHaveLength(entries.length);
		const columns = new Map<string, number[]>();
		for (const [, x, y] of boxes) columns.set(x!, [...(columns.get(x!) ?? []), Number(y)]);
		for (const rows of columns.values()) {
			const apart = rows.sort((a, b) => a - b).map((y, at) => y - (rows[at - 1] ?? -Infinity));
			expect(Math.min(...apart)).toBeGreaterThan(50);
		}
	});

	it('holds every box, and tells what is in it and wrong with it', async () => {
		const rules = { 101: [rule({ 'forward-always': on('102', '4001') })] };
		const entries = outlineOf(await follow(to('to-user', '101'), worldOf(rules)));
		const svg = svgOf(entries, 'x');
		const [, width, height] = /^<svg [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
		for (const [, x, y] of svg.matchAll(/<rect x="(\d+)" y="([\d.]+)"/g)) {
			expect(Number(x) + 230).toBeLessThan(Number(width));
			expect(Number(y) + 46).toBeLessThan(Number(height));
		}
		const boxes = [
			...svg.matchAll(
				/<g class="([^"]*)"><title>([^<]*)<\/title><rect x="(\d+)" y="([\d.]+)"[^>]*\/><text x="(\d+)" y="([\d.]+)">([^<]*)<\/text><text class="note" x="(\d+)" y="([\d.]+)">([^<]*)</g,
			),
		];
		for (const [, , , x, y, labelX, labelY, , noteX, noteY] of boxes) {
			for (const inside of [labelX, noteX]) expect(Number(inside) - Number(x)).toBe(10);
			expect([Number(labelY) - Number(y), Number(noteY) - Number(y)]).toEqual([19, 36]);
		}
		expect(
			boxes.map(([, look, title, , , , , label, , , note]) => [look, title, label, note]),
		).toEqual([
			['', '12025550100: Phone number', '12025550100', 'Phone number'],
			['', '101 Ada: User', '101 Ada', 'User'],
			['', '102 Ben: User', '102 Ben', 'User'],
			['', 'Devices of 102 Ben: Devices', 'Devices of 102 Ben', 'Devices'],
			[
				...['problem', '4001: No agents, and callers wait forever', '4001'],
				'No agents, and callers wait forever',
			],
		]);
	});

	it('cuts long words, and shows what is reached again', async () => {
		const world = worldOf({ 101: [rule({ 'forward-always': on('102', '102') })] });
		const users = [{ ...world.users[0]!, name: `${'a'.repeat(26)}\n b` }, world.users[1]!];
		const svg = svgOf(outlineOf(await follow(to('to-user', '101'), { ...world, users })), 'x');
		expect(svg).toContain(`>101 ${'a'.repeat(25)}…</text>`);
		expect(svg).toMatch(/<g class="again"><title>102 Ben: User, see step 1\.1\.1</);
		const fits = [{ ...world.users[0]!, name: 'a'.repeat(26) }, world.users[1]!];
		const whole = svgOf(
			outlineOf(await follow(to('to-user', '101'), { ...world, users: fits })),
			'x',
		);
		expect(whole).toContain(`>101 ${'a'.repeat(26)}</text>`);
	});

	it('is well-formed whatever people call things', async () => {
		const unit = fc.oneof(
			fc.constantFrom('"', '<', '>', '&', "'", '\0', '\uD800', 'a'),
			fc.string({ unit: 'binary', maxLength: 1 }),
		);
		await fc.assert(
			fc.asyncProperty(fc.string({ unit }), async (name) => {
				const world = worldOf({});
				const users = [{ ...world.users[0]!, name }];
				const flow = await follow(to('to-user', '101'), { ...world, users });
				const text = svgOf(outlineOf(flow), name).replace(TAG, '');
				expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/);
				expect(encodeURIComponent(text)).toEqual(expect.any(String));
			}),
		);
	});
});

it('writes Mermaid in which any name is text', async () => {
	const menu = {
		'option-1': { 'destination-application': 'to-callqueue', 'destination-user': '4000' },
	};
	const lines = (await follow(to('to-user', '9000'), worldOf({}, menu)).then(mermaidOf)).split(
		'\n',
	);
	expect(lines[0]).toBe('flowchart TD');
	expect(lines).toContain('  s0(["12025550100"])');
	expect(lines).toContain('  s2 -->|"key 1"| s3');
	const unit = fc.oneof(
		fc.constantFrom('"', '<', '>', '`', '|', '#', ';', ']', '\n', 'a'),
		anyText({ maxLength: 1 }),
	);
	await fc.assert(
		fc.asyncProperty(fc.string({ unit }), async (name) => {
			const world = worldOf({});
			const users = [{ ...world.users[0]!, name }];
			const text = mermaidOf(await follow(to('to-user', '101'), { ...world, users }));
			for (const line of text.trimEnd().split('\n').slice(1, -1))
				expect(line).toMatch(
					/^ {2}s\d+(?:[([{/]+"[^"<>`]*"[)\]}/]+(?::::problem)?| -->(?:\|"[^"<>`]*"\|)? s\d+)$/,
				);
		}),
	);
});
