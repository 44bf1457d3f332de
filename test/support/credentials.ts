import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { RunningSimulator } from '../../simulator/steer/process';

const empty: ICredentialDataDecryptedObject = {
	apiKey: '',
	clientId: '',
	clientSecret: '',
	username: '',
	password: '',
	authenticatorSecret: '',
	jwtSource: 'password',
	jwtRefreshToken: '',
	delegatedUser: '',
	delegatedDomain: '',
	ignoreSslIssues: false,
	accessToken: '',
	refreshToken: '',
	expiresAt: '',
	tokenOwner: '',
	signedInAs: '',
};

type Scope = keyof RunningSimulator['credentials']['apiKeys'];

/** The data of a credential with an API key of the simulator. */
export function apiKeyCredential(
	{ url, credentials }: RunningSimulator,
	scope: Scope = 'superUser',
): ICredentialDataDecryptedObject {
	const apiKey = credentials.apiKeys[scope];
	return { ...empty, server: url, authentication: 'apiKey', apiKey };
}

/** The data of a credential with user name and password. */
export function passwordCredential({
	url,
	credentials,
}: RunningSimulator): ICredentialDataDecryptedObject {
	return { ...empty, server: url, authentication: 'password', ...credentials.password };
}

/** The data of a credential with a JWT from user name and password. */
export function jwtCredential(simulator: RunningSimulator): ICredentialDataDecryptedObject {
	return { ...passwordCredential(simulator), authentication: 'jwt', jwtSource: 'password' };
}

/** The data of a credential for any server, with a key that n8n has looked at already. */
export function keyFor(url: string): ICredentialDataDecryptedObject {
	const apiKey = 'nss_0123456789';
	return { ...empty, server: url, authentication: 'apiKey', apiKey, accessToken: apiKey };
}
