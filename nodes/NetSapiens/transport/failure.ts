import { NodeApiError, UserError, type IDataObject, type IHttpRequestMethods } from 'n8n-workflow';
import { isPage, isRecord, refusalIn, type Flaw, type Reply } from './answers';
import { saysWhy } from './unreachable';

/** What is known about a call that failed. */
export interface Failure {
	/** HTTP status, or the one that the body speaks of; 0 when no answer came. */
	status: number;
	/** The server's own words; empty when the answer had none. */
	words: string;
	/** The body, parsed where it is JSON. */
	body?: unknown;
	/** What is wrong with an answer whose status says success. */
	flaw?: Flaw;
	/** The answer was a web page, as firewalls and proxies send. */
	page: boolean;
	/** Node.js' code when no answer came, for example ECONNREFUSED. */
	code: string;
	/** What was reported when no answer came. */
	report: string;
	/** Words that were made for people already: refusals to sign in, and n8n's own. */
	spoken?: string;
	/** Where the server points instead of answering. */
	location?: string;
	/** Milliseconds the server asks to wait. */
	retryAfter?: number;
	/** Milliseconds after which the answer was not waited for any longer. */
	timedOut?: number;
	/** The execution was stopped. */
	cancelled?: boolean;
	/** An earlier failure of the run kept this request from being sent. */
	notSent?: true;
	/** How often it was tried, and for how many milliseconds in all. */
	attempts?: number;
	lasted?: number;
	/** One of the attempts may have been carried out by the server. */
	inDoubt?: boolean;
}

/** A failure from an answer: of status 3xx to 5xx, or of 2xx with a flaw. */
export function failureOf(reply: Reply, flaw?: Flaw): Failure {
	const { status, headers, body, text } = reply;
	const pointsOn = [301, 302, 303, 307, 308].includes(status);
	return {
		status: flaw === 'refusal' ? (refusalIn(body)?.status ?? 0) : status,
		words: isData(reply, flaw) ? '' : wordsOf(body ?? text, status >= 400),
		body: body ?? (text === '' ? undefined : text),
		page: isPage(text),
		code: '',
		report: '',
		...(flaw && { flaw }),
		...(pointsOn && { location: String(headers.location ?? '') }),
		retryAfter: retryAfter(headers),
	};
}

/** Whether a body is what was asked for, or begins like it, and says nothing about the failure. */
function isData({ body, text }: Reply, flaw?: Flaw): boolean {
	if (flaw === 'unexpected') return isRecord(body) || Array.isArray(body);
	return flaw === 'unreadable' && /^\s*[[{]/.test(text);
}

/** What n8n's HTTP client throws, as far as it is read here; n8n wraps it, sometimes twice. */
interface Cause {
	message?: string;
	code?: string;
	/** Of n8n's errors. */
	httpCode?: string | null;
	syscall?: string;
	/** Of one attempt for each address of a host. */
	errors?: Cause[];
	cause?: Cause;
}

/** Causes are not looked at any deeper. */
const DEEPEST = 10;

/** The error and what caused it, outermost first. */
function chain(error: unknown): Cause[] {
	const links: Cause[] = [];
	let link = error as Cause | undefined;
	while (link && typeof link === 'object' && links.length < DEEPEST) {
		links.push(link);
		link = link.cause ?? link.errors?.[0];
	}
	return links;
}

/** A failure from an error: no answer came, or signing in failed. */
export function failureWithoutAnswer(error: unknown): Failure {
	const links = chain(error);
	const code = codeIn(links);
	const spoken = links.find((link) => link instanceof UserError)?.message ?? lostWords(links, code);
	// Connecting timed out: unlike for other time-outs, nothing was sent.
	const connecting = links.some((link) => link.syscall === 'connect');
	return {
		status: 0,
		words: '',
		page: false,
		code: connecting && code === 'ETIMEDOUT' ? 'ECONNTIMEOUT' : code,
		report: links.at(-1)?.message ?? '',
		...(spoken && { spoken }),
	};
}

/** The code of Node.js or its HTTP client. Where n8n has lost the cause it keeps the code, in the place of statuses. */
function codeIn(links: Cause[]): string {
	const codes = [...links.map(({ code }) => code), ...links.map(({ httpCode }) => httpCode)];
	return codes.find((code) => typeof code === 'string' && /\D/.test(code)) ?? '';
}

/** What n8n before 2.17 leaves of a refusal to sign in: an error of its own with our words, but no cause. */
function lostWords([outer]: Cause[], code: string): string | undefined {
	const isLost = outer instanceof NodeApiError && !outer.cause && code === '';
	return isLost && !saysWhy(outer.message) ? outer.message : undefined;
}

/** No server is waited for that long; later dates are none. */
const A_YEAR = 365 * 24 * 3600 * 1000;

/** Retry-After in milliseconds; it comes as seconds or as a date. */
function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const seconds = Number(value);
	const wait = Number.isNaN(seconds) ? Date.parse(String(value)) - Date.now() : seconds * 1000;
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), A_YEAR);
}

