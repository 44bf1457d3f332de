import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { bareKey, identity, type NetSapiensCredential } from './signIn/credential';
import { apiBaseUrl } from './signIn/server';
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
		description: 'OAuth client that the provider made for integrations such as this one',
	},
	{
		displayName: 'Client Secret',
		name: 'clientSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 101@acme.example',
		description: 'Login name of the user, in most cases extension@domain',
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description:
			'Password of the user for the portal. Accounts that ask for a code cannot be used.',
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
		'Key made in the portal or by the provider. Begins with nss_, nsr_, nsd_ or nsu_ depending on its scope.',
};

/** Signs in to a NetSapiens server by API key, user name and password, or JWT. */
export class NetSapiensApi implements ICredentialType {
	name = 'netSapiensApi';

	displayName = 'NetSapiens API';

	icon: Icon = { light: 'file:../icons/netsapiens.svg', dark: 'file:../icons/netsapiens.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-netsapiens-pbx/n8n-nodes-netsapiens-pbx#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Server',
			name: 'server',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. pbx.example.com',
			description: 'Host name of the API server, with a port if it is not 443, or a URL',
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
			description: 'How to sign in. An API key is best for unattended work.',
		},
		{
			displayName: 'Get JWT From',
			name: 'jwtSource',
			type: 'options',
			options: [
				{
					name: 'API Key on Behalf of a User',
					value: 'delegated',
					description: 'Act as a named user, with what that user may do',
				},
				{ name: 'Refresh JWT', value: 'refresh', description: 'Use a refresh JWT you have got' },
				{ name: 'Username & Password', value: 'password' },
			],
			default: 'password',
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
			description: 'Works once: n8n renews it from then on and keeps the newest',
		},
		{
			displayName: 'Domain',
			name: 'delegatedDomain',
			type: 'string',
			default: '',
			required: true,
			displayOptions: whenDelegated,
			placeholder: 'e.g. acme.example',
			description: 'Domain of the user to act for',
		},
		{
			displayName: 'User',
			name: 'delegatedUser',
			type: 'string',
			default: '',
			required: true,
			displayOptions: whenDelegated,
			placeholder: 'e.g. 101',
			description: 'Extension of the user to act for',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if the certificate of the server cannot be verified',
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
		{ displayName: 'Signed In As', name: 'signedInAs', type: 'hidden', default: '' },
	];

	test: ICredentialTestRequest = {
		request: {
			url: '={{ $credentials.authentication === "apiKey" ? "/apikeys/~" : "/domains/~/users/~" }}',
		},
	};

	/** Gets or renews the token; n8n calls it when there is none, on a 401, and for a test. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { ...(await signIn(this.helpers, credential as NetSapiensCredential)) };
	}

	/** Adds the server's address, the bearer and the certificate setting to a request. */
	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const settings = credential as NetSapiensCredential;
		const relative = !/^https?:\/\//i.test(request.url);
		return {
			...request,
			...(relative ? { baseURL: apiBaseUrl(settings.server) } : {}),
			...(settings.ignoreSslIssues ? { skipSslCertificateValidation: true } : {}),
			headers: { ...request.headers, Authorization: `Bearer ${bearer(settings)}` },
		};
	}
}

/** Tokens of earlier settings are not sent: the 401 that follows makes n8n sign in anew. */
function bearer(credential: NetSapiensCredential): string {
	if (credential.authentication === 'apiKey') return bareKey(credential.apiKey);
	return credential.signedInAs === identity(credential) ? credential.accessToken : '';
}
