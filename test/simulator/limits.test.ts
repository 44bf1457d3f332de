import { start, type Running } from '../../simulator/start';
import { clientOf, list, record, type Answer, type Client } from './client';

const HOME = 'acme.example';
const OWN = 'Northwind Telecom';
const OTHER = 'Blue Harbor Voice';
const FILE = { filetype: 'image/png', base64_file: 'iVBORw0KGgo=' };

let simulator: Running;
let send: Client;
let foreign: string;
let bearers: Record<string, string>;

beforeAll(async () => {
	simulator = await start({ domains: 2, users: 12, cdrs: 40, eventsInterval: 1_000_000 });
	send = clientOf({ ...simulator, credentials: simulator.instance.credentials });
});

afterAll(() => simulator.stop());

beforeEach(() => {
	simulator.instance.reset();
	const { sim, credentials } = simulator.instance;
	foreign = [...sim.store.table('domains').below()][1]?.id ?? '';
	const people = Object.entries({ basic: '102', agent: '104', supervisor: '103', manager: '101' });
	const tokens = people.map(([name, user]) => [name, tokenOf(HOME, user)]);
	const limited = { 'user-scope': 'Office Manager', domain: HOME, user: '101' };
	bearers = {
		...Object.fromEntries(tokens),
		super: credentials.apiKeys.superUser,
		reseller: credentials.apiKeys.reseller,
		maker: sim.keys.make({ ...limited, 'can-create-keys': 'yes' }).key,
		basicKey: credentials.apiKeys.basicUser,
		reader: sim.keys.make({ ...limited, readonly: 'yes' }).key,
		narrow: sim.keys.make({
			...limited,
			'can-create-keys': 'yes',
			'allowed-models': ['subscriber'],
		}).key,
	};
});

function tokenOf(domain: string, user: string): string {
	const { sim } = simulator.instance;
	const account = sim.accounts.find(`${user}@${domain}`);
	if (!account) throw new Error(`No user ${user}`);
	return sim.sessions.issue(account, 'demo-client').access;
}

const by = (who: string, method: string, path: string, body?: unknown): Promise<Answer> =>
	send(method, path.replace('FOREIGN', foreign), { bearer: bearers[who], body: here(body) });

/** The name of the foreign domain is known only when the simulator runs. */
const here = (body: unknown): unknown =>
	body === undefined ? body : JSON.parse(JSON.stringify(body).replaceAll('FOREIGN', foreign));

const key = (scope: string, more: object = {}) => ({
	description: 'Key of this test',
	'user-scope': scope,
	reseller: OWN,
	domain: HOME,
	...more,
});
const subscription = (more: object = {}) => ({
	model: 'call',
	'post-url': 'http://127.0.0.1:9/x',
	...more,
});
const user = (scope: string) => ({
	user: '801',
	'name-first-name': 'Pat',
	'name-last-name': 'Doe',
	'email-address': 'pat@acme.example',
	'user-scope': scope,
});
const setting = (more: object) => ({ 'config-name': 'X', 'config-value': '1', ...more });
const image = (more: object) => ({
	reseller: '*',
	domain: '*',
	server: '*',
	description: '',
	...FILE,
	...more,
});
const phone = (more: object = {}) => ({
	'device-provisioning-mac-address': '02aabbccdd01',
	...{ domain: HOME, reseller: '*', territory: '*', server: '*', model: 'Yealink T46U' },
	...more,
});

type Row = [who: string, method: string, path: string, body: unknown, status: number];

