/** What sign-in tells people about answers that are no token. */
import { UserError } from 'n8n-workflow';
import type { Answer } from './answer';
import type { NetSapiensCredential } from './credential';
import { apiBaseUrl, redirectTarget } from './server';

const SERVER_ADVICE =
	'Put the address of the API server (core or portal host) into the Server field.';

/** How long a code holds. */
const CODE_SECONDS = 30;

/** The server answered, but did not sign anybody in. */
export class SignInRefused extends UserError {}

/** The run that signs in is over: nothing more is sent for it. */
export class SignInStopped extends UserError {}

/** @param advice what to check when it was the login that the server refused */
export function refusal(
	answer: Answer,
	credential: NetSapiensCredential,
	advice = loginAdvice(credential),
): SignInRefused {
	const words = strangeWords(answer, credential) ?? `${advice}${said(answer)}`;
	return new SignInRefused(words);
}

/** The words of a server that looked at the login and did not like it. */
const LOGIN_IS_WRONG =
	/invalid_(grant|client)|unauthorized_client|access_denied|(invalid|wrong|incorrect|bad|unknown|no such|failed) (user|login|password|client|credential|passcode)|(user|login|password|client|credential|passcode)\w* (\w+ ){0,4}(invalid|wrong|incorrect|unknown|not found|not exist|failed|locked|disabled|expired)/i;

/** The words of a server that could not read what it was sent, so that no login was tried. */
const REQUEST_IS_UNREADABLE =
	/grant.?type|invalid_request|content.?type|media.?type|urlencoded|malformed|missing|required|\bjson\b|\bpars(e|ing)\b/i;

/** Whether nothing that signs people in stands at the address. */
export function isMissing(answer: Answer): boolean {
	return [404, 405].includes(answer.status) && !LOGIN_IS_WRONG.test(allWords(answer));
}

/** Whether the server surely has not tried the login, because it could not read the request. */
export function couldNotRead(answer: Answer): boolean {
	const words = allWords(answer);
	if (LOGIN_IS_WRONG.test(words)) return false;
	if (answer.status === 415) return true;
	return [400, 422].includes(answer.status) && REQUEST_IS_UNREADABLE.test(words);
}

function allWords({ words, record }: Answer): string {
	return `${String(record.error ?? '')} ${words}`;
}

export const CODE_IS_NEEDED =
	'This account asks for an authenticator code. Fill in the Authenticator Secret field (it is there with Username & Password), or use an API key or a user without multi-factor authentication.';

/**
 * What to check when a code was refused: the secret, or the clocks that codes depend on.
 *
 * @param now n8n's time, epoch milliseconds
 */
export function codeAdvice({ date }: Answer, now: number): string {
	const apart = Math.round(Math.abs(Date.parse(date) - now) / 1000);
	const clock =
		apart > CODE_SECONDS
			? `that the clocks are right: those of n8n and of the server are ${apart} seconds apart`
			: `that the clock of the machine that runs n8n is right; it says ${new Date(now).toISOString()}`;
	return `The authenticator code was refused. Check the Authenticator Secret field, and ${clock}.`;
}

export function redirectWords(answer: Answer): string {
	const target = redirectTarget(answer.location ?? '', answer.url);
	const start = `${hostOf(answer)} redirects sign-ins to`;
	if (!target) return `${start} somewhere else. Nothing was sent there. ${SERVER_ADVICE}`;
	const advice = target.server
		? `If that is your server, put ${target.server} into the Server field.`
		: SERVER_ADVICE;
	return `${start} ${target.address}. Nothing was sent there. ${advice}`;
}

export function blockedWords(answer: Answer): string {
	return `${hostOf(answer)} answered every request with a block page. Its firewall may have blocked the address of this n8n: wait a few minutes, then ask the provider to allow it.`;
}

export function slowDownWords(answer: Answer): string {
	const when = whenWords(answer.retryAfter);
	const words =
		answer.status === 429
			? `The server asks to slow down: it takes no more sign-ins just now. Try again ${when}.`
			: `The server takes no sign-ins just now (503). Try again ${when}; if it keeps happening, tell the provider.`;
	return `${words}${said(answer)}`;
}

function whenWords(milliseconds: number | undefined): string {
	if (!milliseconds) return 'in a few minutes';
	const seconds = Math.ceil(milliseconds / 1000);
	return seconds > 120 ? `in ${Math.ceil(seconds / 60)} minutes` : `in ${seconds} seconds`;
}

/** About answers that say nothing about the login. */
function strangeWords(answer: Answer, { server }: NetSapiensCredential): string | undefined {
	if (isMissing(answer)) {
		return `There is no NetSapiens API at ${apiBaseUrl(server)}. Use the address of the API server (core or portal host) in the Server field.`;
	}
	if (answer.status >= 500) {
		return `The server could not carry out the sign-in (${answer.status}). Try again in a while; if it keeps happening, tell the provider.${said(answer)}`;
	}
	if (answer.page) {
		return `${hostOf(answer)} answered with a web page instead of data. Something other than the API is at this address. ${SERVER_ADVICE}`;
	}
	if (answer.flaw === 'unreadable') {
		return `${hostOf(answer)} answered with something that is not data, or is incomplete. Try again; if it keeps happening, check the Server field and any proxy between n8n and the server.`;
	}
	return undefined;
}

function loginAdvice({ authentication, jwtSource }: NetSapiensCredential): string {
	if (authentication === 'apiKey') {
		return 'The server did not accept the API key. Check that the whole key is pasted, that it was not revoked, and that it may be used from this address.';
	}
	if (authentication === 'jwt' && jwtSource === 'refresh') {
		return 'Signing in was refused. A refresh JWT works once and for a day: paste a fresh one.';
	}
	if (authentication === 'jwt' && jwtSource === 'delegated') {
		return 'Signing in was refused. Check the API key, and that its scope is above that of the user it acts for.';
	}
	return 'Signing in was refused. Check user name, password, client ID and client secret.';
}

function said({ words, flaw, status }: Answer): string {
	if (words) return ` The server says: ${words}`;
	const isSuccess = flaw !== undefined || status < 300;
	return isSuccess ? ' The server gave no token.' : ` The server answered with status ${status}`;
}

function hostOf({ url }: Answer): string {
	return new URL(url).host;
}
