/** A credential and a server for tests of sign-in. */
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Http, NetSapiensCredential } from '../../../credentials/signIn/credential';

let count = 0;

/** Settings of their own for each test: sign-ins are shared by settings. */
export function credential(more: Partial<NetSapiensCredential> = {}): NetSapiensCredential {
	return {
		server: `pbx${count++}.example.com`,
		authentication: 'password',
		apiKey: '',
		clientId: 'client',
		clientSecret: 'cl13nt-secret',
		username: '101@acme.example',
		password: 'p4ssw0rd',
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
		...more,
	};
}

/** What the fake server answers; an Error breaks the connection. */
export type Reply = { statusCode: number; body?: unknown; headers?: IDataObject } | Error;

/** A request as the HTTP helper got it, its body as fields. */
export interface Sent extends IHttpRequestOptions {
	fields: Record<string, string>;
}

/** An HTTP helper that answers in turn and remembers what it was asked. */
export function server(...replies: Reply[]) {
	const requests: Sent[] = [];
	const httpRequest = async (request: IHttpRequestOptions): Promise<unknown> => {
		const reply = replies[requests.length];
		requests.push({ ...request, fields: fieldsOf(request.body) });
		if (reply === undefined) throw new Error(`unexpected request ${request.url}`);
		if (reply instanceof Error) throw reply;
		const { statusCode, headers = {}, body = '' } = reply;
		return { statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
	};
	return { requests, http: { httpRequest } as Http };
}

function fieldsOf(body: unknown): Record<string, string> {
	if (body instanceof URLSearchParams) return Object.fromEntries(body);
	return (body ?? {}) as Record<string, string>;
}

/** A whole answer of the password grant. */
export const tokens = (name: string, more: IDataObject = {}): Reply => ({
	statusCode: 200,
	body: {
		user: '101',
		domain: 'acme.example',
		displayName: 'Pat Doe',
		scope: 'Office Manager',
		access_token: `access-${name}`,
		refresh_token: `refresh-${name}`,
		expires_in: 3600,
		...more,
	},
});

/** A JWT that says what is given. */
export function jwtWith(claims: IDataObject): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'HS256' })}.${part(claims)}.signature`;
}

export const claims = {
	sub: '101@acme.example',
	displayName: 'Pat Doe',
	user_scope: 'Office Manager',
	iat: 1_000_000,
	exp: 1_086_400,
};

/** An answer of the JWT endpoint. */
export const jwts = (name: string, more: IDataObject = {}): Reply => ({
	statusCode: 200,
	body: { token: jwtWith({ ...claims, jti: name, ...more }), refresh: `next-${name}` },
});

export const refused = (statusCode: number, message: string): Reply => ({
	statusCode,
	body: { code: statusCode, message },
});