/** More of an answer is not read for words. */
const LONGEST_WORDS = 2_000;

/**
 * The server's words, in whatever shape it puts them; empty when there are none.
 *
 * @param allFields when nothing is called a message, all fields are: `{"email": ["is not valid"]}`.
 *   Not for a record, whose fields may hold anything.
 */
export function wordsOf(body: unknown, allFields: boolean): string {
	if (typeof body === 'number' || typeof body === 'boolean') return String(body);
	return tidy(inner(body, allFields ? 1 : 0));
}

function inner(value: unknown, depth: number): string {
	if (typeof value === 'string') return wordsOfText(value);
	if (depth > 4 || typeof value !== 'object' || value === null) return '';
	if (Array.isArray(value)) return joined(value.slice(0, 3).map((one) => inner(one, depth + 1)));
	const fields = value as IDataObject;
	for (const name of WORDS) {
		const words = inner(fields[name], depth + 1);
		if (words !== '') return words;
	}
	if (depth === 0) return '';
	const byField = Object.entries(fields).map(([name, one]) => {
		const words = inner(one, depth + 1);
		return words === '' ? '' : `${name}: ${words}`;
	});
	return joined(byField.filter((words) => words !== '').slice(0, 3));
}

/** Where servers put what went wrong, the best first. */
const WORDS = [
	'message',
	'error_description',
	'error_message',
	'msg',
	'error',
	'errors',
	'messages',
	'detail',
	'details',
	'description',
	'reason',
	'title',
];

function joined(words: string[]): string {
	return words.filter((one) => one !== '').join('; ');
}

/** Text as it stands; of a web page its title or its first heading. */
function wordsOfText(text: string): string {
	if (!isPage(text)) return tidy(text);
	const [, title] = /<title[^>]*>([^<]*)/i.exec(text) ?? /<h1[^>]*>([^<]*)/i.exec(text) ?? [];
	return tidy((title ?? '').replace(/&#?\w+;/g, ' '));
}

function tidy(text: string): string {
	return text.slice(0, LONGEST_WORDS).replace(/\s+/g, ' ').trim();
}

/** Codes of connections that were never made, so that nothing was sent. */
const NOT_CONNECTED =
	/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNTIMEOUT|.*CERT.*|ERR_TLS.*|UNABLE_TO_.*)$/;

/** What is reported when two ends do not get to TLS, which comes before the request. */
const NO_COMMON_TLS =
	/wrong version|packet length|handshake|unsupported protocol|protocol version|before secure TLS/i;

/** Statuses from 500 on with which servers say that they did not even begin. */
const NOT_BEGUN = [501, 505];

/** Whether it is certain that the server did not carry the request out. */
export function surelyNotDone(failure: Failure): boolean {
	const { status, code, report, spoken, flaw, notSent } = failure;
	if (spoken !== undefined || notSent) return true;
	if (flaw !== undefined) return flaw === 'refusal' && status >= 400 && status < 500;
	if (status === 0) return NOT_CONNECTED.test(code) || NO_COMMON_TLS.test(report);
	return (status < 500 && status !== 408) || NOT_BEGUN.includes(status);
}

/** Whether people have to hear that a write may have been carried out, now or by an earlier attempt. */
export function leavesDoubt(method: IHttpRequestMethods, failure: Failure): boolean {
	const isWrite = method !== 'GET' && method !== 'HEAD';
	return isWrite && (failure.inDoubt ?? !surelyNotDone(failure));
}

/** Whether a 401 says that the credential is fine, but may not do this (facts: what failures look like). */
export function isAboutRights(words: string): boolean {
	return /scope|permission|privilege|not allowed/i.test(words);
}
