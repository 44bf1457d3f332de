import { TOTP } from 'otpauth';

import { deviations } from '../../simulator/contract/deviations';
import { Spec } from '../../simulator/spec';
import { startSimulator, type RunningSimulator } from '../../simulator/steer/process';
import { clientOf, record } from './client';
import { judge } from './judge';
import { OperationRequests } from './operation-requests';

const spec = Spec.load();
const operations = spec.endpoints.flatMap((endpoint) =>
	endpoint.variants.map((variant) => ({ method: endpoint.method, variant })),
);

let simulator: RunningSimulator;
let requests: OperationRequests;

beforeAll(async () => {
	simulator = await startSimulator([
		'--cdrs',
		'120',
		'--domains',
		'2',
		'--users',
		'12',
		'--events-interval',
		'1000000',
	]);
	requests = new OperationRequests(spec, clientOf(simulator), await signIn());
});

afterAll(() => simulator.stop());

/** Bodies and bearers of the sign-in operations, in every way there is. */
async function signIn(): Promise<Record<string, unknown>> {
	const send = clientOf(simulator);
	const { clientId, clientSecret, username, password } = simulator.credentials.password;
	const client = { client_id: clientId, client_secret: clientSecret };
	const grant = { grant_type: 'password', ...client, username, password };
	const pair = record(await send('POST', '/tokens', { bearer: '', body: grant }));
	const jwt = record(await send('POST', '/jwt', { bearer: '', body: grant }));
	const second = record(await send('POST', '/jwt', { bearer: '', body: grant }));
	const { mfa } = simulator.credentials;
	const first = { ...grant, username: mfa.username, password: mfa.password };
	const code = {
		...first,
		grant_type: 'mfa',
		mfa_type: 'authenticator',
		mfa_vendor: 'google',
		ns_id_type: 'subscriber',
		passcode: new TOTP({ secret: mfa.secret }).generate(),
	};
	const waiting = record(await send('POST', '/tokens', { bearer: '', body: first }));
	const waitingJwt = record(await send('POST', '/jwt', { bearer: '', body: first }));
	return {
		officeManager: simulator.credentials.apiKeys.officeManager,
		password: grant,
		refresh: { grant_type: 'refresh_token', ...client, refresh_token: pair.refresh_token },
		mfa: { ...code, access_token: waiting.access_token },
		mfaJwt: { ...code, access_token: waitingJwt.token },
		jwt: jwt.token,
		jwtRefresh: { refresh: second.refresh },
	};
}

test('all 498 operations are covered', () => {
	expect(operations).toHaveLength(498);
	expect(new Set(operations.map(({ variant }) => variant.id)).size).toBe(498);
});

test('every deviation is about an operation that exists', () => {
	for (const { operations: pattern } of deviations) {
		expect(operations.some(({ variant }) => pattern.test(variant.id))).toBe(true);
	}
});

test('every operation answers with the documented status and shape', async () => {
	const wrong: string[] = [];
	for (const { method, variant } of operations) {
		const problem = judge(spec, variant, await requests.run(method, variant));
		if (problem) wrong.push(`${variant.id}: ${problem}`);
	}
	expect(wrong).toEqual([]);
});
