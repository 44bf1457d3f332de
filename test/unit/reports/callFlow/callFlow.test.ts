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
