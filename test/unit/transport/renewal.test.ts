import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { fingerprint, type NetSapiensCredential } from '../../../credentials/signIn/credential';
import { Api } from '../../../nodes/NetSapiens/transport/api';

/** Lets all that is ready go on. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** Requests in flight when the first of them is told that the token has ended. */
const CONCURRENCY = 20;

/**
 * n8n with a server whose token has ended. Unlike the real sign-in, that of this n8n shares nothing
 * among those who want a new token at the same time.
 *
 * @param refusal what signing in fails with
 */
function n8nWithEndedToken(refusal?: Error) {
	const stored = {
		server: 'pbx.example.com',
		authentication: 'password',
		accessToken: 'old',
		expiresAt: '2999-01-01T00:00:00Z',
	} as NetSapiensCredential;
	stored.tokenOwner = fingerprint(stored);
	const counts = { requests: 0, logins: 0 };
	let allAreSent = () => {};
	const allSent = new Promise<void>((resolve) => (allAreSent = resolve));

	async function signIn(credential: NetSapiensCredential): Promise<void> {
		counts.logins++;
		await settled();
		if (refusal) throw new Error('from n8n', { cause: refusal });
		Object.assign(credential, { accessToken: 'new', expiresAt: '2999-01-01T00:00:00Z' });
	}

	async function send(this: IExecuteFunctions) {
		const credential = await this.getCredentials<NetSapiensCredential>('netSapiensApi');
		if (Date.parse(credential.expiresAt) < Date.now()) await signIn(credential);
		if (++counts.requests === CONCURRENCY) allAreSent();
		const { accessToken } = credential;
		await allSent;
		const isGood = accessToken === 'new';
		const body = isGood ? '{"name":"acme"}' : '{"message":"expired"}';
		return { statusCode: isGood ? 200 : 401, headers: {}, body };
	}

	const context = {
		getNode: () => ({ name: 'NetSapiens' }),
		getCredentials: async () => ({ ...stored }),
		helpers: { httpRequestWithAuthentication: send },
	} as unknown as IExecuteFunctions;
	return { api: new Api(context, { concurrency: CONCURRENCY }), counts, stored, allAreSent };
}

const question = { method: 'GET', path: '/domains', kind: 'record' } as const;

test('requests that are told together that the token has ended share one sign-in', async () => {
	const { api, counts } = n8nWithEndedToken();
	const answers = await Promise.all(
		Array.from({ length: 20 }, async () => await api.request(question)),
	);
	expect(answers).toEqual(Array(20).fill({ name: 'acme' }));
	expect(counts).toEqual({ logins: 1, requests: 40 });
	await api.request(question);
	expect(counts).toEqual({ logins: 1, requests: 41 });
});

test('a token that another process has got meanwhile is used, and what is good is not sent again', async () => {
	const { api, counts, stored, allAreSent } = n8nWithEndedToken();
	const answer = api.request({ ...question, method: 'POST', kind: 'write' });
	await settled();
	stored.accessToken = 'new';
	allAreSent();
	expect(await answer).toEqual({ name: 'acme' });
	expect(counts).toEqual({ logins: 0, requests: 2 });
});

test('when signing in is refused, nobody tries again, and all say so', async () => {
	const { api, counts } = n8nWithEndedToken(new UserError('Check the password.'));
	const failures = await Promise.allSettled(
		Array.from({ length: 40 }, async () => await api.request(question)),
	);
	const reasons = failures.map(
		(failure) => 'reason' in failure && (failure.reason as Error).message,
	);
	expect(reasons).toEqual(Array(40).fill('Check the password.'));
	expect(counts).toEqual({ logins: 1, requests: 20 });
});
