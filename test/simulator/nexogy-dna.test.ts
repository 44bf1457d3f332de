/** The DNA API of the simulator, and what it does to the system that it is a layer over. */
import { ALL_BUT_THE_CLOCK, simulatorInProcess, type InProcess } from './in-process';

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

/** Asks with a header of the sender's choice. */
const ask = async (path: string, authorization: string) =>
	await simulator.inject({ method: 'POST', url: `/api/${path}`, headers: { authorization } });

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

test('who has no token, or grants nothing that is known, is told so', async () => {
	const refusals = [
		[await grant({ ...login(), client_id: 'other' }), 401, 'Client authentication failed'],
		[await grant({ ...login(), username: 'other' }), 401, 'The user credentials were incorrect'],
		[await grant({ grant_type: 'client_credentials' }), 400, 'Unsupported grant type'],
		[await grant({ grant_type: 'refresh_token' }), 401, 'The refresh token is invalid'],
		[await ask('residential/client/1001', ''), 401, 'Unauthenticated.'],
		[await ask('residential/client/1001', `Basic ${bearer}`), 401, 'Unauthenticated.'],
		[await ask('residential/client/1001', `Bearer ${bearer}0`), 401, 'Unauthenticated.'],
	] as const;
	for (const [answer, status, message] of refusals) {
		expect(answer.statusCode).toBe(status);
		expect(answer.headers['content-type']).toContain('application/json');
		expect(answer.json()).toEqual({ result: 'ERROR', message });
	}
});

test('a token ends after twenty minutes, its refresh token does not', async () => {
	const [tokens] = (await grant(login())).json<[{ refresh_token: string }]>();
	const now = Date.now();
	jest.useFakeTimers({ doNotFake: ALL_BUT_THE_CLOCK, now });
	jest.setSystemTime(now + 1_199_000);
	expect(await post('dids/search')).toMatchObject({ status: 200 });
	jest.setSystemTime(now + 1_201_000);
	expect(await post('dids/search')).toMatchObject({ status: 401 });
	const { refresh_token } = tokens;
	const renewed = await grant({ grant_type: 'refresh_token', refresh_token });
	jest.useRealTimers();
	expect(renewed.statusCode).toBe(200);
});

test('what a client is made of stands in the system below', async () => {
	await post('residential/client', smith);
	expect(await record(`/domains/${domain}`)).toMatchObject({
		...{ description: 'Nathan Smith', reseller: 'Northwind Telecom' },
	});
	expect(await record(`/domains/${domain}/users/1000`)).toMatchObject({
		...{ 'name-first-name': 'Nathan', 'name-last-name': 'Smith' },
		...{ 'email-address': 'nathan@smith.example', 'user-scope': 'Basic User' },
	});
	expect(await record(`/domains/${domain}/phonenumbers/3055550100`)).toMatchObject({
		'dial-rule-application': 'to-user-residential',
		'dial-rule-translation-destination-user': '1000',
		'dial-rule-translation-destination-host': domain,
	});
	const { data } = await post('residential/device', { domain, ext: '1001' });
	const device = await record(`/domains/${domain}/users/1001/devices/1001`);
	const { authentication_key: key, ...others } = data as Record<string, unknown>;
	expect(others).toEqual({
		...{ subscriber_name: '1001', aor: `sip:1001@${domain}`, domain },
		regservers: { server1: { address: 'core1.pbx.example', port: 5060 } },
		timestamp: expect.any(Number) as number,
	});
	// Encrypted, so that nobody takes it for the password itself.
	const sealed = Buffer.from(String(key), 'base64').toString('latin1');
	expect(sealed).toContain(String(device['device-sip-registration-password']));
	expect(sealed).not.toBe(device['device-sip-registration-password']);
	expect(await record(`/domains/${domain}/users/1001`)).toMatchObject({
		...{ 'name-first-name': 'Extension', 'name-last-name': '1001', 'email-address': '' },
	});
});

test('clients count up, and their domains are called after them', async () => {
	const names = ["O'Brien", 'de la Cruz', '李', 'SMITH'];
	const made: unknown[] = [];
	for (const [i, last_name] of names.entries()) {
		const did_number = `30555501${String(i * 7).padStart(2, '0')}`;
		made.push((await post('residential/client', { ...smith, last_name, did_number })).data);
	}
	const domains = ['obrien.1001', 'delacruz.1002', 'client.1003', 'smith.1004'];
	expect(made).toEqual(
		domains.map((name, i) => ({
			client: { id: 1001 + i, ns_domain: `${name}.residential.example` },
			timestamp: expect.any(Number) as number,
		})),
	);
});

test('a number from elsewhere need not be free; a change of the billing date is kept', async () => {
	const ported = { ...smith, did_porting: '1', did_number: '4155550123' };
	expect(await post('residential/client', ported)).toMatchObject({ result: 'OK' });
	const change = async (start_billing_date: string) =>
		await post('residential/client/1001', { start_billing_date });
	expect(await change('07/01/2026')).toMatchObject({ result: 'OK' });
	for (const wrong of ['13/01/2026', '00/10/2026', '07/32/2026', '07/00/2026', '7/1/2026', ''])
		expect(await change(wrong)).toMatchObject({
			...{ result: 'ERROR', message: 'start_billing_date must be MM/DD/YYYY' },
		});
	const view = (await simulator.inject({ url: '/_sim/nexogy-dna' })).json<unknown[]>();
	expect(view).toEqual([
		{
			...{ id: 1001, domain, number: '4155550123' },
			...{ billing: 'active', startBillingDate: '07/01/2026' },
		},
	]);
	for (const [path, message] of [
		['residential/domain/nobody.example', 'Domain nobody.example does not exist'],
		['residential/client/2002', 'Client 2002 does not exist'],
	] as const)
		expect(await post(path, smith)).toMatchObject({ result: 'ERROR', message });
});

test.each<[Record<string, string>, string[]]>([
	[{ npa: '305' }, ['305']],
	[{ state: 'fl' }, ['305', '786', '954']],
	[{ state: 'NY', npa: '646' }, ['646']],
	[{ state: 'NY', npa: '305' }, []],
	[{ state: 'CA' }, []],
	[{}, ['305', '786', '954', '212', '646', '512']],
])('a search by %j finds twelve numbers in each area code of it', async (query, codes) => {
	const { data } = await post('dids/search', query);
	const found = (data as { return: Record<string, unknown> }).return;
	const { tn = [] } = found.result as { tn?: Array<Record<string, string>> };
	expect(found).toMatchObject({ npas: { npa: query.npa ?? '' }, tnCount: codes.length * 12 });
	expect('tn' in (found.result as object)).toBe(codes.length > 0);
	expect([...new Set(tn.map(({ number }) => number?.slice(0, 3)))]).toEqual(codes);
	expect(new Set(tn.map(({ number }) => number)).size).toBe(codes.length * 12);
	for (const { number, category } of tn) {
		// 555-01xx numbers belong to nobody.
		expect(number).toMatch(/^\d{3}55501\d\d$/);
		expect(category).toMatch(/^(Standard|Gold)$/);
	}
});

test('faults strike here too', async () => {
	await simulator.inject({
		method: 'POST',
		url: '/_sim/faults',
		payload: { kind: 'server-error', path: '/api/residential' },
	});
	expect(await post('residential/client', smith)).toMatchObject({ status: 500 });
});
