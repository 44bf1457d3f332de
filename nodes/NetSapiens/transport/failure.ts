import { UserError, type IDataObject, type IHttpRequestMethods } from 'n8n-workflow';
import { readReply, refusalIn, isPage, type Flaw, type Reply } from './answers';

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
}

/** A failure from an answer: of status 3xx to 5xx, or of 2xx with a flaw. */
export function failureOf(reply: Reply, flaw?: Flaw): Failure {
	const { status, headers, body, text } = reply;
	const redirects = status >= 300 && status < 400;
	return {
		status: flaw === 'refusal' ? (refusalIn(body)?.status ?? 0) : status,
		words: body === undefined ? wordsOfText(text) : wordsOf(body),
		body: body ?? (text === '' ? undefined : text),
		page: isPage(text),
		code: '',
		report: '',
		...(flaw && { flaw }),
		...(redirects && { location: String(headers.location ?? '') }),
		retryAfter: retryAfter(headers),
	};
}

/** What n8n's HTTP client throws, as far as it is read here; n8n wraps it, sometimes twice. */
interface Cause {
	message?: string;
	code?: string;
	syscall?: string;
	response?: { status?: number; data?: unknown; headers?: IDataObject };
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

/** The answer that n8n's HTTP client threw, if there was one. */
export function thrownReply(error: unknown): Reply | undefined {
	const response = chain(error).find((link) => link.response)?.response;
	if (!response?.status) return undefined;
	return readReply(response.status, response.headers ?? {}, textOf(response.data));
}

function textOf(data: unknown): string {
	if (typeof data === 'string') return data;
	if (Buffer.isBuffer(data) || data instanceof ArrayBuffer)
		return Buffer.from(data as Buffer).toString();
	return data === undefined || data === null ? '' : (JSON.stringify(data) ?? '');
}

/** A failure from an error: no answer came, or signing in failed. */
export function failureWithoutAnswer(error: unknown): Failure {
	const links = chain(error);
	const spoken = links.find((link) => link instanceof UserError)?.message;
	const code = links.map((link) => link.code).find((value) => typeof value === 'string') ?? '';
	// Connecting timed out: unlike for other time-outs, nothing was sent.
	const connecting = links.some((link) => link.syscall === 'connect');
	return {
		status: 0,
		words: '',
		page: false,
		code: connecting && code === 'ETIMEDOUT' ? 'ECONNTIMEOUT' : code,
		report: links[links.length - 1]?.message ?? '',
		...(spoken && { spoken }),
	};
}

/** Retry-After in milliseconds; it comes as seconds or as a date. */
function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const seconds = Number(value);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(String(value)) - Date.now();
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

const LONGEST_WORDS = 300;

/** The server's words, in whatever shape it puts them; empty when there are none. */
export function wordsOf(body: unknown): string {
	return inner(body, 0).replace(/\s+/g, ' ').trim().slice(0, LONGEST_WORDS);
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
	// Messages by field: {"message": {"email": ["is not valid"]}}
	if (depth === 0) return '';
	const byField = Object.entries(fields).slice(0, 3);
	return joined(
		byField.map(([name, one]) => {
			const words = inner(one, depth + 1);
			return words === '' ? '' : `${name}: ${words}`;
		}),
	);
}

/** Where servers put what went wrong, the best first. */
const WORDS = [
	'message',
	'error_description',
	'error',
	'errors',
	'detail',
	'details',
	'description',
	'reason',
	'title',
];

function joined(words: string[]): string {
	return words.filter((one) => one !== '').join('; ');
}

/** Text as it stands; of a web page its title. */
function wordsOfText(text: string): string {
	const words = isPage(text) ? (/<title>([^<]*)/i.exec(text)?.[1] ?? '') : text;
	return words.replace(/\s+/g, ' ').trim().slice(0, LONGEST_WORDS);
}

/** Codes of connections that were never made, so that nothing was sent. */
const NOT_CONNECTED =
	/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNTIMEOUT|.*CERT.*|ERR_TLS.*|UNABLE_TO_.*)$/;

/** Whether it is certain that the server did not carry the request out. */
export function surelyNotDone(failure: Failure): boolean {
	const { status, code, spoken, flaw, timedOut, cancelled, notSent } = failure;
	if (spoken !== undefined || notSent) return true;
	if (timedOut !== undefined || cancelled) return false;
	if (flaw !== undefined) return flaw === 'refusal' && status >= 400 && status < 500;
	if (status === 0) return NOT_CONNECTED.test(code);
	return status < 500 && status !== 408;
}

/** Whether people have to hear that a write may have been carried out. */
export function leavesDoubt(method: IHttpRequestMethods, failure: Failure): boolean {
	return method !== 'GET' && method !== 'HEAD' && !surelyNotDone(failure);
}
