import { TOTP } from 'otpauth';

import { deviations, type Deviation } from '../../simulator/contract/deviations';
import { keyDifferences } from '../../simulator/contract/keys';
import { Spec, type Variant } from '../../simulator/spec';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, record, type Answer } from './client';
import { deviationOf, judge } from './judge';
import { differencesOfKeys } from './keys';
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
	// A passcode is good for half a minute only, so each is made when it is sent.
	const withCode = (token: unknown) => ({
		...first,
		grant_type: 'mfa',
		mfa_type: 'authenticator',
		mfa_vendor: 'google',
		ns_id_type: 'subscriber',
		access_token: token,
		get passcode() {
			return new TOTP({ secret: mfa.secret }).generate();
		},
	});
	const waiting = record(await send('POST', '/tokens', { bearer: '', body: first }));
	const waitingJwt = record(await send('POST', '/jwt', { bearer: '', body: first }));
	return {
		officeManager: simulator.credentials.apiKeys.officeManager,
		password: grant,
		refresh: { grant_type: 'refresh_token', ...client, refresh_token: pair.refresh_token },
		mfa: withCode(waiting.access_token),
		mfaJwt: withCode(waitingJwt.token),
		jwt: jwt.token,
		jwtRefresh: { refresh: second.refresh },
	};
}

test('all 498 operations are covered', () => {
	expect(operations).toHaveLength(498);
	expect(new Set(operations.map(({ variant }) => variant.id)).size).toBe(498);
});

test('every exception says why, and is about an operation that exists', () => {
	for (const { operations: pattern, reason } of [...deviations, ...keyDifferences]) {
		expect([reason, operations.some(({ variant }) => pattern.test(variant.id))]).toEqual([
			expect.stringMatching(/^\S.{30,}\.$/),
			true,
		]);
	}
});

const NONE: Deviation = { operations: /^/, reason: '' };

/** Exceptions that an answer has no need of. */
function needless(variant: Variant, answer: Answer, differences: string[]): string[] {
	const isListed = deviationOf(variant.id) !== undefined;
	const isRight = isListed && judge(spec, variant, answer, NONE) === undefined;
	const unseen = keyDifferences.filter(
		(one) =>
			one.operations.test(variant.id) && !differences.some((key) => one.differences.test(key)),
	);
	return [
		...(isRight ? ['does as documented'] : []),
		...unseen.map(({ reason }) => `not: ${reason}`),
	];
}

/** What an answer has other than the document, where no exception says so. */
function unlisted(variant: Variant, answer: Answer, differences: string[]): string[] {
	const problem = judge(spec, variant, answer);
	const unknown = differences.filter(
		(difference) =>
			!keyDifferences.some(
				(one) => one.operations.test(variant.id) && one.differences.test(difference),
			),
	);
	return problem === undefined ? unknown : [problem, ...unknown];
}

test('every operation answers with the documented status, shape and keys, but for exceptions it needs', async () => {
	const wrong: string[] = [];
	for (const { method, variant } of operations) {
		const answer = await requests.run(method, variant);
		const schema = spec.responseSchema(variant, answer.status);
		const differences = schema ? differencesOfKeys(spec, schema, answer.body) : [];
		const found = [unlisted, needless].flatMap((look) => look(variant, answer, differences));
		wrong.push(...found.map((one) => `${variant.id}: ${one}`));
	}
	expect(wrong).toEqual([]);
}, 240_000);

test.each([
	['a key more', { name: 'a', more: 1 }, ['+ more']],
	['a key less', {}, ['- name']],
	['a key more in a list', { name: 'a', parts: [{ id: 1 }, { id: 2, x: 1 }] }, ['+ parts[].x']],
	['an empty list', { name: 'a', parts: [] }, ['0 parts[]']],
	['an object without a word', { name: 'a', any: {} }, ['? any']],
	['nothing', { name: 'a', parts: [{ id: 1 }] }, []],
])('the comparison of keys sees %s', (_what, body, differences) => {
	const text = { type: 'string' };
	const part = { type: 'object', properties: { id: { type: 'integer' } } };
	const properties = {
		name: text,
		...('parts' in body ? { parts: { type: 'array', items: part } } : {}),
		...('any' in body ? { any: { type: 'object', properties: {} } } : {}),
	};
	expect(differencesOfKeys(spec, { type: 'object', properties }, body)).toEqual(differences);
});
