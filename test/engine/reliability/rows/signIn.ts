import {
	byPath,
	hang,
	json,
	redirect,
	sequence,
	text,
	type Responder,
} from '../../../support/hostile';
import { get, items, record, times, USER } from '../calls';
import type { Group } from '../row';

const API = '/ns-api/v2';
const LOGIN = 'POST /tokens';
const READ = `GET ${USER}`;

/** User name and password, not signed in yet. No two are alike: a refusal holds for some seconds. */
const login = (username: string) => ({
	authentication: 'password',
	username,
	accessToken: '',
});

/** The same, signed in before. */
const signedIn = (username: string) => ({
	...login(username),
	accessToken: 'old',
	refreshToken: 'renewal',
});

const granted = (access_token: string): Responder =>
	json(200, {
		access_token,
		refresh_token: `${access_token}-renewal`,
		displayName: 'Pat Doe',
		scope: 'Office Manager',
	});

const wrongLogin = json(401, { error: 'invalid_grant', error_description: 'Invalid login' });

/** A server that signs in, and gives the user to those who hold the token. */
const guarded = (signIn: Responder, token = 'new'): Responder =>
	byPath({
		[`${API}/tokens`]: signIn,
		'*': (request, response) =>
			(request.headers.authorization === `Bearer ${token}`
				? json(200, record)
				: json(401, { code: 401, message: 'Expired or invalid token' }))(request, response),
	});

