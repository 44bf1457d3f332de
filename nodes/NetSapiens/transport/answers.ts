import type { IDataObject } from 'n8n-workflow';
import { parseJson } from './json';

/** What an operation may answer. */
export type AnswerKind =
	/** Records; none is an answer too (null, nothing, `[]`, `{}`, 204), and so is one bare record. */
	| 'list'
	/** One record, perhaps in an array. */
	| 'record'
	/** A number, in an object or bare. */
	| 'count'
	/** The record, or word that the write was accepted. */
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
	if (text.trim() === '' || body === null) return mayBeEmpty(kind, reply) ? undefined : 'empty';
	if (body === undefined) return kind === 'any' && !isBrokenJson(reply) ? undefined : 'unreadable';
	if (refusalIn(body)) return 'refusal';
	return fits[kind](body, reply) ? undefined : isBlank(body) ? 'empty' : 'unexpected';
}

/** An empty answer is a success only where it says so itself, or where it is a list. */
function mayBeEmpty(kind: AnswerKind, { status, body }: Reply): boolean {
	if (kind === 'list') return true;
	const accepted = status === 202 || status === 204;
	return accepted && body !== null && ['write', 'delete', 'any'].includes(kind);
}

const fits: Record<AnswerKind, (body: unknown, reply: Reply) => boolean> = {
	list: (body) => Array.isArray(body) || isRecord(body) || isBlank(body),
	record: (body) =>
		Array.isArray(body) ? body.length > 0 && body.every(isRecord) : isRecord(body),
	count: (body) => numberIn(Array.isArray(body) ? body[0] : body),
	write: (body, { status }) => isAccepted(body, status),
	delete: (body, { status }) => isAccepted(body, status),
	file: () => false,
	any: () => true,
};

/** Whether text that is not JSON was meant to be: an answer that broke off. */
function isBrokenJson({ text, headers }: Reply): boolean {
	return /json/i.test(String(headers['content-type'] ?? '')) || /^\s*[[{]/.test(text);
}

export function isPage(text: string): boolean {
	return /^\s*</.test(text);
}

function isAccepted(body: unknown, status: number): boolean {
	return typeof body === 'object' && (!isBlank(body) || status === 202 || status === 204);
}

function isBlank(body: unknown): boolean {
	return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}

/** Whether a value is a record, and not just `{code: 202, message: "Accepted"}`. */
export function isRecord(value: unknown): value is IDataObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	return !Object.keys(value).every((key) => key === 'code' || key === 'message');
}

function numberIn(body: unknown): boolean {
	const values = typeof body === 'object' && body !== null ? Object.values(body) : [body];
	return values.some((value) => value !== '' && value !== null && Number.isFinite(Number(value)));
}

/** The names of an answer that holds nothing but word of what went wrong. */
const REFUSAL_KEYS =
	/^(code|message|messages|error|errors|error_?(description|code|message|uri|type)|status|status_?code|success|ok|description|details?|title|reason|type|trace_?id|request_?id|timestamp|path|url|name)$/i;

/**
 * The refusal that a body holds although the status says otherwise, as real servers do at times:
 * a code of 400 and more, an error, or an array of nothing else.
 *
 * @returns the status it speaks of, 0 when it names none
 */
export function refusalIn(body: unknown): { status: number } | undefined {
	if (Array.isArray(body)) {
		const refusals = body.map(refusalIn);
		return body.length > 0 && refusals.every(Boolean) ? refusals[0] : undefined;
	}
	if (typeof body !== 'object' || body === null) return undefined;
	const { code, status, error, errors, success, ...rest } = body as IDataObject;
	const named = [code, status].map(Number).find((value) => value >= 400 && value <= 599) ?? 0;
	const onlyRefusal = Object.keys(rest).every((key) => REFUSAL_KEYS.test(key));
	const speaks = typeof rest.message === 'string' || typeof error === 'string';
	if (Number.isInteger(named) && named > 0 && (onlyRefusal || (code !== undefined && speaks)))
		return { status: named };
	const failed =
		isWord(error) || isWord(errors) || success === false || /^(error|fail)/i.test(String(status));
	return failed && onlyRefusal ? { status: 0 } : undefined;
}

function isWord(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
	return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}
