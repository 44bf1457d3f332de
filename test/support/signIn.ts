import { TOTP } from 'otpauth';
import type { IDataObject } from 'n8n-workflow';
import type { RunningSimulator } from '../../simulator/steer/process';

/** Field values for the operations that sign in, which take real logins and tokens, by test title. */
export async function signInValues(
	simulator: RunningSimulator,
): Promise<Record<string, IDataObject>> {
	const { clientId, clientSecret, username, password } = simulator.credentials.password;
	const client = { client_id: clientId, client_secret: clientSecret };
	const login = { ...client, username, password };
	const { mfa } = simulator.credentials;
	const mfaLogin = { ...client, username: mfa.username, password: mfa.password };
	const second = (token: unknown): IDataObject => ({
		...mfaLogin,
		mfa_type: 'authenticator',
		mfa_vendor: 'google',
		ns_id_type: 'subscriber',
		access_token: String(token),
		// Good for half a minute only, so it is made when it is asked for.
		get passcode() {
			return new TOTP({ secret: mfa.secret }).generate();
		},
	});
	const grant = async (path: string, body: IDataObject) =>
		await post(simulator, path, { grant_type: 'password', ...body });

	return {
		'accessToken create (password)': login,
		'accessToken create (refreshToken)': {
			...client,
			refresh_token: (await grant('/tokens', login)).refresh_token,
		},
		'accessToken create (mfa)': second((await grant('/tokens', mfaLogin)).access_token),
		'accessToken createFromAuthorizationCode': login,
		'jwt create (password)': login,
		'jwt create (refreshToken)': { refresh: (await grant('/jwt', login)).refresh },
		'jwt create (mfa)': second((await grant('/jwt', mfaLogin)).token),
	};
}

async function post(
	{ url }: RunningSimulator,
	path: string,
	body: IDataObject,
): Promise<IDataObject> {
	const response = await fetch(`${url}/ns-api/v2${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	return (await response.json()) as IDataObject;
}
