/** The DNA API of the simulator, and what it does to the system that it is a layer over. */
import { simulatorInProcess, type InProcess } from './in-process';

let simulator: InProcess;
let bearer: string;

const form = (fields: Record<string, string>) => ({
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	payload: new URLSearchParams(fields).toString(),
});

async function grant(fields: Record<string, string>) {
	const { clientId, clientSecret } = simulator.instance.credentials.nexogyDna;
	const client = { client_id: clientId, client_secret: clientSecret };
	const url = '/api/oauth/token';
	return await simulator.inject({ method: 'POST', url, ...form({ ...client, ...fields }) });
}

const login = () => {
	const { username, password } = simulator.instance.credentials.nexogyDna;
	return { grant_type: 'password', username, password };
};

async function post(
	path: string,
	fields: Record<string, string> = {},
): Promise<Record<string, unknown>> {
	const { headers, payload } = form(fields);
	const answer = await simulator.inject({
		method: 'POST',
		url: `/api/${path}`,
		headers: { ...headers, authorization: `Bearer ${bearer}` },
		payload,
	});
	return { status: answer.statusCode, ...answer.json<Record<string, unknown>>() };
}

/** A record of the system below. */
const record = async (path: string) =>
	(await simulator.inject({ url: `/ns-api/v2${path}` })).json<Record<string, unknown>>();

const smith = {
	start_billing_date: '05/31/2026',
	customer_id: '20451',
	has_subreseller_id: '0',
	email: 'nathan@smith.example',
	first_name: 'Nathan',
	last_name: 'Smith',
	zipcode: '33101',
	address: '12 Palm Ave',
	sameBillingAddress: '1',
	did_porting: '0',
	did_number: '3055550100',
};
const domain = 'smith.1001.residential.example';

beforeAll(async () => (simulator = await simulatorInProcess()));

afterAll(async () => await simulator.stop());

beforeEach(async () => {
	simulator.instance.reset();
	const [tokens] = (await grant(login())).json<Array<{ access_token: string }>>();
	bearer = tokens?.access_token ?? '';
});

test('a sign-in gives a list of one, and a refresh token works once', async () => {
	const granted = await grant(login());
	expect(granted.json()).toEqual([
		{
			token_type: 'Bearer',
			expires_in: 1200,
			access_token: expect.stringMatching(/^\w{64}$/) as string,
			refresh_token: expect.stringMatching(/^\w{64}$/) as string,
		},
	]);
	const [{ refresh_token }] = granted.json<[{ refresh_token: string }]>();
	const renewal = { grant_type: 'refresh_token', refresh_token };
	expect((await grant(renewal)).statusCode).toBe(200);
	expect((await grant(renewal)).statusCode).toBe(401);
	expect((await grant({ ...login(), password: 'wrong' })).statusCode).toBe(401);
	expect((await grant({ ...login(), client_secret: 'wrong' })).statusCode).toBe(401);
});

test('a token that has ended is refused', async () => {
	expect(await post('dids/search', { npa: '305' })).toMatchObject({ status: 200 });
	await simulator.inject({ method: 'POST', url: '/_sim/nexogy-dna/expire' });
	expect(await post('dids/search', { npa: '305' })).toMatchObject({ status: 401 });
});

test('a client is a domain below, with a user, a number that is taken, and a device when asked', async () => {
	const { data } = await post('residential/client', smith);
	expect(data).toMatchObject({ client: { id: 1001, ns_domain: domain } });
	expect(await record(`/domains/${domain}`)).toMatchObject({
		'domain-type': 'Residential',
		'is-domain-locked': 'no',
	});
	const [one] = [await post('residential/device', { client_id: '1001' })];
	expect(one?.data).toMatchObject({ aor: `sip:1000@${domain}`, domain });
	const other = await post('residential/device', { domain, ext: '1001' });
	expect(other.data).toMatchObject({ aor: `sip:1001@${domain}` });
	await post('residential/device', { client_id: '1001' });
	expect(await record(`/domains/${domain}/devices`)).toHaveLength(2);
	expect(await post('residential/client', smith)).toMatchObject({ result: 'ERROR' });
	expect(JSON.stringify(await post('dids/search', { npa: '305' }))).not.toContain('3055550100');
});

test('suspend and cancel lock the domain, activate unlocks it', async () => {
	await post('residential/client', smith);
	for (const [action, status] of [
		['suspend', 'locked'],
		['activate', 'active'],
		['cancel', 'locked'],
	] as const) {
		expect(await post(`residential/client/1001/${action}`)).toMatchObject({ result: 'OK' });
		expect((await post(`residential/domain/${domain}`)).data).toMatchObject({ status });
	}
	expect(await post('residential/client/1001/nothing')).toMatchObject({ status: 404 });
	expect(await post('residential/client/77/suspend')).toMatchObject({ result: 'ERROR' });
	const view = (await simulator.inject({ url: '/_sim/nexogy-dna' })).json<unknown[]>();
	expect(view).toEqual([expect.objectContaining({ id: 1001, billing: 'canceled' })]);
});

test.each([
	[{ start_billing_date: '2026-05-31' }, /MM\/DD\/YYYY/],
	[{ has_subreseller_id: 'true' }, /has_subreseller_id must be 0 or 1/],
	[{ has_subreseller_id: '1' }, /Required: subreseller_id/],
	[{ subreseller_id: '5' }, /subreseller_id is for/],
	[{ sameBillingAddress: '0' }, /Required: billing_address, billing_zipcode/],
	[{ did_number: '3055559999' }, /not available/],
	[{ email: '' }, /Required: email/],
])('a client with %j is refused', async (change, words) => {
	const { result, message } = await post('residential/client', { ...smith, ...change });
	expect([result, message]).toEqual(['ERROR', expect.stringMatching(words)]);
	expect((await simulator.inject({ url: '/_sim/nexogy-dna' })).json()).toEqual([]);
});

test('faults strike here too', async () => {
	await simulator.inject({
		method: 'POST',
		url: '/_sim/faults',
		payload: { kind: 'server-error', path: '/api/residential' },
	});
	expect(await post('residential/client', smith)).toMatchObject({ status: 500 });
});
