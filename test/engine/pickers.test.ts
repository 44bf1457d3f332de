import type { INodeParameters } from 'n8n-workflow';
import { pickers } from '../../nodes/NetSapiens/generated/pickers';
import { listSearch } from '../../nodes/NetSapiens/methods/listSearch';
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node';
import { parameterOf } from '../../tools/generate/fieldOf';
import type { FormField } from '../../tools/generate/formField';
import type { ChildShape } from '../../tools/generate/shapes';
import { bodyInView, toAdd } from '../../tools/generate/inView';
import { placeholders } from '../../tools/generate/spec';
import { loadOptionsContext } from '../support/contexts';
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { real } from '../support/real';
import { SEEDED } from '../simulator/operation-values';

type Scope = keyof RunningSimulator['credentials']['apiKeys'];

let current: RunningSimulator;
let older: RunningSimulator;

beforeAll(async () => {
	[current, older] = await Promise.all([
		startSimulator(['--version', '45.0']),
		startSimulator(['--version', '44.4.10']),
	]);
});
afterAll(async () => await Promise.all([current.stop(), older.stop()]));

/** Everything that lists may depend on, chosen. */
const chosen = {
	...SEEDED,
	dialplan: SEEDED.domain,
	voice_language: 'en-US',
} as INodeParameters;

interface Look {
	on?: RunningSimulator;
	scope?: Scope;
	parameters?: INodeParameters;
	filter?: string;
	/** Where the picker stands in the form. */
	path?: string;
}

async function pick(picker: string, look: Look = {}) {
	const { on = current, scope = 'superUser', parameters = chosen, filter, path } = look;
	const credential = apiKeyCredential(on, scope);
	const context = loadOptionsContext({ type: new NetSapiens(), parameters, credential }, path);
	const { results } = await listSearch[picker]!.call(context, filter);
	return results.map(({ value }) => value);
}

const names = Object.keys(pickers);

test.each(names)('%s lists to a Super User', async (picker) => {
	expect(await pick(picker)).toEqual(expect.any(Array));
});

test.each(['reseller', 'officeManager', 'basicUser'] as const)(
	'to the scope %s each picker lists, or says to choose By ID',
	async (scope) => {
		const refusals = await Promise.all(
			names.map(async (picker) =>
				pick(picker, { scope }).then(
					() => '',
					(error: Error) => error.message,
				),
			),
		);
		const said = /^(Choose By ID and type it, as this list cannot be read\. .+(Scope|Denied).*)?$/;
		for (const message of refusals) expect(message).toMatch(said);
	},
);

/** One picker in forms that give its lists the same. */
interface Asking {
	picker: string;
	parameters: INodeParameters;
	/** How old the operations are. */
	since: string[];
}

async function askings(): Promise<Asking[]> {
	const { laidOut } = await real();
	const found = new Map<string, Asking>();
	const note = (fields: Array<FormField | ChildShape>, around: string[], since: string): void => {
		const names = [...around, ...fields.map((field) => parameterOf(field))];
		for (const { picker, shape } of fields) {
			note(shape.children ?? [], names, since);
			if (!picker) continue;
			const needed = (pickers[picker.method]?.sources ?? []).flatMap(({ path }) =>
				placeholders(path),
			);
			const parameters = Object.fromEntries(
				Object.entries(chosen).filter(([name]) => needed.includes(name) && names.includes(name)),
			);
			const key = JSON.stringify([picker.method, parameters]);
			const asking = found.get(key) ?? { picker: picker.method, parameters, since: [] };
			asking.since.push(since);
			found.set(key, asking);
		}
	};
	for (const { request, form } of laidOut.flatMap(({ requests }) => requests)) {
		const view = [...form.path, ...form.query, ...bodyInView(form)];
		const inView = view.map((field) => field.parameter);
		note(view, [], request.api.since);
		note(toAdd(form, 'fields'), inView, request.api.since);
		note(toAdd(form, 'filters'), inView, request.api.since);
	}
	return [...found.values()];
}

test('where a 44 server lacks a list, people are told which version has it', async () => {
	const listed = await Promise.all(
		names.map(async (picker) => await pick(picker, { on: older }).catch((error: Error) => error)),
	);
	const refused = listed.filter((one) => one instanceof Error);
	expect(refused.length).toBeGreaterThan(0);
	for (const refusal of refused) {
		expect(refusal).toMatchObject({
			message: expect.stringMatching(/^Choose By ID and type it.+No Route Found/) as string,
			description: expect.stringContaining('needs core version 45') as string,
		});
	}
});

test('a 44 server has a list for all that its operations ask for', async () => {
	const all = await askings();
	expect(new Set(all.map(({ picker }) => picker))).toEqual(new Set(names));
	for (const { picker, parameters, since } of all) {
		if (since.every((one) => one >= '44.5')) continue;
		const refusal = await pick(picker, { on: older, parameters }).then(
			() => '',
			(error: Error) => error.message,
		);
		// A Super User has no voices of its own to fall back on.
		const isNobodys = picker === 'searchVoices' && refusal.includes('User does not exist');
		expect([picker, parameters, isNobodys ? '' : refusal]).toEqual([picker, parameters, '']);
	}
});

