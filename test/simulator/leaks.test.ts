import { shapeOf, Spec } from '../../simulator/spec';
import { start, type Running } from '../../simulator/start';
import { clientOf, list, record, type Answer, type Client } from './client';
import { SCOPES } from './rights-rules';

const spec = Spec.load();
const HOME = 'acme.example';
const SELF = '101';
const RANGE = 'limit=1000&datetime-start=2020-01-01&datetime-end=2040-01-01';

let simulator: Running;
let send: Client;
/** Another domain of the same reseller, and one of another. */
let sister: string;
let foreign: string;

beforeAll(async () => {
	simulator = await start({ domains: 3, users: 18, cdrs: 200, eventsInterval: 1_000_000 });
	const { sim } = simulator.instance;
	send = clientOf({ ...simulator, credentials: simulator.instance.credentials });
	[, foreign = '', sister = ''] = [...sim.store.table('domains').below()].map((row) => row.id);
	for (const domain of [HOME, sister, foreign]) await furnish(domain);
});

afterAll(() => simulator.stop());

/** What no seeded domain has, so that every list has something to leak. */
async function furnish(domain: string): Promise<void> {
	const { sim } = simulator.instance;
	const reseller = sim.resellerOf(domain);
	const mac = `02000000000${[HOME, sister, foreign].indexOf(domain)}`;
	sim.resource('phones').create([], mac, { domain, reseller: '*' });
	const settings = [
		['OF_DOMAIN', { domain, reseller: '*' }],
		['OF_RESELLER', { domain: '*', reseller }],
	] as const;
	for (const [name, owners] of settings) {
		const body = { 'config-name': name, 'config-value': 'x', ...owners };
		await send('POST', '/configurations', { body });
	}
	sim.keys.make({ 'user-scope': 'Basic User', domain, user: SELF, reseller });
	for (const user of ['*', SELF, '102']) {
		const body = { model: 'call', domain, user, reseller, 'post-url': `http://${domain}/${user}` };
		await send('POST', '/subscriptions', { body });
	}
	await send('POST', '/_sim/calls', { body: { from: '12125550111', to: SELF, domain } });
}

/** The bearer of a user of the first domain who has a scope. */
function bearerOf(scope: string): string {
	const { sim } = simulator.instance;
	const row = sim.resource('users').row([HOME], SELF);
	return sim.sessions.issue({ row, domain: HOME, user: SELF, scope }, 'demo-client').access;
}

/** Lists of the whole system and of the own domain and user. */
const lists = [...new Set(spec.endpoints.filter(isList).map((one) => one.shape))].map((shape) =>
	shape.replace('/domains/{}', '/domains/~').replace('/users/{}', '/users/~'),
);

function isList({ method, shape, variants }: (typeof spec.endpoints)[number]): boolean {
	const [variant] = variants;
	const schema = variant && spec.resolve(spec.responseSchema(variant, 200));
	const within = shapeOf(shape).replace(/^\/domains\/\{\}(\/users\/\{\})?/, '');
	return (
		method === 'GET' &&
		schema?.type === 'array' &&
		!/\{\}|\/(list|count)$/.test(within) &&
		within !== ''
	);
}

const forbidden = ({ status }: Answer) => status === 401 || status === 403;

/** Names that an answer must not have, for a scope. */
const hiddenFrom = (scope: string): string[] =>
	scope === 'Super User'
		? []
		: scope === 'Reseller'
			? [foreign, 'Blue Harbor Voice']
			: [foreign, 'Blue Harbor Voice', sister];

test('there is something to leak', async () => {
	const all = JSON.stringify(
		await Promise.all(lists.map(async (path) => (await send('GET', `${path}?${RANGE}`)).body)),
	);
	for (const domain of [HOME, sister, foreign]) expect(all).toContain(domain);
	expect(lists.length).toBeGreaterThan(50);
});

test.each(SCOPES.flatMap(([scope = '']) => scope))(
	'lists show %s nothing of others; counts and short lists no more',
	async (scope) => {
		const bearer = bearerOf(scope);
		const wrong: string[] = [];
		for (const path of lists) {
			const whole = await send('GET', `${path}?${RANGE}`, { bearer });
			const brief = await send('GET', `${path}/list?${RANGE}`, { bearer });
			const count = await send('GET', `${path}/count?${RANGE}`, { bearer });
			const seen = JSON.stringify([whole.body, brief.body]);
			const leaked = hiddenFrom(scope).filter((name) => seen.includes(name));
			if (leaked.length > 0) wrong.push(`${path} shows ${leaked.join()}`);
			if (forbidden(whole) && !(forbidden(brief) || brief.status === 404))
				wrong.push(`${path}/list`);
			if (forbidden(whole) && !(forbidden(count) || count.status === 404))
				wrong.push(`${path}/count`);
			if (whole.status !== 200) continue;
			const { length } = list(whole);
			if (brief.status === 200 && list(brief).length > length) wrong.push(`${path}/list is longer`);
			const { total = 0, count: number = total } = record(count);
			if (count.status === 200 && Number(number) > length)
				wrong.push(`${path}/count is ${String(number)}, not ${length}`);
		}
		expect(wrong).toEqual([]);
	},
);

/** Lists of what is personal, whose rows say whose they are. */
const PERSONAL = ['/domains/~/messagesessions', '/subscriptions', '/domains/~/subscriptions'];

test.each(PERSONAL)('%s shows a Basic User the own only', async (path) => {
	const all = list(await send('GET', `${path.replace('~', HOME)}?limit=1000`));
	expect(new Set(all.map(({ user }) => user)).size).toBeGreaterThan(1);
	const bearer = bearerOf('Basic User');
	const body = { model: 'presence', user: '~', 'post-url': 'http://127.0.0.1:9/own' };
	await send('POST', '/subscriptions', { bearer, body });
	const own = list(await send('GET', `${path}?limit=1000`, { bearer }));
	expect(new Set(own.map(({ user }) => user))).toEqual(new Set([SELF]));
	expect(own.every((one) => !('post-url' in one) || one['post-url'] === body['post-url'])).toBe(
		true,
	);
});