/** What is refused beside what is allowed, for each rule that no path tells. */
const ROWS: Row[] = [
	// Keys: lesser scopes only, by keys that may, within what the maker has.
	['maker', 'POST', '/apikeys', key('Basic User'), 200],
	['maker', 'POST', '/apikeys', key('Office Manager'), 403],
	['maker', 'POST', '/apikeys', key('Basic User', { domain: 'FOREIGN' }), 403],
	['maker', 'POST', '/apikeys', key('Basic User', { domain: '*' }), 403],
	['maker', 'POST', '/apikeys', key('Basic User', { reseller: OTHER }), 403],
	['maker', 'POST', '/apikeys', key('Basic User', { reseller: '~' }), 200],
	['maker', 'POST', '/apikeys', key('Basic User', { user: '999' }), 404],
	['reseller', 'POST', '/apikeys', key('Office Manager'), 200],
	['reseller', 'POST', '/apikeys', key('Office Manager', { reseller: '*' }), 200],
	['reseller', 'POST', '/apikeys', key('Office Manager', { domain: '*' }), 200],
	['reseller', 'POST', '/apikeys', key('Office Manager', { domain: '*', reseller: '*' }), 403],
	['reseller', 'POST', '/apikeys', key('Office Manager', { domain: 'FOREIGN' }), 403],
	['reseller', 'POST', '/apikeys', key('Reseller'), 403],
	['super', 'POST', '/apikeys', key('Reseller', { reseller: 'Nobody' }), 404],
	['super', 'POST', '/apikeys', key('Reseller', { domain: 'nobody.example' }), 404],
	['basicKey', 'POST', '/apikeys', key('NDP'), 403],
	['manager', 'POST', '/apikeys', key('Basic User'), 403],
	['narrow', 'POST', '/apikeys', key('Basic User'), 403],
	['narrow', 'POST', '/apikeys', key('Basic User', { 'allowed-models': 'subscriber' }), 200],
	[
		'narrow',
		'POST',
		'/apikeys',
		key('Basic User', { 'allowed-models': ['subscriber', 'mac'] }),
		403,
	],
	// What a key is limited to.
	['reader', 'GET', '/domains/~/users', undefined, 200],
	['reader', 'PUT', '/domains/~/users/~', { 'name-first-name': 'X' }, 403],
	['narrow', 'GET', '/domains/~/users', undefined, 200],
	['narrow', 'GET', '/domains/~/phones', undefined, 403],
	['narrow', 'GET', '/apikeys/~', undefined, 200],
	['basic', 'GET', '/domains', undefined, 401],
	['basic', 'GET', '/domains/FOREIGN', undefined, 403],
	['basic', 'GET', '/domains/~/users/101', undefined, 403],
	// JWTs for somebody else: within the key's reach, never more than the key can do.
	['maker', 'POST', '/jwt', { user: '102', domain: HOME }, 200],
	['maker', 'POST', '/jwt', { user: '101', domain: 'FOREIGN' }, 403],
	['reseller', 'POST', '/jwt', { user: '101', domain: 'FOREIGN' }, 403],
	['basicKey', 'POST', '/jwt', { user: '102', domain: HOME }, 200],
	['basicKey', 'POST', '/jwt', { user: '105', domain: HOME }, 403],
	['reader', 'POST', '/jwt', { user: '102', domain: HOME }, 403],
	['narrow', 'POST', '/jwt', { user: '102', domain: HOME }, 403],
	['manager', 'POST', '/jwt', { user: '102', domain: HOME }, 403],
	['basic', 'DELETE', `/jwt/102@${HOME}`, undefined, 202],
	['basic', 'DELETE', `/jwt/101@${HOME}`, undefined, 403],
	['manager', 'DELETE', `/jwt/102@${HOME}`, undefined, 202],
	['manager', 'DELETE', '/jwt/101@FOREIGN', undefined, 403],
	// Scopes of users.
	['manager', 'POST', `/domains/${HOME}/users`, user('Office Manager'), 202],
	['manager', 'POST', `/domains/${HOME}/users`, user('Reseller'), 403],
	['reseller', 'POST', `/domains/${HOME}/users`, user('Super User'), 403],
	['basic', 'PUT', '/domains/~/users/~', { 'user-scope': 'Office Manager' }, 403],
	['basic', 'PUT', '/domains/~/users/~', { 'user-scope': 'Basic User' }, 202],
	['manager', 'PUT', '/domains/~/users/~', { 'user-scope': 'Super User' }, 403],
	// Resellers of domains.
	[
		'reseller',
		'POST',
		'/domains',
		{ domain: 'n.example', reseller: OTHER, 'domain-type': 'Standard' },
		403,
	],
	['manager', 'PUT', `/domains/${HOME}`, { reseller: OTHER }, 403],
	['reseller', 'PUT', `/domains/${HOME}`, { reseller: OTHER }, 403],
	['super', 'PUT', `/domains/${HOME}`, { reseller: 'Nobody' }, 404],
	['super', 'PUT', `/domains/${HOME}`, { reseller: '*' }, 404],
	['reseller', 'GET', `/resellers/${OTHER}`, undefined, 403],
	['reseller', 'GET', '/resellers/~', undefined, 200],
	// Subscriptions.
	['basic', 'POST', '/subscriptions', subscription({ user: '~' }), 200],
	['basic', 'POST', '/subscriptions', subscription({ user: '101' }), 403],
	['supervisor', 'POST', '/subscriptions', subscription({ user: '101' }), 200],
	['manager', 'POST', '/subscriptions', subscription({ domain: 'FOREIGN' }), 403],
	['manager', 'POST', '/subscriptions', subscription({ reseller: OTHER }), 403],
	['reseller', 'POST', '/subscriptions', subscription({ domain: HOME }), 200],
	['reseller', 'POST', '/subscriptions', subscription({ domain: 'FOREIGN' }), 403],
	['super', 'POST', '/subscriptions', subscription({ reseller: 'Nobody' }), 404],
	['super', 'POST', '/subscriptions', subscription({ domain: 'nobody.example' }), 404],
	// Settings, files and phones that are for all.
	['reseller', 'POST', '/configurations', setting({ reseller: OWN }), 202],
	['reseller', 'POST', '/configurations', setting({ reseller: OTHER }), 403],
	['reseller', 'POST', '/configurations', setting({}), 403],
	['reseller', 'POST', '/configurations', setting({ domain: HOME }), 202],
	['reseller', 'POST', '/configurations', setting({ domain: 'FOREIGN' }), 403],
	['super', 'POST', '/configurations', setting({}), 202],
	['reseller', 'POST', '/images/a.png', image({ reseller: OWN }), 202],
	['reseller', 'POST', '/images/a.png', image({}), 403],
	['reseller', 'POST', '/images/a.png', image({ domain: 'FOREIGN' }), 403],
	['reseller', 'DELETE', '/images/portal_logo.png', image({}), 403],
	['reseller', 'POST', '/phones', phone(), 202],
	['reseller', 'POST', '/phones', phone({ domain: 'FOREIGN' }), 403],
	['manager', 'POST', `/domains/${HOME}/phones`, phone({ domain: undefined }), 202],
	// Calls and texts are the user's own.
	['basic', 'POST', '/domains/~/users/~/calls', { 'call-id': 'c', 'call-term-user': '101' }, 202],
	[
		'basic',
		'POST',
		'/domains/~/users/~/calls',
		{ 'call-id': 'c', 'call-term-user': '103', 'call-orig-user': '101' },
		403,
	],
	[
		'manager',
		'POST',
		'/domains/~/users/~/calls',
		{ 'call-id': 'c', 'call-term-user': '103', 'call-orig-user': '101@FOREIGN' },
		403,
	],
	[
		'basic',
		'POST',
		'/domains/~/users/~/messages',
		{ type: 'sms', message: 'x', destination: '12125550188', 'from-number': '12025550101' },
		404,
	],
	[
		'manager',
		'POST',
		`/domains/${HOME}/users/102/messages`,
		{ type: 'sms', message: 'x', destination: '12125550188', 'from-number': '12025550101' },
		200,
	],
];

