import { isPage, isRecord, wordsOf, type Reply } from './reply';
import { neverConnected, spokenWords, unreachableWords } from './unreachable';

/** What is known about a call that failed, in words for people. */
export interface Failure {
	/** HTTP status; 0 when no answer came. */
	status: number;
	/** What happened. */
	message: string;
	/** What to do about it. */
	advice: string;
	/** It is certain that the server did nothing. */
	notDone: boolean;
	/** It may go well the next time. */
	mayPass: boolean;
	/** Every other request would fare the same. */
	holdsForAll?: true;
	/** Milliseconds the server asks to wait. */
	retryAfter?: number;
	/** No answer came within the time limit. */
	timedOut?: true;
	body?: unknown;
}

/** How a status is to be understood: what happened, and what to do. */
const STATUSES: Record<number, [string, string]> = {
	400: ['The server did not accept the values', 'Correct the fields that it names.'],
	401: [
		'The server does not accept the sign-in',
		'Open the credential and test it. If that goes well, ask Nexogy whether this user may do this.',
	],
	403: ['The server does not allow this', 'Ask Nexogy whether your API user may do this.'],
	404: [
		'The server does not know this',
		'Check the client ID or domain, and that it is from the environment of the Base URL.',
	],
	405: [
		'The server does not take this request in this way',
		'Under Options, set Method to the other one, or to Automatic.',
	],
	409: ['The server says that it is there already', 'Check what is there before you go on.'],
	422: ['The server did not accept the values', 'Correct the fields that it names.'],
	429: ['The server asks to slow down', 'Lower Concurrency under Options, or try again later.'],
};

const OTHER: [string, string] = ['The server could not do this', 'Tell Nexogy if it stays so.'];

/** Statuses after which another attempt may go well. */
const PASSING = [429, 502, 503, 504];

/**
 * Why an answer is no success: by its status, or as it is a web page, breaks off, or has a `result`
 * other than OK.
 *
 * @param host host and port as people know them
 * @returns undefined for `{"result": "OK", "data": {…}}`
 */
export function failureOf(reply: Reply, host: string): Failure | undefined {
	const { status, headers, text, body } = reply;
	const base = { status, notDone: status < 500 && status >= 300 && status !== 408, mayPass: false };
	if (status >= 300 && status < 400) {
		return {
			...base,
			message: `${host} redirects the request to another address. Nothing was sent there.`,
			advice: "Put the address of the API itself into the credential's Base URL field.",
		};
	}
	const isFailure = status >= 400;
	const mayPass = PASSING.includes(status);
	const retryAfter = retryAfterOf(headers['retry-after']);
	if (isPage(text) && status !== 405) {
		const title = wordsOf(text);
		return {
			...base,
			mayPass,
			retryAfter,
			message: `${host} answered with a web page instead of data (status ${status})${title ? `: ${title}` : ''}`,
			advice:
				status === 403
					? 'A firewall may block this n8n: wait a few minutes, then ask Nexogy to allow its address.'
					: "Check the credential's Base URL field. If the address is right, the server has trouble of its own: try again later.",
			...(status === 403 && { holdsForAll: true }),
		};
	}
	if (isFailure) {
		const [title, advice] = STATUSES[status] ?? OTHER;
		const words = wordsOf(body ?? text);
		const message = words ? `${title} (${status}): ${words}` : `${title} (${status})`;
		const holdsForAll = status === 401 ? ({ holdsForAll: true } as const) : {};
		return { ...base, mayPass, retryAfter, message, advice, body, ...holdsForAll };
	}
	return flawOf(reply, host);
}

/** What is wrong with an answer of status 2xx. */
function flawOf({ status, text, body }: Reply, host: string): Failure | undefined {
	const base = { status, notDone: false, mayPass: false, body };
	if (body === undefined) {
		const what = text.trim() === '' ? 'nothing' : 'something that is not data, or is incomplete';
		return {
			...base,
			mayPass: true,
			message: `${host} answered with ${what}`,
			advice: 'Try again; if it keeps happening, look for a proxy between n8n and the server.',
		};
	}
	const result = isRecord(body) ? body.result : undefined;
	if (typeof result === 'string' && /^ok$/i.test(result.trim())) return undefined;
	const words = isRecord(body) ? wordsOf(body) || String(result ?? '') : '';
	return {
		...base,
		message: words ? `The server refused: ${words}` : `${host} did not confirm the request`,
		advice: words ? '' : 'Its answer lacks the result "OK".',
	};
}

/** An answer that says OK, but lacks what was asked for. */
export function unexpected({ status, body }: Reply, missing: string): Failure {
	return {
		status,
		notDone: false,
		mayPass: false,
		body,
		message: `The server says OK, but its answer has no ${missing}`,
		advice: 'The answer is in the details below. Tell Nexogy if it stays so.',
	};
}

/** A failure from an error: no answer came, or signing in failed. */
export function failureWithoutAnswer(error: unknown, host: string): Failure {
	const spoken = spokenWords(error);
	if (spoken !== undefined) {
		const done = { notDone: true, mayPass: false, holdsForAll: true } as const;
		return { status: 0, message: spoken, advice: '', ...done };
	}
	const notDone = neverConnected(error);
	const message = unreachableWords(error, host);
	return { status: 0, message, advice: '', notDone, mayPass: true };
}

/** Retry-After in milliseconds; it comes as seconds or as a date. */
function retryAfterOf(value: unknown): number | undefined {
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const seconds = Number(value);
	const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
	return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