describe('what stands in where a list is missing or not allowed', () => {
	const own = { domain: '~' };

	test('the own domain and its reseller to those who may not list all', async () => {
		const scope = 'officeManager';
		expect(await pick('searchDomains', { scope })).toEqual(['~', SEEDED.domain]);
		expect(await pick('searchResellers', { scope })).toEqual(['~', SEEDED.reseller]);
	});

	test.each([
		['on 44', { on: () => older, scope: 'superUser' }],
		['to an Office Manager', { on: () => current, scope: 'officeManager' }],
	] as const)('dial plans and policies of the users %s', async (_title, { on, scope }) => {
		const look = { on: on(), scope, parameters: own };
		const plans = await pick('searchDialPlans', scope === 'superUser' ? { on: on() } : look);
		expect(plans).toEqual(expect.arrayContaining([SEEDED.domain, `${SEEDED.domain}_9000`]));
		expect(await pick('searchDialPolicies', { on: on(), scope })).toContain('US and Canada');
	});

	test('dial plans of all domains, where the form asks for no domain', async () => {
		const plans = await pick('searchDialPlans', { on: older, parameters: {} });
		expect(plans).toContain(SEEDED.domain);
		expect(plans.length).toBeGreaterThan(1);
	});

	test('departments, phone lines and models on 44', async () => {
		expect(await pick('searchDepartments', { on: older })).toContain(SEEDED.department);
		const lines = await pick('searchPhoneLines', { on: older });
		expect(lines).toContain(`sip:${SEEDED.user}@${SEEDED.domain}`);
		expect(await pick('searchModels', { on: older })).not.toEqual([]);
	});
});

describe('who is meant', () => {
	test('attendants, queues and people each in their place', async () => {
		expect(await pick('searchAutoAttendants')).toEqual(['9000']);
		expect(await pick('searchCallQueues')).toContain('4000');
		expect(await pick('searchQueueMembers')).toContain(`${SEEDED.user}@${SEEDED.domain}`);
	});

	test('people first, and whatever else is searched for', async () => {
		expect(await pick('searchUsers')).not.toContain('4000');
		expect(await pick('searchUsers', { filter: '4000' })).toEqual(['4000']);
		expect(await pick('searchQueueMembers', { filter: '4000' })).toEqual([]);
	});
});

test('time zones are found by the city, without a request', async () => {
	const on = { ...current, url: 'http://127.0.0.1:9' };
	expect(await pick('searchTimeZones', { on, filter: 'new york' })).toEqual(['America/New_York']);
});

describe('in a collection', () => {
	const locator = (value: string) => ({ __rl: true, mode: 'list', value });
	const filters = { domain: locator(SEEDED.domain!), user: locator('') };

	test('a list takes what it needs from beside it, and what stands in view before that', async () => {
		const path = 'parameters.filters.user';
		const users = await pick('searchUsers', { parameters: { filters }, path });
		expect(users).toContain(SEEDED.user);
		const parameters = { domain: locator('nowhere.example'), filters };
		await expect(pick('searchUsers', { parameters, path })).rejects.toThrow(/Not found/);
	});

	test('it asks for what it needs', async () => {
		const parameters = { filters: { ...filters, domain: locator('') } };
		await expect(
			pick('searchUsers', { parameters, path: 'parameters.filters.user' }),
		).rejects.toThrow('Choose "domain" first');
	});
});

describe('what was picked arrives', () => {
	const update = {
		resource: 'user',
		operation: 'update',
		domain: { __rl: true, mode: 'id', value: SEEDED.domain! },
		user: { __rl: true, mode: 'list', value: SEEDED.user! },
	};
	const sent = async (parameters: INodeParameters) => {
		const { requests, error } = await runNode({
			parameters,
			credential: apiKeyCredential(current),
			input: [{ json: { plan: 'evening', zone: 'US/Pacific' } }],
		});
		expect(error?.message).toBeUndefined();
		return requests.at(-1)?.body;
	};

	test.each<[string, INodeParameters[string]]>([
		['from the list', { __rl: true, mode: 'list', value: 'evening', cachedResultName: 'Evening' }],
		['by ID', { __rl: true, mode: 'id', value: 'evening' }],
		['by an expression', { __rl: true, mode: 'id', value: '={{ $json.plan }}' }],
		['by an expression in place of the picker', '={{ $json.plan }}'],
		['as plain text', 'evening'],
		['without the mark of a picker', { mode: 'id', value: 'evening' }],
	])('%s', async (_title, plan) => {
		const fields = { 'dial-plan': plan };
		expect(await sent({ ...update, fields })).toMatchObject({ 'dial-plan': 'evening' });
	});

	test('not at all when it was added and left empty', async () => {
		const fields = {
			'dial-plan': { mode: 'list', value: '' },
			'time-zone': { __rl: true, mode: 'list', value: 'US/Pacific' },
		};
		const body = await sent({ ...update, fields });
		expect(body).toMatchObject({ 'time-zone': 'US/Pacific' });
		expect(body).not.toHaveProperty('dial-plan');
	});

	test('as a number where the API wants one', async () => {
		const greeting = { __rl: true, mode: 'list', value: '1' };
		const body = await sent({ ...update, fields: { 'voicemail-greeting-index': greeting } });
		expect(body).toMatchObject({ 'voicemail-greeting-index': 1 });
	});

	test('plain in automatic mapping', async () => {
		const { requests } = await runNode({
			parameters: { ...update, dataMode: 'autoMapInputData' },
			credential: apiKeyCredential(current),
			input: [{ json: { 'dial-plan': 'evening' } }],
		});
		expect(requests.at(-1)?.body).toMatchObject({ 'dial-plan': 'evening' });
	});
});