test.each(ROWS)('%s: %s %s %j is %d', async (who, method, path, body, status) => {
	expect((await by(who, method, path, body)).status).toBe(status);
});

test('a number, a device and a phone are taken once', async () => {
	const number = {
		phonenumber: '16065550001',
		'dial-rule-application': 'available-number',
		'dial-rule-translation-destination-user': '[*]',
	};
	const sms = { number: '16065550002', application: 'user', dest: '101' };
	const rows: Array<[string, object, number]> = [
		[`/domains/${HOME}/phonenumbers`, number, 202],
		['/domains/FOREIGN/phonenumbers', number, 409],
		[`/domains/${HOME}/smsnumbers`, sms, 202],
		['/domains/FOREIGN/smsnumbers', sms, 409],
		[`/domains/${HOME}/users/101/devices`, { device: '900' }, 202],
		[`/domains/${HOME}/users/102/devices`, { device: '900' }, 409],
		['/domains/FOREIGN/users/101/devices', { device: '900' }, 202],
		['/phones', phone(), 202],
		['/domains/FOREIGN/phones', phone(), 409],
	];
	for (const [path, body, status] of rows) {
		const answer = await by('super', 'POST', path, body);
		expect([path, answer.status, answer.body]).toEqual([path, status, answer.body]);
	}
});

