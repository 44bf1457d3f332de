/** Answers of servers, and exactly what people are told about them. */
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { AnswerKind } from '../../nodes/NetSapiens/transport/answers';

/** One answer and the words for it; `HOST` in them stands for host and port of the server. */
export interface Case {
	title: string;
	/** How it was asked; GET unless given. */
	method?: IHttpRequestMethods;
	/** What the operation may answer; anything unless given. */
	kind?: AnswerKind;
	/** First version that has the operation. */
	since?: '45';
	status: number;
	/** Sent as it is when it is text, else as JSON. */
	body: unknown;
	headers?: IDataObject;
	message: string;
	advice: string;
	/** People are told that it may have been carried out. */
	doubt?: true;
	/** How often it is tried, if more than once. */
	tries?: number;
}

const refused = 'Check the values of the fields; required ones may be empty.';
const tooLarge = 'Servers take up to 25 MB in one request. Send a smaller file.';
const tooLong =
	'Identifiers, filters and the token travel in its address and headers: use fewer or shorter ones.';
const scope =
	'Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller or Super User), or pick "My Own (~)" where the form offers it.';
const notAccepted =
	'Open the credential and test it: the key may be revoked or the password changed.';
const forbidden =
	'The credential may be read-only, limited to other kinds of records or to other addresses, or the domain may belong to somebody else.';
const spelling =
	'Check that domain, user and other identifiers are spelled as on the server, and that the credential is allowed to see them.';
const versions =
	'Older servers lack some operations: Core Server → Get Version shows which version this one has.';
const exists =
	"Use Update to change it. To go on with the other items, set On Error to Continue in the node's settings.";
const collides = 'Change the value that is named, or what it collides with on the server.';
const proxy =
	'For an upload, check the type of the file. Otherwise a proxy between n8n and the server may change requests: ask the provider.';
const slowDown = 'Lower Options → Concurrency, or run the workflow less often.';
const tryLater = 'Try again in a while; if it keeps happening, tell the provider.';
const tryAgain = 'Try again; if it keeps happening, tell the provider.';
const notTheApi =
	"Something other than the API is at this address. Check the credential's Server field: it takes the address of the API server.";

