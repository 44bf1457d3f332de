import { identity, type Http, type NetSapiensCredential, type Tokens } from './credential';
import { checkApiKey } from './apiKey';
import {
	jwtDelegated,
	jwtFromPassword,
	jwtFromRefresh,
	passwordGrant,
	refreshGrant,
	type Grant,
} from './grants';

/** How long the outcome of a sign-in serves those who still hold the tokens it replaced. */
const REUSE_MILLISECONDS = 60_000;

/**
 * Sign-ins of this process by what they replace. A refresh token works once, and several items
 * of one run notice its end together: they share one renewal instead of spoiling it for each other.
 */
const recent = new Map<string, { tokens: Promise<Tokens>; at: number }>();

/**
 * Gets a token: by the refresh token when there is one that belongs to the present settings,
 * else, or when that is refused, by the first grant.
 *
 * @throws UserError that says what to check
 */
export async function signIn(http: Http, credential: NetSapiensCredential): Promise<Tokens> {
	const signedInAs = identity(credential);
	const current = credential.signedInAs === signedInAs;
	const refreshToken = current ? credential.refreshToken : '';
	const key = `${signedInAs} ${refreshToken}`;

	forgetOld();
	const shared = recent.get(key);
	if (shared) return await shared.tokens;

	const tokens = obtain(http, credential, refreshToken).then((grant) => ({ ...grant, signedInAs }));
	recent.set(key, { tokens, at: Date.now() });
	const forget = () => recent.delete(key);
	// Without a refresh token every later call is a new wish to sign in, so only calls that
	// overlap share one.
	tokens.then(refreshToken ? undefined : forget, forget);
	return await tokens;
}

function forgetOld(): void {
	for (const [key, { at }] of recent) {
		if (Date.now() - at > REUSE_MILLISECONDS) recent.delete(key);
	}
}

async function obtain(
	http: Http,
	credential: NetSapiensCredential,
	refreshToken: string,
): Promise<Grant> {
	if (refreshToken) {
		const renewed = await renew(http, credential, refreshToken).catch(() => undefined);
		if (renewed) return renewed;
	}
	return await firstGrant(http, credential);
}

async function renew(
	http: Http,
	credential: NetSapiensCredential,
	refreshToken: string,
): Promise<Grant> {
	const grant = credential.authentication === 'jwt' ? jwtFromRefresh : refreshGrant;
	return await grant(http, credential, refreshToken);
}

async function firstGrant(http: Http, credential: NetSapiensCredential): Promise<Grant> {
	const { authentication, jwtSource, jwtRefreshToken } = credential;
	if (authentication === 'apiKey') return await checkApiKey(http, credential);
	if (authentication === 'password') return await passwordGrant(http, credential);
	if (jwtSource === 'delegated') return await jwtDelegated(http, credential);
	if (jwtSource === 'refresh')
		return await jwtFromRefresh(http, credential, jwtRefreshToken.trim());
	return await jwtFromPassword(http, credential);
}