test('answer rules are put in order when each is named once', async () => {
	const shape = `/domains/${HOME}/users/102/answerrules`;
	for (const name of ['A', 'B'])
		await by('super', 'POST', shape, { 'time-frame': name, enabled: 'yes' });
	const order = async () => list(await by('super', 'GET', shape)).map((rule) => rule['time-frame']);
	const reorder = async (...names: string[]) =>
		(
			await by(
				'super',
				'PUT',
				`${shape}/reorder`,
				names.map((name) => ({ 'time-frame': name })),
			)
		).status;
	const before = (await order()).map(String);
	const [first = '', second = '', ...rest] = before;
	expect(await reorder(first, first, ...rest)).toBe(400);
	expect(await reorder(first, ...rest)).toBe(400);
	expect(await reorder(...before, first)).toBe(400);
	expect(await reorder(first, 'Nowhere', ...rest)).toBe(404);
	expect(await order()).toEqual(before);
	expect(await reorder(...rest, second, first)).toBe(202);
	expect(await order()).toEqual([...rest, second, first]);
});

test('somebody who signed in sees the own keys only', async () => {
	const { sim } = simulator.instance;
	const ids = async (who: string) =>
		list(await by(who, 'GET', '/apikeys')).map((one) => one['key-id']);
	const own = sim.keys.all().filter(({ data }) => data.user === '102');
	expect(await ids('basic')).toEqual(own.map(({ data }) => data['key-id']));
	expect((await by('basic', 'GET', `/apikeys/${String(own[0]?.data['key-id'])}`)).status).toBe(200);
	const other = sim.keys.all().find(({ data }) => data.user === '101');
	for (const method of ['GET', 'DELETE']) {
		const path = `/apikeys/${String(other?.data['key-id'])}`;
		expect((await by('basic', method, path)).status).toBe(403);
	}
	expect(await ids('basicKey')).toEqual([]);
	const { 'key-id': made } = record(await by('maker', 'POST', '/apikeys', key('Basic User')));
	expect(await ids('maker')).toEqual([made]);
});

test('a subscription is read, changed and ended by who made it, the manager, the reseller', async () => {
	const { id } = record(await by('basic', 'POST', '/subscriptions', subscription({ user: '~' })));
	const path = `/subscriptions/${String(id)}`;
	const body = { subscription_id: id, domain: HOME };
	for (const who of ['agent', 'supervisor']) {
		expect((await by(who, 'GET', path)).status).toBe(404);
		expect((await by(who, 'PUT', path, { 'posts-count': 0 })).status).toBe(404);
		expect((await by(who, 'DELETE', path, body)).status).toBe(404);
	}
	bearers.outsider = tokenOf(foreign, '102');
	expect((await by('outsider', 'GET', path)).status).toBe(404);
	for (const who of ['basic', 'basicKey', 'manager', 'reseller', 'super'])
		expect([who, (await by(who, 'GET', path)).status]).toEqual([who, 200]);
	expect((await by('basic', 'DELETE', path, body)).status).toBe(202);
	expect((await by('super', 'GET', path)).status).toBe(404);
});

test('nobody changes or removes a user with a scope above the own', async () => {
	simulator.instance.sim.resource('users').row([HOME], '105').data['user-scope'] = 'Reseller';
	const path = `/domains/${HOME}/users/105`;
	for (const [method, body] of [['PUT', { 'name-first-name': 'X' }], ['DELETE']] as const) {
		expect((await by('manager', method, path, body)).status).toBe(403);
	}
	expect((await by('reseller', 'DELETE', path)).status).toBe(202);
});