const page = (title: string) =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>Oops</h1></body></html>`;
const said = (code: number, message: string) => ({ code, message });

/** What servers refuse with a status of 4xx. */
const refusals: Case[] = [
	{
		title: '400 with a message',
		method: 'POST',
		status: 400,
		body: said(400, 'Missing file information.'),
		message: 'The server refused the values: Missing file information.',
		advice: refused,
	},
	{
		title: '400 with an array',
		method: 'POST',
		status: 400,
		body: [said(400, 'first is wrong'), said(400, 'second is wrong')],
		message: 'The server refused the values: first is wrong; second is wrong',
		advice: refused,
	},
	{
		title: '400 with a list of what went wrong',
		method: 'PUT',
		status: 400,
		body: { errors: [{ field: 'user', message: 'user is required' }, 'domain is required'] },
		message: 'The server refused the values: user is required; domain is required',
		advice: refused,
	},
	{
		title: '400 with a message inside of another field',
		status: 400,
		body: { error: { code: 'E12', message: 'bad field' } },
		message: 'The server refused the values: bad field',
		advice: refused,
	},
	{
		title: '400 with a message for each field',
		status: 400,
		body: { message: { email: ['is not valid'], user: 'is too short' } },
		message: 'The server refused the values: email: is not valid; user: is too short',
		advice: refused,
	},
	{
		title: '400 with nothing but fields',
		status: 400,
		body: { 'email-address': ['is not valid'] },
		message: 'The server refused the values: email-address: is not valid',
		advice: refused,
	},
	{
		title: '400 with plain text',
		status: 400,
		body: '  Malformed\n JSON ',
		message: 'The server refused the values: Malformed JSON',
		advice: refused,
	},
	{
		title: '400 with nothing',
		status: 400,
		body: '',
		message: 'The server refused the values',
		advice: refused,
	},
	{
		title: '400 because of its size',
		method: 'POST',
		status: 400,
		body: said(400, 'Request body exceeds 26214400 bytes'),
		message: 'The request is too large: Request body exceeds 26214400 bytes',
		advice: tooLarge,
	},
	{
		title: '401 invalid',
		status: 401,
		body: said(401, 'Unauthorized'),
		message: 'The server did not accept the credential: Unauthorized',
		advice: notAccepted,
	},
	{
		title: '401 expired',
		status: 401,
		body: { error: 'expired_token', error_description: 'The access token provided has expired' },
		message: 'The server did not accept the credential: The access token provided has expired',
		advice: notAccepted,
	},
	{
		title: '401 with a scope too low',
		status: 401,
		body: said(401, 'Invalid Scope [APP001]'),
		message: 'The credential is not allowed to do this: Invalid Scope [APP001]',
		advice: scope,
	},
	{
		title: '401 with nothing',
		status: 401,
		body: '',
		message: 'The server did not accept the credential',
		advice: notAccepted,
	},
	{
		title: '403 for what is not permitted',
		status: 403,
		body: said(403, 'Permission Denied'),
		message: 'The server does not allow this: Permission Denied',
		advice: forbidden,
	},
	{
		title: '403 for a domain of somebody else',
		status: 403,
		body: said(403, 'Domain not found or access denied'),
		message: 'The server does not allow this: Domain not found or access denied',
		advice: forbidden,
	},
	{
		title: '403 with a scope too low',
		status: 403,
		body: said(403, 'Invalid Scope'),
		message: 'The credential is not allowed to do this: Invalid Scope',
		advice: scope,
	},
	{
		title: '403 for a key that may only read',
		method: 'PUT',
		status: 403,
		body: said(403, 'API key is readonly'),
		message: 'The server does not allow this: API key is readonly',
		advice: 'Use an API key that can also write.',
	},
	{
		title: '403 for a key that may not make keys',
		method: 'POST',
		status: 403,
		body: said(
			403,
			'API key creation only allowed using an API key with permission to create new API keys',
		),
		message:
			'The server does not allow this: API key creation only allowed using an API key with permission to create new API keys',
		advice:
			'Use an API key that is allowed to create keys; it can only create keys with a lower scope.',
	},
	{
		title: '403 of a firewall',
		status: 403,
		body: page('403 Forbidden'),
		message: 'HOST blocks this n8n: 403 Forbidden',
		advice:
			'A firewall answered in place of the API, as it does after too many requests in a short time. Wait a few minutes, lower Options → Concurrency, or ask the provider to allow the address of this n8n.',
	},
	{
		title: '404 for an operation that is new',
		kind: 'list',
		since: '45',
		status: 404,
		body: said(404, 'No Route Found [92]'),
		message: 'This server does not have the operation: No Route Found [92]',
		advice:
			'It needs core version 45 or newer: Core Server → Get Version shows which version this server has.',
	},
	{
		title: '404 for an operation that is not',
		kind: 'record',
		status: 404,
		body: said(404, 'No Route Found [92]'),
		message: 'This server does not have the operation: No Route Found [92]',
		advice: versions,
	},
	{
		title: '404 for a domain',
		kind: 'record',
		status: 404,
		body: said(404, 'Domain acme does not exist'),
		message: 'Not found: Domain acme does not exist',
		advice: spelling,
	},
	{
		title: '404 with nothing',
		method: 'DELETE',
		kind: 'delete',
		status: 404,
		body: '',
		message: 'Not found',
		advice: spelling,
	},
	{
		title: '404 of a web server',
		status: 404,
		body: page('404 &ndash; Not Found'),
		message: 'Not found: 404 Not Found',
		advice:
			"A web server answered in place of the API. Check the credential's Server field, and that no identifier has a slash in it.",
	},
	{
		title: '405',
		method: 'PATCH',
		status: 405,
		body: said(405, 'Method Not Allowed'),
		message: 'The server does not take PATCH requests here: Method Not Allowed',
		advice: versions,
	},
	{
		title: '406',
		status: 406,
		body: page('406 Not Acceptable'),
		message: 'The server has no answer in JSON: 406 Not Acceptable',
		advice: 'A proxy between n8n and the server may change requests: ask the provider.',
	},
	{
		title: '408',
		method: 'POST',
		status: 408,
		body: '',
		message: 'The server did not get the whole request in time',
		advice: 'Try again. For an upload, send a smaller file or lower Options → Concurrency.',
		doubt: true,
	},
	{
		title: '409 for a user that is there already',
		method: 'POST',
		kind: 'write',
		status: 409,
		body: said(409, 'UID already exists.'),
		message: 'It exists already: UID already exists.',
		advice: exists,
	},
	{
		title: '409 for a subscription',
		method: 'POST',
		status: 409,
		body: said(409, 'Subscription ID already Exists or matching set of parameters already exists'),
		message:
			'It exists already: Subscription ID already Exists or matching set of parameters already exists',
		advice: exists,
	},
	{
		title: '409 with nothing',
		method: 'POST',
		status: 409,
		body: '',
		message: 'It exists already',
		advice: exists,
	},
	{
		title: '409 for an address',
		method: 'POST',
		status: 409,
		body: said(409, 'Conflicting address_id'),
		message: 'Something is in the way: Conflicting address_id',
		advice: collides,
	},
	{
		title: '409 for a change',
		method: 'PUT',
		status: 409,
		body: said(409, 'Phone number already exists'),
		message: 'Something is in the way: Phone number already exists',
		advice: collides,
	},
	{
		title: '409 for a reseller that has domains',
		method: 'DELETE',
		status: 409,
		body: said(409, 'Cannot delete reseller with domains assigned'),
		message: 'Something is in the way: Cannot delete reseller with domains assigned',
		advice: 'Delete or move what belongs to it first.',
	},
	{
		title: '410',
		status: 410,
		body: said(410, 'Gone'),
		message: 'It is no longer there: Gone',
		advice: 'It was deleted or has moved. Look it up again.',
	},
	{
		title: '411',
		method: 'POST',
		status: 411,
		body: page('411 Length Required'),
		message: 'The server does not take requests in this form (411): 411 Length Required',
		advice: proxy,
	},
	{
		title: '413',
		method: 'POST',
		status: 413,
		body: page('413 Request Entity Too Large'),
		message: 'The request is too large: 413 Request Entity Too Large',
		advice: tooLarge,
	},
	{
		title: '414',
		status: 414,
		body: page('414 Request-URI Too Large'),
		message: 'The request is too long: 414 Request-URI Too Large',
		advice: tooLong,
	},
	{
		title: '415',
		method: 'POST',
		status: 415,
		body: said(415, 'Unsupported Media Type'),
		message: 'The server does not take requests in this form (415): Unsupported Media Type',
		advice: proxy,
	},
	{
		title: '418',
		status: 418,
		body: '',
		message: 'The server answered with status 418',
		advice: notTheApi,
	},
	{
		title: '422',
		method: 'POST',
		status: 422,
		body: { errors: { user: ['is taken'] } },
		message: 'The server refused the values: user: is taken',
		advice: refused,
	},
	{
		title: '423',
		method: 'PUT',
		status: 423,
		body: said(423, 'Locked'),
		message: 'It is locked: Locked',
		advice: 'Somebody else may be working on it. Try again in a while.',
	},
	{
		title: '429',
		method: 'POST',
		status: 429,
		body: '',
		message: 'The server asks to slow down',
		advice: slowDown,
		tries: 4,
	},
	{
		title: '431',
		status: 431,
		body: '',
		message: 'The request is too long',
		advice: tooLong,
	},
];

/** What servers and gateways cannot do. */
const breakdowns: Case[] = [
	{
		title: '500 with a message, for a write',
		method: 'POST',
		status: 500,
		body: said(500, 'Out of memory'),
		message: 'The server could not carry out the request (500): Out of memory',
		advice: tryLater,
		doubt: true,
	},
	{
		title: '500 with a page',
		status: 500,
		body: '<html><body>\n<h1 class="x">Internal Error</h1></body></html>',
		message: 'The server could not carry out the request (500): Internal Error',
		advice: tryLater,
	},
	{
		title: '500 with nothing',
		method: 'DELETE',
		status: 500,
		body: '',
		message: 'The server could not carry out the request (500)',
		advice: tryLater,
		doubt: true,
	},
	{
		title: '501',
		method: 'PATCH',
		status: 501,
		body: '',
		message: 'The server cannot do this (501)',
		advice: versions,
	},
	{
		title: '502 for a write',
		method: 'POST',
		status: 502,
		body: page('502 Bad Gateway'),
		message: 'A gateway got no answer from the server (502): 502 Bad Gateway',
		advice: tryLater,
		doubt: true,
	},
	{
		title: '503',
		status: 503,
		body: page('503 Service Temporarily Unavailable'),
		message: 'The server takes no requests just now (503): 503 Service Temporarily Unavailable',
		advice: tryLater,
		tries: 4,
	},
	{
		title: '504 for a change',
		method: 'PUT',
		status: 504,
		body: page('504 Gateway Time-out'),
		message: 'A gateway got no answer from the server (504): 504 Gateway Time-out',
		advice: tryLater,
		doubt: true,
		tries: 4,
	},
	{
		title: '520',
		status: 520,
		body: page('pbx.example.com | 520: Web server is returning an unknown error'),
		message:
			'The server could not carry out the request (520): pbx.example.com | 520: Web server is returning an unknown error',
		advice: tryLater,
	},
];

/** Servers that point elsewhere. */
const redirects: Case[] = [
	{
		title: '301 to TLS',
		status: 301,
		body: '',
		headers: { location: 'https://HOST/ns-api/v2/domains?token=x' },
		message: 'HOST redirects requests to https://HOST/ns-api/v2/domains',
		advice: "Nothing was sent there. Put https://HOST into the credential's Server field.",
	},
	{
		title: '301 to TLS and nothing but that',
		status: 301,
		body: '',
		headers: { location: 'https://HOST/' },
		message: 'HOST redirects requests to https://HOST/',
		advice: "Nothing was sent there. Put https://HOST into the credential's Server field.",
	},
	{
		title: '308 to another host',
		method: 'POST',
		status: 308,
		body: page('308 Permanent Redirect'),
		headers: { location: 'https://core2.example.com/ns-api/v2/domains' },
		message: 'HOST redirects requests to https://core2.example.com/ns-api/v2/domains',
		advice:
			"Nothing was sent there. If that is your server, put https://core2.example.com into the credential's Server field.",
	},
	{
		title: '302 to a page to log in',
		status: 302,
		body: '',
		headers: { location: 'https://login.example.com/portal?return=%2Fsecret' },
		message: 'HOST redirects requests to https://login.example.com/portal',
		advice: `Nothing was sent there. ${notTheApi}`,
	},
	{
		title: '307 to a path of its own',
		method: 'PUT',
		status: 307,
		body: '',
		headers: { location: '/portal/login' },
		message: 'HOST redirects requests to http://HOST/portal/login',
		advice: `Nothing was sent there. ${notTheApi}`,
	},
	{
		title: '303 to nowhere',
		status: 303,
		body: '',
		message: 'HOST redirects requests to somewhere else',
		advice: notTheApi,
	},
	{
		title: '302 to nonsense',
		status: 302,
		body: '',
		headers: { location: 'http://[' },
		message: 'HOST redirects requests to somewhere else',
		advice: notTheApi,
	},
	{
		title: '304',
		status: 304,
		body: '',
		message: 'The server answered with status 304',
		advice: notTheApi,
	},
];

/** Answers of status 2xx that are no success. */
const flaws: Case[] = [
	{
		title: '200 with a web page',
		kind: 'list',
		status: 200,
		body: page('NetSapiens &middot; Log In'),
		message: 'HOST answered with a web page instead of data: NetSapiens Log In',
		advice: notTheApi,
	},
	{
		title: '200 with a web page, for a write',
		method: 'POST',
		kind: 'write',
		status: 200,
		body: page('Welcome'),
		message: 'HOST answered with a web page instead of data: Welcome',
		advice: notTheApi,
		doubt: true,
	},
	{
		title: '200 with nothing, for a record',
		kind: 'record',
		status: 200,
		body: '',
		message: 'HOST sent an empty answer (status 200)',
		advice: `There may be no such record. ${tryAgain}`,
	},
	{
		title: '200 with nothing, for a write',
		method: 'POST',
		kind: 'write',
		status: 200,
		body: '',
		message: 'HOST sent an empty answer (status 200)',
		advice: '',
		doubt: true,
	},
	{
		title: '200 with null, for a deletion',
		method: 'DELETE',
		kind: 'delete',
		status: 200,
		body: null,
		message: 'HOST sent an empty answer (status 200)',
		advice: '',
		doubt: true,
	},
	{
		title: '200 with text',
		kind: 'record',
		status: 200,
		body: 'Database is down',
		message: 'HOST answered with something that is not data, or is incomplete: Database is down',
		advice: tryAgain,
	},
	{
		title: '200 with text, for a change',
		method: 'PUT',
		kind: 'write',
		status: 200,
		body: 'OK',
		message: 'HOST answered with something that is not data, or is incomplete: OK',
		advice: tryAgain,
		doubt: true,
	},
	{
		title: '200 with JSON that breaks off',
		kind: 'list',
		status: 200,
		body: '[{"domain":"acme"},{"dom',
		message: 'HOST answered with something that is not data, or is incomplete',
		advice: tryAgain,
	},
	{
		title: '200 with a refusal',
		method: 'POST',
		kind: 'write',
		status: 200,
		body: { error: 'No such reseller' },
		message: 'The server refused the request: No such reseller',
		advice: refused,
		doubt: true,
	},
	{
		title: '200 with a list of refusals',
		kind: 'list',
		status: 200,
		body: [{ code: 403 }],
		message: 'The server does not allow this',
		advice: forbidden,
	},
	{
		title: '200 with a code of 404',
		method: 'DELETE',
		kind: 'delete',
		status: 200,
		body: said(404, 'Domain acme does not exist'),
		message: 'Not found: Domain acme does not exist',
		advice: spelling,
	},
	{
		title: '202 with a code of 409',
		method: 'POST',
		kind: 'write',
		status: 202,
		body: said(409, 'Domain already exists'),
		message: 'It exists already: Domain already exists',
		advice: exists,
	},
	{
		title: '200 with a bare value',
		kind: 'record',
		status: 200,
		body: 'true',
		message: 'HOST answered with something other than what was asked for: true',
		advice: tryAgain,
	},
	{
		title: '200 with a record where a number is due',
		kind: 'count',
		status: 200,
		body: { domain: 'acme', description: 'Headquarters' },
		message: 'HOST answered with something other than what was asked for',
		advice: tryAgain,
	},
	{
		title: '202 where a record is due',
		kind: 'record',
		status: 202,
		body: said(202, 'Accepted'),
		message: 'HOST answered with something other than what was asked for: Accepted',
		advice: tryAgain,
	},
];

export const cases: Case[] = [...refusals, ...breakdowns, ...redirects, ...flaws];

/** The description for a case. */
export function descriptionOf({ advice, tries, doubt }: Case): string | undefined {
	const sentences = [
		advice,
		tries ? `Tried ${tries} times in 1 s.` : '',
		doubt ? 'The server may have carried it out anyway: check there before you send it again.' : '',
	];
	return sentences.filter((sentence) => sentence !== '').join(' ') || undefined;
}

/** The body as it is sent, and its headers. */
export function sent(
	{ body, headers }: Case,
	host: string,
): { text: string; headers: IDataObject } {
	const isText = typeof body === 'string';
	const location = headers?.location && String(headers.location).replaceAll('HOST', host);
	return {
		text: isText ? body : JSON.stringify(body),
		headers: {
			'content-type': isText ? 'text/html' : 'application/json',
			...headers,
			...(location && { location }),
		},
	};
}
