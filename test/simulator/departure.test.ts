import { Spec } from '../../simulator/spec';
import { start, type Running } from '../../simulator/start';
import { clientOf, record, type Client } from './client';
import { Company } from './company';
import { ALL_BUT_THE_CLOCK } from './in-process';
import { mentions } from './mentions';
import { at, DOMAIN, USER } from './operation-values';

const spec = Spec.load();
let simulator: Running;
let send: Client;
let company: Company;

beforeEach(async () => {
	// Time stands still, except where a company says otherwise.
	jest.useFakeTimers({ doNotFake: ALL_BUT_THE_CLOCK });
	simulator = await start({ domains: 0, users: 0, cdrs: 0, eventsInterval: 1_000_000 });
	send = clientOf({ ...simulator, credentials: simulator.instance.credentials });
	company = new Company(simulator, spec);
});

afterEach(async () => {
	await simulator.stop();
	jest.useRealTimers();
});

test('a domain of the same name begins as one that was never there', async () => {
	await company.found();
	const founded = await company.read('/');
	expect(await company.fill('/domains/{}')).toEqual([]);
	await company.spread();
	const filled = await company.read('/');

	await company.write('DELETE', at(''));
	expect(mentions(simulator.instance.sim, DOMAIN)).toEqual([]);
	await company.found();
	expect(await company.read('/')).toEqual(founded);
	expect(await company.fill('/domains/{}')).toEqual([]);
	await company.spread();
	expect(await company.read('/')).toEqual(filled);
});

test('a user of the same name begins as one who was never there', async () => {
	const own = '/domains/{}/users/{}/';
	await company.found();
	const hired = await company.read(own);
	expect(await company.fill(own)).toEqual([]);
	const filled = await company.read(own);

	await company.write('DELETE', at(`/users/${USER}`));
	await company.hire(USER);
	expect(await company.read(own)).toEqual(hired);
	expect(await company.fill(own)).toEqual([]);
	expect(await company.read(own)).toEqual(filled);
});

test('what is created and deleted again leaves nothing, whatever it is', async () => {
	await company.found();
	expect(await company.traces()).toEqual([]);
});

type Step = [path: string, body: object];
const file = { filetype: 'image/png', base64_file: 'iVBORw0KGgo=' };
const plan = { 'dial-rule-dial-plan': 'P', domain: DOMAIN, 'dial-rule-description': '' };
const rule = {
	dialrule: '1',
	'dial-rule-matching-to-uri': '*',
	'dial-rule-application': 'to-user',
	'dial-rule-translation-destination-user': '101',
	'dial-rule-translation-destination-host': DOMAIN,
	'dial-rule-description': '',
	enabled: 'yes',
};
const permission = {
	'permission-id': '1',
	'permission-match': '*',
	'permission-mode': 'deny',
	'permission-reason': '',
};

/** Records that have others below them; what stays, stays on real servers. */
const FAMILIES: Array<[what: string, parent: Step, child: Step, remove: string, stays: string[]]> =
	[
		[
			'a dial plan and its rules',
			['/dialplans', plan],
			[at('/dialplans/P/dialrules'), rule],
			at('/dialplans/P'),
			[],
		],
		[
			'a dial policy and its permissions',
			['/dialpolicy', { dialpolicy: 'P', domain: DOMAIN, description: '' }],
			[at('/dialpolicy/P/permission'), permission],
			at('/dialpolicy/P'),
			[],
		],
		[
			'a dial policy of the system and its permissions',
			['/dialpolicy', { dialpolicy: 'P', domain: '*', description: '' }],
			['/dialpolicy/P/permission', permission],
			'/dialpolicy/P',
			[],
		],
		[
			'a conference and who takes part',
			[at('/conferences'), { conference: '5001', aor: '5001', name: 'P' }],
			[at('/conferences/5001/participants'), { participant: '1' }],
			at('/conferences/5001'),
			[],
		],
		[
			'a queue, whose agents stay',
			[at('/callqueues'), { callqueue: '4002', description: 'P' }],
			[at('/callqueues/4002/agents'), { 'callqueue-agent-id': '102' }],
			at('/callqueues/4002'),
			[`agents/${DOMAIN}/4002/102@${DOMAIN}`],
		],
		[
			'a reseller and a file',
			['/resellers', { reseller: 'R', description: 'P' }],
			['/images/r.png', { reseller: 'R', domain: '*', server: '*', description: '', ...file }],
			'/resellers/R',
			[],
		],
	];

test.each(FAMILIES)('%s: nothing else stays', async (_what, parent, child, remove, stays) => {
	await company.found();
	const before = company.records();
	await company.write('POST', ...parent);
	const alone = company.records();
	await company.write('POST', ...child);
	expect(company.records().length).toBeGreaterThan(alone.length);
	await company.write('DELETE', remove);
	expect(company.records()).toEqual([...before, ...stays].sort());
});

/** Every kind of bearer of a user, and what could make another one. */
async function bearersOf(user: string) {
	const { sim } = simulator.instance;
	const { clientId, clientSecret } = simulator.instance.credentials.password;
	await send('POST', '/_sim/passwords', { body: { domain: DOMAIN, user, password: 'Old-1!' } });
	const client = { client_id: clientId, client_secret: clientSecret };
	const username = `${user}@${DOMAIN}`;
	const grant = { grant_type: 'password', ...client, username, password: 'Old-1!' };
	const post = (path: string, body: object) => send('POST', path, { bearer: '', body });
	const pair = record(await post('/tokens', grant));
	const jwts = record(await post('/jwt', grant));
	const { key } = sim.keys.make({ 'user-scope': 'Basic User', domain: DOMAIN, user });
	const bearers = [pair.access_token, jwts.token, key].map(String);
	const renewals: Array<[string, object]> = [
		['/tokens', grant],
		['/jwt', grant],
		['/tokens', { ...client, grant_type: 'refresh_token', refresh_token: pair.refresh_token }],
		['/jwt', { refresh: jwts.refresh }],
	];
	return {
		/** How each bearer is answered. */
		use: async () =>
			Promise.all(bearers.map(async (bearer) => (await send('GET', at(''), { bearer })).status)),
		/** How each way to a new one is answered. */
		renew: async () => {
			const statuses = [];
			for (const [path, body] of renewals) statuses.push((await post(path, body)).status);
			return statuses;
		},
	};
}

test.each([
	['the user', at('/users/102')],
	['the domain', at('')],
])('when %s goes, password, tokens, JWTs and keys stop at once, for good', async (_who, path) => {
	await company.found();
	const bearers = await bearersOf('102');
	expect(await bearers.use()).toEqual([200, 200, 200]);
	await company.write('DELETE', path);
	const refused = [401, 401, 401];
	expect(await bearers.use()).toEqual(refused);
	expect(await bearers.renew()).toEqual([401, 401, 400, 401]);
	if (path === at('')) await company.found();
	else await company.hire('102');
	expect(await bearers.use()).toEqual(refused);
	expect((await bearers.renew()).slice(2)).toEqual([400, 401]);
});
