import {
	UserError,
	type Icon,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { bareKey, tokenIsStale, type NetSapiensCredential } from './signIn/credential';
import { apiBaseUrl, assertOwnServer } from './signIn/server';
import { signIn } from './signIn/signIn';

const whenApiKey = { show: { authentication: ['apiKey'] } };
const whenDelegated = { show: { authentication: ['jwt'], jwtSource: ['delegated'] } };
const whenRefresh = { show: { authentication: ['jwt'], jwtSource: ['refresh'] } };
const whenPassword = { show: { authentication: ['password'] } };
const whenJwtPassword = { show: { authentication: ['jwt'], jwtSource: ['password'] } };

/** The fields of a login with user name and password, which two ways to sign in share. */
const loginFields: INodeProperties[] = [
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		required: true,
		description: 'OAuth client that your provider created for you',
	},
	{
		displayName: 'Client Secret',
		name: 'clientSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: 'Comes with the client ID from your provider',
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 101@acme.example',
		description: 'Login name of the user, usually extension@domain',
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: 'Password that the user signs in to the portal with',
	},
	{
		displayName: 'Authenticator Secret',
		name: 'authenticatorSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. JBSW Y3DP EHPK 3PXP',
		description:
			'Only for accounts that require a code: the secret shown next to the QR code when an authenticator app is set up, or its otpauth:// address',
	},
];

const apiKeyField: INodeProperties = {
	displayName: 'API Key',
	name: 'apiKey',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	placeholder: 'e.g. nsd_…',
	description:
		'Key created in the portal or by your provider. Begins with nss_, nsr_, nsd_, or nsu_, depending on its scope.',
};

/** Signs in to a NetSapiens server by API key, user name and password, or JWT. */
export class NetSapiensApi implements ICredentialType {
	name = 'netSapiensApi';

	displayName = 'NetSapiens API';

	icon: Icon = { light: 'file:../icons/netsapiens.svg', dark: 'file:../icons/netsapiens.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-netsapiens-pbx/n8n-nodes-netsapiens-pbx/blob/main/docs/sign-in.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Server',
			name: 'server',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. pbx.example.com',
			description: 'Host name or URL of the API server, with the port if it is not 443',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'API Key', value: 'apiKey' },
				{ name: 'JWT', value: 'jwt' },
				{ name: 'Username & Password', value: 'password' },
			],
			default: 'apiKey',
			description: 'How to sign in. An API key suits workflows that run unattended best.',
		},
		{
			displayName: 'Get JWT From',
			name: 'jwtSource',
			type: 'options',
			options: [
				{
					name: 'API Key on Behalf of a User',
					value: 'delegated',
					description: 'Act as a certain user, with the permissions of that user',
				},
				{
					name: 'Refresh JWT',
					value: 'refresh',
					description: 'Use a refresh JWT that you already have',
				},
				{ name: 'Username & Password', value: 'password' },
			],
			default: 'password',
			description: 'What to sign in with to get the JWT',
			displayOptions: { show: { authentication: ['jwt'] } },
		},
		{ ...apiKeyField, displayOptions: whenApiKey },
		{ ...apiKeyField, displayOptions: whenDelegated },
		...loginFields.map((field) => ({ ...field, displayOptions: whenPassword })),
		...loginFields.map((field) => ({ ...field, displayOptions: whenJwtPassword })),
		{
			displayName: 'Refresh JWT',
			name: 'jwtRefreshToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: whenRefresh,
			description: 'JWT to begin with; n8n renews it from then on and always keeps the newest one',
		},
		{
			displayName: 'Domain',
			name: 'delegatedDomain',
			type: 'string',
			default: '',
			required: true,
			displayOptions: whenDelegated,
			placeholder: 'e.g. acme.example',
			description: 'Domain of the user to act as',
		},
		{
			displayName: 'User',
			name: 'delegatedUser',
			type: 'string',
			default: '',
			required: true,
			displayOptions: whenDelegated,
			placeholder: 'e.g. 101',
			description: 'Extension of the user to act as',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: "Whether to connect even if the SSL certificate of the server can't be verified",
		},
		{
			displayName: 'Signed In As',
			name: 'signedInAs',
			type: 'string',
			default: '',
			description:
				'Who this credential acts as, and with which scope. Filled in when the credential is tested and shown when you open it again; typing here has no effect.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{ displayName: 'Expires At', name: 'expiresAt', type: 'hidden', default: '' },
		{
			displayName: 'Token Owner',
			name: 'tokenOwner',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			url: '={{ $credentials.authentication === "apiKey" ? "/apikeys/~" : "/domains/~/users/~" }}',
			disableFollowRedirect: true,
		},
	};

	/** Gets or renews the token; n8n calls it when there is none, on a 401, and for a test. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { ...(await signIn(this.helpers, credential as NetSapiensCredential)) };
	}

	/**
	 * Adds the server's address, the bearer and the certificate setting to a request.
	 *
	 * @throws UserError when the request goes to another server, or when the token has to be renewed
	 *   first, which n8n then does
	 */
	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions & { uri?: string },
	): Promise<IHttpRequestOptions> {
		const settings = credential as NetSapiensCredential;
		const baseURL = request.baseURL ?? apiBaseUrl(settings.server);
		// n8n's HTTP Request node has its address in `uri`.
		assertOwnServer(request.url ?? request.uri ?? '', baseURL, settings.server);
		if (tokenIsStale(settings)) throw tokenHasEnded();
		const isKey = settings.authentication === 'apiKey';
		const bearer = isKey ? bareKey(settings.apiKey) : settings.accessToken;
		return {
			...request,
			baseURL,
			...(settings.ignoreSslIssues ? { skipSslCertificateValidation: true } : {}),
			sendCredentialsOnCrossOriginRedirect: false,
			headers: { ...request.headers, Authorization: `Bearer ${bearer}` },
		};
	}
}

/**
 * What n8n takes for an answer 401 of the server, so that it renews the token and then sends the
 * request for the first time.
 */
function tokenHasEnded(): UserError {
	const error = new UserError('The token has ended. Test the credential to sign in anew.');
	return Object.assign(error, { response: { status: 401 } });
}
