import {
	NodeApiError,
	UserError,
	type IDataObject,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { unreachableWords } from './unreachable';

/** What is known about a failed call when it is put into words. */
export interface Failure {
	/** HTTP status; 0 when no answer came. */
	status: number;
	/** The server's own words; empty when the answer had none. */
	words: string;
	/** The body, parsed where it is JSON. */
	body: unknown;
	/** The answer was a web page, as firewalls and proxies send. */
	page: boolean;
	/** Node.js' code when no answer came, for example ECONNREFUSED. */
	code: string;
	host: string;
	/** Milliseconds the server asks to wait. */
	retryAfter?: number;
}

/** Words for people: what happened, and what to do about it. */
export interface Advice {
	message: string;
	description: string;
}

/** What the caller knows that makes the advice better. */
export interface Circumstances {
	/** First core version that has the operation. */
	since?: string;
	itemIndex?: number;
}

/**
 * Turns whatever a call threw into an error with advice. Refusals to sign in were made for people
 * already and keep their words.
 */
export function explainedError(
	node: INode,
	error: unknown,
	circumstances: Circumstances = {},
): NodeApiError {
	const failure = readFailure(error);
	const advice = spokenAdvice(error) ?? advise(failure, circumstances);
	const httpCode = failure.status ? String(failure.status) : undefined;
	// A fresh object: n8n would hand an error it knows back unchanged, with its own general words.
	const explained = new NodeApiError(node, { ...advice, httpCode } as JsonObject, {
		...advice,
		httpCode,
		itemIndex: circumstances.itemIndex,
	});
	if (failure.body !== undefined) explained.context.data = failure.body as IDataObject;
	return explained;
}

/**
 * What is wrong with an answer of status 2xx: its body says 400 or more (facts: answer-rule reorder,
 * templates), or it is a web page, so that something else than the API answered.
 */
export function refusalInside(body: unknown): { response: object } | undefined {
	if (isPage(body)) return { response: { status: 200, data: body } };
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
	const status = Number((body as IDataObject).code);
	if (!Number.isInteger(status) || status < 400 || status > 599) return undefined;
	return { response: { status, data: body } };
}

/** What n8n's HTTP client throws, as far as it is read here; n8n wraps it, sometimes twice. */
interface Cause {
	name?: string;
	message?: string;
	code?: string;
	httpCode?: string | null;
	response?: { status?: number; data?: unknown; headers?: IDataObject };
	config?: { baseURL?: string; url?: string };
	cause?: Cause;
}

/** The error and what caused it, outermost first. */
function chain(error: unknown): Cause[] {
	const links: Cause[] = [];
	for (let link = error as Cause | undefined; link && typeof link === 'object'; link = link.cause) {
		links.push(link);
	}
	return links;
}

/** The facts of a failed call, from whatever was thrown. */
export function readFailure(error: unknown): Failure {
	const links = chain(error);
	const response = links.find((link) => link.response)?.response;
	const config = links.find((link) => link.config)?.config;
	const status = Number(response?.status ?? links[0]?.httpCode) || 0;
	const code = links.map((link) => link.code).find((value) => typeof value === 'string') ?? '';
	const body = parsed(response?.data);
	return {
		status,
		body,
		words: wordsOf(body),
		page: isPage(body),
		code: status ? '' : code,
		host: hostOf(config),
		retryAfter: retryAfter(response?.headers),
	};
}

function isPage(body: unknown): boolean {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}

/** Retry-After in milliseconds; it comes as seconds or as a date. */
function retryAfter(headers: IDataObject | undefined): number | undefined {
	const value = headers?.['retry-after'];
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const seconds = Number(value);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(String(value)) - Date.now();
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** The body as an object; a call that wanted bytes gets its refusal as bytes too. */
function parsed(body: unknown): unknown {
	const text =
		Buffer.isBuffer(body) || body instanceof ArrayBuffer ? Buffer.from(body as Buffer) : body;
	if (typeof text === 'object' && !Buffer.isBuffer(text)) return text;
	const string = String(text ?? '');
	return string.startsWith('{') ? safeJson(string) : string;
}

function safeJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function wordsOf(body: unknown): string {
	if (typeof body === 'string') return isPage(body) ? '' : body.trim().slice(0, 300);
	const { message, error_description: description, error } = (body ?? {}) as IDataObject;
	const words = message ?? description ?? error;
	return typeof words === 'string' ? words : '';
}

function hostOf(config: Cause['config']): string {
	const address = config?.baseURL ?? config?.url ?? '';
	return URL.canParse(address) ? new URL(address).host : 'the server';
}

/** Words that were made for people already: refusals to sign in. */
function spokenAdvice(error: unknown): Advice | undefined {
	const spoken = chain(error).find((link) => link instanceof UserError);
	return spoken?.message ? { message: spoken.message, description: '' } : undefined;
}

/** @returns what to tell people; the server's own words are always part of it */
export function advise(failure: Failure, { since }: Circumstances): Advice {
	const { status, words, page, code, host } = failure;
	if (status === 0) return { message: unreachableWords(code, code, host), description: code };
	if (status === 403 && page) {
		return {
			message: `${host} blocks this n8n`,
			description:
				'A firewall answered in place of the API, which happens after too many requests in a short time. Wait some minutes, lower Options → Concurrency, or ask the provider to allow the address of this n8n.',
		};
	}
	if (page && status < 400) {
		return {
			message: `${host} answered with a web page instead of data`,
			description:
				"Something else than the API stands at this address. Check the credential's Server field: it takes the address of the API server.",
		};
	}
	const [message, description] = byStatus(status, words, since);
	return { message: words ? `${message}: ${words}` : message, description };
}

function byStatus(status: number, words: string, since?: string): [string, string] {
	if (status === 400) {
		return [
			'The server refused the values',
			'Check the fields named in the message; required ones may be empty.',
		];
	}
	if ((status === 401 || status === 403) && /scope/i.test(words)) {
		return [
			'The credential may not do this',
			'Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller, Super User), or pick "My own (~)" where the form offers it.',
		];
	}
	if (status === 401) {
		return [
			'The server did not accept the credential',
			'Open the credential and test it: the key may be revoked or the password changed.',
		];
	}
	if (status === 403) {
		return [
			'The server does not allow this',
			'The credential may be read-only, limited to other models or addresses, or the domain may belong to somebody else.',
		];
	}
	if (status === 404 && /no route found/i.test(words)) {
		const needs = since && since !== '44' ? ` It needs core version ${since} or newer.` : '';
		return [
			'This server does not have the operation',
			`${needs} Compare with the version that Version → Get shows.`.trim(),
		];
	}
	if (status === 404) {
		return [
			'Not found',
			'Check that domain, user and other identifiers are spelled as on the server, and that the credential may see them.',
		];
	}
	if (status === 409) {
		return [
			'It exists already',
			"Use Update to change it. To go on with the other items, set On Error in the node's settings to continue.",
		];
	}
	if (status === 413)
		return [
			'The request is too large',
			'Servers take up to 25 MB in one request. Send a smaller file.',
		];
	if (status === 429) {
		return [
			'The server asks to slow down',
			'Lower Options → Concurrency, or run the workflow less often.',
		];
	}
	if (status >= 500) {
		return [
			`The server could not carry out the request (${status})`,
			'Try again in a while; if it stays so, tell the provider.',
		];
	}
	return [`The server answered with status ${status}`, ''];
}
