import type { CredentialData } from '../../host/rest';
import { credentialsFor } from '../../host/simulator';
import { sharedN8n } from '../support/n8n';
import { startSimulator, type RunningSimulator } from '../support/simulator';

const n8n = sharedN8n();
let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});

afterAll(async () => await simulator.stop());

/** Saves the credential and runs its test, as the editor does after "Save". */
async function test(credential: CredentialData) {
	return await n8n.testCredential(await n8n.saveCredential(credential));
}

type Method = keyof ReturnType<typeof credentialsFor>;

/** The credential of that kind with some fields changed, under a name of its own. */
function changed(method: Method, changes: Record<string, unknown>): CredentialData {
	const credential = credentialsFor(simulator)[method];
	const data = { ...credential.data, ...changes };
	return { ...credential, data, name: `${credential.name} ${Object.keys(changes).join()}` };
}

describe('credential test', () => {
	it.each<Method>(['apiKey', 'password', 'jwt'])('accepts a good %s', async (method) => {
		expect(await test(changed(method, {}))).toMatchObject({ status: 'OK' });
	});

	it('accepts a JWT that a key gets on behalf of a user', async () => {
		const delegated = changed('jwt', {
			jwtSource: 'delegated',
			apiKey: simulator.credentials.apiKeys.superUser,
			delegatedDomain: simulator.credentials.domain,
			delegatedUser: '101',
		});
		expect(await test(delegated)).toMatchObject({ status: 'OK' });
	});

	it('accepts the server as host and port, and as a URL with the path of the API', async () => {
		for (const server of [`${simulator.url}/`, `${simulator.url}/ns-api/v2/`]) {
			expect(await test(changed('apiKey', { server }))).toMatchObject({ status: 'OK' });
		}
	});

	it.each<[Method, Record<string, string>, RegExp]>([
		['apiKey', { apiKey: 'nsd_wrong' }, /did not accept the API key\. Check that the whole key/],
		['password', { password: 'wrong' }, /Signing in was refused\. Check user name, password/],
		['jwt', { password: 'wrong' }, /Signing in was refused\. Check user name, password/],
	])('says what to do about a wrong %s', async (method, changes, advice) => {
		const { status, message } = await test(changed(method, changes));
		expect(status).toBe('Error');
		expect(message).toMatch(advice);
	});

	it.each<Method>(['apiKey', 'password', 'jwt'])(
		'says what to do when the server cannot be reached with %s',
		async (method) => {
			// Port 1 is reserved and nothing listens there.
			const { status, message } = await test(changed(method, { server: 'http://127.0.0.1:1' }));
			expect(status).toBe('Error');
			expect(message).toMatch(/127\.0\.0\.1:1 refuses the connection\. Check host and port/);
		},
	);
});