test('a phone of another reseller is not found, changed or removed', async () => {
	await by('super', 'POST', '/phones', phone({ domain: 'FOREIGN' }));
	const mac = { 'device-provisioning-mac-address': '02aabbccdd01', reseller: OWN };
	expect((await by('reseller', 'GET', '/phones/02aabbccdd01')).status).toBe(404);
	expect((await by('reseller', 'DELETE', '/phones', mac)).status).toBe(404);
	await by(
		'super',
		'POST',
		'/phones',
		phone({
			...mac,
			domain: '*',
			reseller: '*',
			'device-provisioning-mac-address': '02aabbccdd02',
		}),
	);
	expect((await by('reseller', 'GET', '/phones/02aabbccdd02')).status).toBe(200);
	const shared = { ...mac, 'device-provisioning-mac-address': '02aabbccdd02' };
	expect((await by('reseller', 'DELETE', '/phones', shared)).status).toBe(403);
	expect((await by('super', 'DELETE', '/phones', { ...shared, reseller: '*' })).status).toBe(202);
});

test('messages, sessions and voicemails of others are not read, sent or forwarded', async () => {
	await by('super', 'POST', '/_sim/chats', { from: '101', to: '103', text: 'Secret' });
	const [session] = list(await by('super', 'GET', `/domains/${HOME}/users/103/messagesessions`));
	const id = String(session?.['messagesession-id']);
	for (const path of ['messages', 'messages/count', 'messages/list']) {
		const own = `/domains/~/users/~/messagesessions/${id}/${path}`;
		expect([path, (await by('basic', 'GET', own)).status]).toEqual([path, 404]);
		expect([path, (await by('supervisor', 'GET', own)).status]).toEqual([path, 200]);
	}
	const { filename } = record(
		await by('super', 'POST', '/_sim/voicemails', { user: '102', from: '12125550111' }),
	);
	const forward = (to: string) =>
		by('basic', 'PATCH', `/domains/~/users/~/voicemails/new/${String(filename)}/forward`, {
			'voicemail-forward-new-destination': to,
		});
	expect((await forward('101@FOREIGN')).status).toBe(403);
	expect((await forward('101')).status).toBe(200);
});

test('figures and traces of calls are about the calls one may see', async () => {
	for (const domain of [HOME, foreign])
		await by('super', 'POST', '/_sim/calls', { from: '12125550111', to: '101', domain });
	const total = async (who: string) => record(await by(who, 'POST', '/calls/report', {})).total;
	expect([await total('super'), await total('reseller')]).toEqual([2, 1]);
	expect([await total('manager'), await total('basic')]).toEqual([1, 0]);
	const cdrs = await by(
		'super',
		'GET',
		'/domains/FOREIGN/cdrs?datetime-start=2020-01-01&datetime-end=2040-01-01',
	);
	const id = encodeURIComponent(String(list(cdrs)[0]?.['call-orig-call-id']));
	const trace = async (who: string) =>
		list(await by(who, 'GET', `/sipflow?servers=core1.pbx.example&type=call_trace&callids=${id}`));
	expect(JSON.stringify(await trace('super'))).toContain('INVITE');
	expect(JSON.stringify(await trace('manager'))).not.toContain('INVITE');
});

test('API keys come in pages, as every list does', async () => {
	for (let i = 0; i < 3; i++) await by('maker', 'POST', '/apikeys', key('Basic User'));
	const ids = async (query: string) =>
		list(await by('maker', 'GET', `/apikeys${query}`)).map((one) => one['key-id']);
	const all = await ids('');
	expect(all.length).toBeGreaterThanOrEqual(3);
	expect(await ids('?start=1&limit=1')).toEqual(all.slice(1, 2));
	expect(await ids('?limit=2')).toEqual(all.slice(0, 2));
	expect(await ids(`?start=${all.length}`)).toEqual([]);
});
