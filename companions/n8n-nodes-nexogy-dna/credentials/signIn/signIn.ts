import { UserError, type IDataObject } from 'n8n-workflow';
import { masked } from '../../nodes/NexogyDna/transport/secrets';
import { requestToken, type TokenAnswer } from './requestToken';
import { fingerprint, secretsOf, type DnaCredential, type Http, type Tokens } from './settings';

/** How long a renewal serves those who still hold the refresh token that it used up. */
const RENEWED_MILLISECONDS = 60_000;

/** How long a refusal holds: failed logins lock accounts, and many items may start together. */
const REFUSED_MILLISECONDS = 10_000;

/** What servers are taken to mean that do not say how long a token lives (they give 1200 s). */
const LIFE_SECONDS = 1200;

/** The server answered, but did not sign anybody in. */
class SignInRefused extends UserError {}

/** Sign-ins of this process by what they replace, under way or just over. */
const recent = new Map<string, { tokens: Promise<Tokens>; until: number }>();

/**
 * Gets a token: by the refresh token when there is one that belongs to the present settings, else,
 * or when that is refused, by user name and password. Those who ask for the same while it is under
 * way share it, since a refresh token works once.
 *
 * @throws UserError that says what to check
 */
export async function signIn(http: Http, credential: DnaCredential): Promise<Tokens> {
	const tokenOwner = fingerprint(credential);
	const refreshToken = credential.tokenOwner === tokenOwner ? credential.refreshToken : '';
	const key = `${tokenOwner} ${refreshToken}`;
	forgetWhatIsOver();
	const shared = recent.get(key);
	if (shared) return await shared.tokens;

	const tokens = obtain(http, credential, tokenOwner, refreshToken);
	const entry = { tokens, until: Infinity };
	recent.set(key, entry);
	tokens.then(
		// Without a refresh token every later call is a new wish to sign in.
		() => (entry.until = refreshToken ? Date.now() + RENEWED_MILLISECONDS : 0),
		(error: unknown) => {
			if (error instanceof SignInRefused) entry.until = Date.now() + REFUSED_MILLISECONDS;
			else recent.delete(key);
		},
	);
	return await tokens;
}

function forgetWhatIsOver(): void {
	for (const [key, { until }] of recent) if (until <= Date.now()) recent.delete(key);
}

async function obtain(
	http: Http,
	credential: DnaCredential,
	tokenOwner: string,
	refreshToken: string,
): Promise<Tokens> {
	const renewed = refreshToken ? await renewal(http, credential, refreshToken) : undefined;
	const record = renewed ?? (await passwordGrant(http, credential));
	const seconds = Number(record.expires_in) || LIFE_SECONDS;
	return {
		accessToken: String(record.access_token),
		refreshToken: String(record.refresh_token ?? ''),
		expiresAt: new Date(Date.now() + seconds * 1000).toISOString(),
		tokenOwner,
	};
}

/** @returns undefined when the server does not renew; a new sign-in may do better */
async function renewal(
	http: Http,
	credential: DnaCredential,
	refreshToken: string,
): Promise<IDataObject | undefined> {
	const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
	return await grant(http, credential, fields).catch((error: unknown) => {
		if (error instanceof SignInRefused) return undefined;
		throw error;
	});
}

async function passwordGrant(http: Http, credential: DnaCredential): Promise<IDataObject> {
	const { username, password } = credential;
	return await grant(http, credential, { grant_type: 'password', username, password });
}

/** A sign-in counts only with a token in the answer. */
async function grant(
	http: Http,
	credential: DnaCredential,
	fields: Record<string, string>,
): Promise<IDataObject> {
	const { clientId, clientSecret, scope } = credential;
	const answer = await requestToken(http, credential, {
		...fields,
		client_id: clientId,
		client_secret: clientSecret,
		scope,
	});
	const token = answer.record.access_token;
	if (answer.status < 300 && typeof token === 'string' && token !== '') return answer.record;
	throw new SignInRefused(refusalWords(answer, secretsOf(credential)));
}

function refusalWords({ status, words }: TokenAnswer, secrets: string[]): string {
	const said = words ? ` The server says: ${masked(words, secrets)}` : '';
	const advice =
		'Signing in was refused. Check user name, password, client ID, client secret, and scope.';
	return said ? advice + said : `${advice} The server answered with status ${status}.`;
}
