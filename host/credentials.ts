/** How n8n signs in to the simulated NetSapiens server, and to the DNA API over it. */
import type { RunningSimulator } from '../simulator/steer/process';
import type { CredentialData } from './rest';

/** One n8n credential for each way to sign in, all of them with the rights of an Office Manager. */
export function credentialsFor({
	url,
	credentials,
}: Pick<RunningSimulator, 'url' | 'credentials'>) {
	const base = { type: 'netSapiensApi' };
	const login = credentials.password;
	return {
		apiKey: {
			...base,
			name: 'NetSapiens: API key',
			data: { server: url, authentication: 'apiKey', apiKey: credentials.apiKeys.officeManager },
		},
		password: {
			...base,
			name: 'NetSapiens: username & password',
			data: { server: url, authentication: 'password', ...login },
		},
		jwt: {
			...base,
			name: 'NetSapiens: JWT',
			data: { server: url, authentication: 'jwt', jwtSource: 'password', ...login },
		},
	} satisfies Record<string, CredentialData>;
}

/** Of those who have customers: a key that sees every domain of a reseller, and the DNA API's login. */
export function resellerCredentials({
	url,
	credentials: { apiKeys, nexogyDna },
}: Pick<RunningSimulator, 'url' | 'credentials'>) {
	return {
		netSapiens: {
			type: 'netSapiensApi',
			name: 'NetSapiens: reseller key',
			data: { server: url, authentication: 'apiKey', apiKey: apiKeys.reseller },
		},
		nexogyDna: {
			type: 'nexogyDnaApi',
			name: 'Nexogy DNA',
			data: { baseUrl: url, ...nexogyDna },
		},
	} satisfies Record<string, CredentialData>;
}
