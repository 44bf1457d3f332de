import { checkApiKey } from './apiKey';
import { endOfLife } from './claims';
import { fingerprint, type Http, type NetSapiensCredential, type Tokens } from './credential';
import {
	jwtDelegated,
	jwtFromPassword,
	jwtFromRefresh,
	passwordGrant,
	refreshGrant,
	type Grant,
} from './grants';
import { keyWords, personWords } from './person';
import { SignInRefused, SignInStopped } from './words';

/**
 * How long a renewal serves those who still hold the refresh token it used up: several items of
 * one run notice its end together.
 */
const RENEWED_MILLISECONDS = 60_000;

/** How long a refusal holds: failed logins lock accounts, and many items may start together. */
const REFUSED_MILLISECONDS = 10_000;

/** Values that hold for a while. */
type Fresh<T> = Map<string, { value: T; until: number }>;

/** Sign-ins of this process by what they replace, under way or just over. */
const recent: Fresh<Promise<Tokens>> = new Map();

/** Refused sign-ins of this process by settings. */
const refusals: Fresh<SignInRefused> = new Map();

/**
 * Gets a token: by the refresh token when there is one that belongs to the present settings,
 * else, or when that is refused, by the first grant. Those who ask while it is under way share it;
 * those who ask for the same within some seconds of a refusal get the same answer.
 *
 * @throws UserError that says what to check
 */
export async function signIn(http: Http, credential: NetSapiensCredential): Promise<Tokens> {
	const tokenOwner = fingerprint(credential);
	const refreshToken = credential.tokenOwner === tokenOwner ? credential.refreshToken : '';
	const refusal = fresh(refusals, tokenOwner);
	if (refusal) throw refusal;

	const key = `${tokenOwner} ${refreshToken}`;
	const shared = fresh(recent, key);
	if (shared)
		return await shared.catch(async (error) => await afterOthers(error, http, credential));

	const tokens = obtain(http, credential, tokenOwner, refreshToken);
	// Without a refresh token every later call is a new wish to sign in.
	const lasting = refreshToken ? RENEWED_MILLISECONDS : 0;
	recent.set(key, { value: tokens, until: Infinity });
	tokens.then(
		() => recent.set(key, { value: tokens, until: Date.now() + lasting }),
		(error: unknown) => {
			recent.delete(key);
			if (!(error instanceof SignInRefused)) return;
			refusals.set(tokenOwner, { value: error, until: Date.now() + REFUSED_MILLISECONDS });
		},
	);
	return await tokens;
}

/** What a sign-in that others began comes to: when just their run is over, this one signs in itself. */
async function afterOthers(
	error: unknown,
	http: Http,
	credential: NetSapiensCredential,
): Promise<Tokens> {
	if (error instanceof SignInStopped) return await signIn(http, credential);
	throw error;
}

/** What is kept under the key; all that is over is forgotten. */
function fresh<T>(kept: Fresh<T>, key: string): T | undefined {
	const now = Date.now();
	for (const [name, { until }] of kept) if (until <= now) kept.delete(name);
	return kept.get(key)?.value;
}

async function obtain(
	http: Http,
	credential: NetSapiensCredential,
	tokenOwner: string,
	refreshToken: string,
): Promise<Tokens> {
	const renewed = refreshToken ? await renewal(http, credential, refreshToken) : undefined;
	const grant = renewed ?? (await firstGrant(http, credential));
	const { accessToken, about } = grant;
	const isKey = credential.authentication === 'apiKey';
	return {
		accessToken,
		refreshToken: grant.refreshToken,
		expiresAt: endOfLife(about, Date.now()),
		tokenOwner,
		signedInAs: isKey
			? keyWords(credential, about)
			: await personWords(http, credential, grant, renewed ? credential.signedInAs : ''),
	};
}

/** @returns undefined when the server does not renew; a first grant may do better */
async function renewal(
	http: Http,
	credential: NetSapiensCredential,
	refreshToken: string,
): Promise<Grant | undefined> {
	const grant = credential.authentication === 'jwt' ? jwtFromRefresh : refreshGrant;
	return await grant(http, credential, refreshToken).catch((error: unknown) => {
		if (error instanceof SignInRefused) return undefined;
		throw error;
	});
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
