import type { IDataObject } from 'n8n-workflow';
import { parseJson } from './json';

/** What an operation may answer. */
export type AnswerKind =
	/** Records; none is an answer too (null, nothing, `[]`, `{}`, 204), and so is one bare record. */
	| 'list'
	/** One record, perhaps in an array; `[]` and `{}` when there is none. */
	| 'record'
	/** A number, in an object or bare. */
	| 'count'
	/** The record, or word that the write was accepted: 201, 202 or 204, or any JSON object. */
	| 'write'
	| 'delete'
	/** Bytes. */
	| 'file'
	/** Anything but a refusal: for paths that the package does not know. */
	| 'any';

/** An answer of the server, read. */
export interface Reply {
	status: number;
	headers: IDataObject;
	/** '' where the records were read while they came. */
	text: string;
	/** The parsed text; undefined when there is none, or when it is not JSON. */
	body: unknown;
}

/** Why an answer of status 2xx is no success. */
export type Flaw =
	/** The body says that the request was refused. */
	| 'refusal'
	/** A web page: something else than the API answered. */
	| 'page'
	/** Nothing where something is due. */
	| 'empty'
	/** Text that is not JSON, or JSON that breaks off. */
	| 'unreadable'
	/** JSON, but not what the operation answers. */
	| 'unexpected';

export function readReply(status: number, headers: IDataObject, text: string): Reply {
	return { status, headers, text, body: text.trim() === '' ? undefined : parseJson(text) };
}

/** @returns what is wrong with an answer of status 2xx, or undefined when it is a success */
export function flawOf(kind: AnswerKind, reply: Reply): Flaw | undefined {
	const { text, body } = reply;
	if (isPage(text)) return 'page';
	if (isEmpty(reply) || body === null) return mayBeEmpty(kind, reply) ? undefined : 'empty';
	if (body === undefined) return kind === 'any' && !isBrokenJson(reply) ? undefined : 'unreadable';
	if (refusalIn(body)) return 'refusal';
	return fits[kind](body) ? undefined : 'unexpected';
}

/**
 * What is in an answer without a flaw.
 *
 * @returns the parsed body, or the text of an answer that is not JSON; undefined when there is
 *   nothing in it, or no record where there could be one
 */
export function contentOf(kind: AnswerKind, reply: Reply): unknown {
	if (isEmpty(reply)) return undefined;
	const { text, body } = reply;
	const isNothing = body === null || ((kind === 'list' || kind === 'record') && isBlank(body));
	return isNothing ? undefined : (body ?? text);
}

function isEmpty({ text, body }: Reply): boolean {
	return body === undefined && text.trim() === '';
}

/** An empty answer is a success only where its status says so, or where it is a list. */
function mayBeEmpty(kind: AnswerKind, { status }: Reply): boolean {
	if (kind === 'list') return true;
	return ['write', 'delete', 'any'].includes(kind) && [201, 202, 204].includes(status);
}

const fits: Record<AnswerKind, (body: unknown) => boolean> = {
	list: (body) => Array.isArray(body) || isRecord(body) || isBlank(body),
	record: (body) => (Array.isArray(body) ? body.every(isRecord) : isRecord(body) || isBlank(body)),
	count: (body) => holdsNumber(Array.isArray(body) ? body[0] : body),
	write: (body) => typeof body === 'object',
	delete: (body) => typeof body === 'object',
	file: () => false,
	any: () => true,
};

/** Whether text that is not JSON was meant to be: an answer that broke off. */
function isBrokenJson({ text, headers }: Reply): boolean {
	return /json/i.test(String(headers['content-type'] ?? '')) || /^\s*[[{]/.test(text);
}

/** Whether a text is a web page, or the XML of something else than the API. */
export function isPage(text: string): boolean {
	return /^\s*</.test(text);
}

function isBlank(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Whether a value is a record, and not just `{code: 202, message: "Accepted"}`. */
export function isRecord(value: unknown): value is IDataObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	return !Object.keys(value).every((key) => key === 'code' || key === 'message');
}

/** A bare number, one called `total` or `count`, or nothing but numbers (facts: totals). */
function holdsNumber(body: unknown): boolean {
	if (!isRecord(body)) return isNumber(body);
	if (isNumber(body.total ?? body.count)) return true;
	const values = Object.values(body).filter((value) => value !== null);
	return values.length > 0 && values.every(isNumber);
}

function isNumber(value: unknown): boolean {
	return typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value));
}

/** Where an answer says what went wrong. */
const WORDS = [
	'message',
	'messages',
	'msg',
	'error',
	'errors',
	'errordescription',
	'errormessage',
	'detail',
	'details',
	'description',
	'reason',
	'title',
];

/** All that an answer without data consists of; capitals, dashes and underscores do not count. */
const ENVELOPE = [
	...WORDS,
	...['code', 'errorcode', 'errortype', 'erroruri', 'instance', 'ok', 'path', 'requestid'],
	...['status', 'statuscode', 'success', 'timestamp', 'traceid', 'type'],
];

/**
 * The refusal that a body holds although the status says otherwise, as real servers do at times:
 * `{code: 403, message: …}`, an error and nothing else, or an array of those. A record is none,
 * whatever columns of such names it has.
 *
 * @returns the status it speaks of, 0 when it names none
 */
export function refusalIn(body: unknown): { status: number } | undefined {
	if (Array.isArray(body)) {
		// The first record ends the look: lists are long.
		const isAllRefusals = body.length > 0 && body.every((one) => refusalIn(one) !== undefined);
		return isAllRefusals ? refusalIn(body[0]) : undefined;
	}
	if (typeof body !== 'object' || body === null) return undefined;
	const { code, message } = body as IDataObject;
	const fields = plainFields(body);
	const status = statusIn(code) || statusIn(fields.get('status')) || statusIn(errorCode(fields));
	if (typeof code === 'number' && statusIn(code) && typeof message === 'string') return { status };
	if (![...fields.keys()].every((name) => ENVELOPE.includes(name))) return undefined;
	return saysFailed(fields, status) ? { status } : undefined;
}

/** The fields with something in them, by their names without capitals, dashes and underscores. */
function plainFields(body: object): Map<string, unknown> {
	const filled = Object.entries(body).filter(
		([, value]) => value !== null && value !== '' && !isBlank(value),
	);
	return new Map(filled.map(([name, value]) => [name.toLowerCase().replace(/[-_]/g, ''), value]));
}

function statusIn(value: unknown): number {
	const status = Number(value);
	return Number.isInteger(status) && status >= 400 && status <= 599 ? status : 0;
}

function errorCode(fields: Map<string, unknown>): unknown {
	const error = fields.get('error');
	const inner = typeof error === 'object' ? (error as IDataObject) : {};
	return inner.code ?? inner.status ?? fields.get('statuscode') ?? fields.get('errorcode');
}

function saysFailed(fields: Map<string, unknown>, status: number): boolean {
	const hasWords = WORDS.some((name) => fields.has(name));
	const isNumbered = [fields.get('code'), fields.get('status')].some(
		(value) => typeof value === 'number' && statusIn(value),
	);
	if (isNumbered || (status > 0 && hasWords)) return true;
	if (fields.get('success') === false || fields.get('ok') === false) return true;
	const failed = ['error', 'errors'].some((name) => isComplaint(fields.get(name)));
	return failed || (hasWords && /^(error|fail)/i.test(String(fields.get('status'))));
}

/** Not a number, which counts something, and not `false`. */
function isComplaint(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'object' || value === true;
}