export const signIn: Group = {
	title: 'Sign-in',
	rows: [
		{
			fault: 'A wrong password, 20 items that go on',
			does: 'Signs in once; the other items fail without a request, so that no account is locked',
			lost: 'Nothing',
			call: { node: get, input: items(20), onError: 'continueRegularOutput' },
			credential: login('wrong'),
			server: { answers: () => guarded(wrongLogin) },
			ends: {
				hint: '20 of 20 items failed; "error" says why, "details" what to do.',
				message:
					'Signing in was refused. Check user name, password, client ID and client secret. The server says: Invalid login',
				failed: 20,
				requests: [LOGIN],
			},
		},
		{
			fault: 'The server asks sign-ins to slow down (429), then signs in',
			does: 'Waits as asked and signs in again: the login was not looked at',
			lost: 'Nothing',
			call: { node: get },
			credential: login('slow'),
			server: {
				answers: () =>
					guarded(
						sequence(json(429, { message: 'Too many' }, { 'retry-after': '2' }), granted('new')),
					),
			},
			ends: { sees: 'The record', items: [record], requests: [LOGIN, LOGIN, READ] },
		},
		{
			fault: 'The server takes no sign-ins (503), every time',
			does: 'Tries three times',
			lost: 'Nothing',
			call: { node: get },
			credential: login('busy'),
			server: { answers: () => guarded(json(503, { message: 'Maintenance' })) },
			ends: {
				message:
					'The server takes no sign-ins just now (503). Try again in a few minutes; if it keeps happening, tell the provider. The server says: Maintenance',
				requests: times(3, LOGIN),
			},
		},
		{
			fault: 'The server redirects sign-ins to another one (307)',
			does: 'Does not follow: password and client secret would go along',
			lost: 'Nothing',
			call: { node: get },
			credential: login('moved'),
			server: {
				answers: (other) => guarded(redirect(`${other}${API}/tokens`, 307)),
				elsewhere: () => granted('stolen'),
			},
			ends: {
				message:
					'pbx.example.com redirects sign-ins to https://other.example/ns-api/v2/tokens. Nothing was sent there. If that is your server, put https://other.example into the Server field.',
				requests: [LOGIN],
			},
		},
		{
			fault: 'An old server without `/tokens`',
			does: 'Signs in by the older path, with a form',
			lost: 'Nothing',
			call: { node: get },
			credential: login('older'),
			server: {
				answers: () =>
					byPath({
						'/ns-api/oauth2/token/': granted('new'),
						[`GET ${API}${USER}`]: json(200, record),
					}),
			},
			ends: {
				sees: 'The record',
				items: [record],
				requests: [LOGIN, 'POST /ns-api/oauth2/token/', READ],
			},
		},
		{
			fault: 'A server that takes logins as forms only',
			does: 'Sends a form',
			lost: 'Nothing',
			call: { node: get },
			credential: login('form'),
			server: {
				answers: () =>
					guarded((request, response) =>
						(/urlencoded/.test(request.headers['content-type'] ?? '')
							? granted('new')
							: json(400, { error: 'invalid_request' }))(request, response),
					),
			},
			ends: { sees: 'The record', items: [record], requests: [LOGIN, LOGIN, READ] },
		},
		{
			fault: 'The account asks for a code, and the credential has no authenticator secret',
			does: 'Says what is missing',
			lost: 'Nothing',
			call: { node: get },
			credential: login('code'),
			server: {
				answers: () => guarded(json(200, { access_token: 'half', mfa_type: 'TOTP', scope: 'mfa' })),
			},
			ends: {
				message:
					'This account asks for an authenticator code. Fill in the Authenticator Secret field (it is there with Username & Password), or use an API key or a user without multi-factor authentication.',
				requests: [LOGIN],
			},
		},
		{
			fault: 'The account asks for a code, and the credential has the authenticator secret',
			does: 'Makes the code and gives it',
			lost: 'Nothing',
			call: { node: get },
			credential: { ...login('totp'), authenticatorSecret: 'JBSWY3DPEHPK3PXP' },
			server: {
				answers: () =>
					guarded(
						sequence(
							json(200, { access_token: 'half', mfa_type: 'TOTP', scope: 'mfa' }),
							granted('new'),
						),
					),
			},
			ends: { sees: 'The record', items: [record], requests: [LOGIN, LOGIN, READ] },
		},
		{
			fault: 'The token expired (401)',
			does: 'Renews it and sends the request again',
			lost: 'Nothing',
			call: { node: get },
			credential: signedIn('expired'),
			server: { answers: () => guarded(granted('new')) },
			ends: { sees: 'The record', items: [record], requests: [READ, LOGIN, READ] },
		},
		{
			fault: 'The token expired, and the renewal is refused',
			does: 'Signs in with the password',
			lost: 'Nothing',
			call: { node: get },
			credential: signedIn('refused'),
			server: { answers: () => guarded(sequence(wrongLogin, granted('new'))) },
			ends: { sees: 'The record', items: [record], requests: [READ, LOGIN, LOGIN, READ] },
		},
		{
			fault: 'The token is about to end, by its own date',
			does: 'Renews it first',
			lost: 'Nothing',
			call: { node: get },
			credential: { ...signedIn('ending'), expiresAt: '2026-01-05T12:00:30Z' },
			server: { answers: () => guarded(granted('new')) },
			ends: { sees: 'The record', items: [record], requests: [LOGIN, READ] },
		},
		{
			fault: 'The token expired while 20 items are under way',
			does: 'Renews it once for all of them',
			lost: 'Nothing',
			call: { node: { ...get, options: { concurrency: 1 } }, input: items(20) },
			credential: signedIn('shared'),
			server: { answers: () => guarded(granted('new')) },
			ends: { sees: 'The records', items: 20, requests: [READ, LOGIN, ...times(20, READ)] },
		},
		{
			fault: 'The server says 401 whatever the token, 20 items that go on',
			does: 'Renews once; as that did not help, it sends nothing more in this run',
			lost: 'Nothing',
			call: {
				node: { ...get, options: { concurrency: 1 } },
				input: items(20),
				onError: 'continueRegularOutput',
			},
			credential: signedIn('never'),
			server: { answers: () => guarded(granted('new'), 'another') },
			ends: {
				hint: '20 of 20 items failed; "error" says why, "details" what to do.',
				message: 'The server did not accept the credential: Expired or invalid token',
				advice: 'Open the credential and test it: the key may be revoked or the password changed.',
				failed: 20,
				requests: [READ, LOGIN, READ],
			},
		},
		{
			fault: 'The scope is too low ("Invalid Scope", a 401), 20 items that go on',
			does: 'Does not renew: the token is good',
			lost: 'Nothing',
			call: {
				node: { ...get, options: { concurrency: 1 } },
				input: items(20),
				onError: 'continueRegularOutput',
			},
			credential: signedIn('scope'),
			server: { answers: () => json(401, { code: 401, message: 'Invalid Scope' }) },
			ends: {
				hint: '20 of 20 items failed; "error" says why, "details" what to do.',
				message: 'The credential is not allowed to do this: Invalid Scope',
				advice:
					'Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller or Super User), or pick "My Own (~)" where the form offers it.',
				failed: 20,
				requests: times(20, READ),
			},
		},
		{
			fault: 'The API key was revoked (401), 20 items that go on',
			does: 'Sends nothing more in this run: servers lock out those who try again and again',
			lost: 'Nothing',
			call: {
				node: { ...get, options: { concurrency: 1 } },
				input: items(20),
				onError: 'continueRegularOutput',
			},
			server: { answers: () => json(401, { code: 401, message: 'Invalid API key' }) },
			ends: {
				hint: '20 of 20 items failed; "error" says why, "details" what to do.',
				message: 'The server did not accept the credential: Invalid API key',
				advice: 'Open the credential and test it: the key may be revoked or the password changed.',
				failed: 20,
				requests: [READ],
			},
		},
		{
			fault: 'A web page where sign-in should be',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: get },
			credential: login('page'),
			server: { answers: () => guarded(text(200, '<html><title>Portal</title></html>')) },
			ends: {
				message:
					'pbx.example.com answered with a web page instead of data. Something other than the API is at this address. Put the address of the API server (core or portal host) into the Server field.',
				requests: [LOGIN],
			},
		},
		{
			fault: 'A sign-in that succeeds without a token',
			does: 'Takes it as refused',
			lost: 'Nothing',
			call: { node: get },
			credential: login('tokenless'),
			server: { answers: () => guarded(json(200, { displayName: 'Pat Doe' })) },
			ends: {
				message:
					'Signing in was refused. Check user name, password, client ID and client secret. The server gave no token.',
				requests: [LOGIN],
			},
		},
		{
			fault: 'A firewall blocks sign-ins (403 with a web page)',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: get },
			credential: login('blocked'),
			server: { answers: () => guarded(text(403, '<html><title>Forbidden</title></html>')) },
			ends: {
				message:
					'pbx.example.com answered every request with a block page. Its firewall may have blocked the address of this n8n: wait a few minutes, then ask the provider to allow it.',
				requests: [LOGIN],
			},
		},
		{
			fault: 'The server takes a login and never answers',
			does: 'Gives up after 30 s',
			lost: 'Nothing',
			call: { node: get },
			credential: login('silent'),
			server: { answers: () => guarded(hang()), stalls: true },
			ends: {
				message:
					"pbx.example.com did not answer in time. Check the credential's Server field, and whether a firewall stands between n8n and the server.",
				requests: [LOGIN],
			},
		},
		{
			fault: 'Allowed Domains of the credential do not have the server',
			does: 'Sends nothing: n8n keeps logins to those domains',
			lost: 'Nothing',
			call: { node: get },
			credential: {
				...login('restricted'),
				allowedHttpRequestDomains: 'domains',
				allowedDomains: 'other.example',
			},
			server: { answers: () => guarded(granted('new')) },
			ends: {
				message:
					'The credential may not be used for pbx.example.com. Add it to Allowed Domains in the credential, or correct the Server field.',
				requests: [],
			},
		},
	],
};
