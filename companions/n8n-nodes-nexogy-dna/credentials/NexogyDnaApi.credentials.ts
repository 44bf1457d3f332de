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
import { assertOwnServer, baseUrlOf } from './signIn/server';
import { tokenIsStale, type DnaCredential } from './signIn/settings';
import { signIn } from './signIn/signIn';

/** Statuses that say that the test went wrong; others, such as 405, come from behind the sign-in. */
const BAD = [301, 302, 303, 307, 308, 401, 403, 404, 429, 500, 501, 502, 503, 504];

/** Signs in to a Nexogy DNA server with client, user name and password. */
export class NexogyDnaApi implements ICredentialType {
	name = 'nexogyDnaApi';

	displayName = 'Nexogy DNA API';

	icon: Icon = { light: 'file:../icons/nexogy-dna.svg', dark: 'file:../icons/nexogy-dna.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-netsapiens-pbx/n8n-nodes-netsapiens-pbx/tree/main/companions/n8n-nodes-nexogy-dna#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://staging.api.nexogy.com',
			description: 'Address of the API. Staging and production have one each.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'Identifies your application; comes from Nexogy',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Comes with the client ID',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			description: 'Login name of the API user',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Password of the API user',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			description: 'What the sign-in is for, as Nexogy told you. Empty unless they named one.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: "Whether to connect even if the SSL certificate of the server can't be verified",
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

	/** Looks for phone numbers, which changes nothing; what matters is that it is let in. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: '/api/dids/search',
			qs: { npa: '305' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: BAD },
		},
	};

	/** Gets or renews the token; n8n calls it when there is none, on a 401, and for a test. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { ...(await signIn(this.helpers, credential as DnaCredential)) };
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
		const settings = credential as DnaCredential;
		const own = baseUrlOf(settings.baseUrl);
		const baseURL = request.baseURL ?? own;
		// n8n's HTTP Request node has its address in `uri`.
		assertOwnServer(request.url ?? request.uri ?? '', baseURL, own);
		if (tokenIsStale(settings)) throw tokenHasEnded();
		return {
			...request,
			baseURL,
			...(settings.ignoreSslIssues ? { skipSslCertificateValidation: true } : {}),
			sendCredentialsOnCrossOriginRedirect: false,
			headers: {
				Accept: 'application/json',
				...request.headers,
				Authorization: `Bearer ${settings.accessToken}`,
			},
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
