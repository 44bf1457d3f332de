import type { IHttpRequestMethods } from 'n8n-workflow';
import { redirectTarget } from '../../../credentials/signIn/server';
import type { AnswerKind } from './answers';
import { isAboutRights, leavesDoubt, type Failure } from './failure';
import { unreachableWords } from './unreachable';

/** Words for people: what happened, and what to do about it. */
export interface Advice {
	message: string;
	description: string;
}

/** What the caller knows that makes the advice better. */
export interface Circumstances {
	method: IHttpRequestMethods;
	/** The API's base URL, or the address that was asked where that lies elsewhere. */
	base: string;
	/** First core version that has the operation. */
	since?: string;
	/** What was asked for. */
	kind?: AnswerKind;
	/** There are no Options → Timeout and Concurrency where it was asked, as in triggers. */
	fixed?: boolean;
}

/** @returns what to tell people; the server's own words are always part of it */
export function advise(failure: Failure, circumstances: Circumstances): Advice {
	const { message, description } = mainAdvice(failure, circumstances);
	const sentences = [
		description,
		triedWords(failure),
		doubtWords(failure, circumstances),
		notSentWords(failure),
	];
	return { message, description: sentences.filter((words) => words !== '').join(' ') };
}

function mainAdvice(failure: Failure, circumstances: Circumstances): Advice {
	const { host } = new URL(circumstances.base);
	if (failure.spoken !== undefined) return spokenAdvice(failure.spoken, host);
	if (failure.cancelled) return { message: 'The execution was stopped', description: '' };
	if (failure.timedOut !== undefined) return timeoutAdvice(failure.timedOut, host, circumstances);
	if (failure.location !== undefined) return redirectAdvice(failure.location, circumstances.base);
	if (failure.flaw !== undefined && failure.flaw !== 'refusal') {
		return flawAdvice(failure, circumstances);
	}
	if (failure.status === 0 && failure.flaw === undefined) return noAnswerAdvice(failure, host);
	const { title, advice } = statusAdvice(failure, circumstances);
	const { words } = failure;
	return { message: words ? `${title}: ${words}` : title, description: advice };
}

/** How n8n begins when it refuses a request itself. */
const N8N_REFUSES = /^(Domain not allowed|The request was blocked)/;

/** Refusals to sign in have good words already. */
function spokenAdvice(spoken: string, host: string): Advice {
	const message = N8N_REFUSES.test(spoken) ? unreachableWords('', spoken, host) : spoken;
	return { message, description: '' };
}

function noAnswerAdvice({ code, report }: Failure, host: string): Advice {
	const message = unreachableWords(code, report, host);
	return { message, description: code && `Node.js reports ${code}.` };
}

function triedWords({ attempts = 1, lasted = 0 }: Failure): string {
	return attempts > 1 ? `Tried ${attempts} times in ${lengthOf(lasted)}.` : '';
}

function doubtWords(failure: Failure, { method }: Circumstances): string {
	if (!leavesDoubt(method, failure)) return '';
	return 'The server may have carried it out anyway: check there before you send it again.';
}

function notSentWords({ notSent, attempts = 1 }: Failure): string {
	return notSent && attempts === 1 ? 'Nothing was sent for this item.' : '';
}

/** A length of time: `40 s`, `10 min`, `24 h`. */
function lengthOf(milliseconds: number): string {
	const seconds = Math.max(1, Math.round(milliseconds / 1000));
	if (seconds < 120) return `${seconds} s`;
	return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

function timeoutAdvice(limit: number, host: string, { fixed }: Circumstances): Advice {
	const choices = ', ask for less at once, or allow more time under Options → Timeout';
	return {
		message: `${host} did not answer within ${lengthOf(limit)}`,
		description: `The whole answer has to arrive within that time. Try again later${fixed ? '' : choices}.`,
	};
}

const NOT_THE_API =
	"Something other than the API is at this address. Check the credential's Server field: it takes the address of the API server.";

function redirectAdvice(location: string, base: string): Advice {
	const { host } = new URL(base);
	const target = redirectTarget(location, base);
	if (!target) {
		return { message: `${host} redirects requests to somewhere else`, description: NOT_THE_API };
	}
	return {
		message: `${host} redirects requests to ${target.address}`,
		description: `Nothing was sent there. ${serverAdvice(target, base)}`,
	};
}

function serverAdvice({ address, server }: { address: string; server: string }, base: string) {
	const from = new URL(base);
	const to = new URL(address);
	if (to.hostname === from.hostname && from.protocol === 'http:' && to.protocol === 'https:') {
		const prefix = from.pathname.replace(/\/ns-api.*$/, '');
		return `Put ${server || to.origin + prefix} into the credential's Server field.`;
	}
	return server
		? `If that is your server, put ${server} into the credential's Server field.`
		: NOT_THE_API;
}

function flawAdvice({ flaw, words, status }: Failure, { base, method }: Circumstances): Advice {
	const { host } = new URL(base);
	const said = words ? `: ${words}` : '';
	switch (flaw) {
		case 'page':
			return {
				message: `${host} answered with a web page instead of data${said}`,
				description: NOT_THE_API,
			};
		case 'empty':
			return {
				message: `${host} sent an empty answer (status ${status})`,
				description: method === 'GET' ? `There may be no such record. ${TRY_AGAIN}` : '',
			};
		case 'unreadable':
			return {
				message: `${host} answered with something that is not data, or is incomplete${said}`,
				description: TRY_AGAIN,
			};
		default:
			return {
				message: `${host} answered with something other than what was asked for${said}`,
				description: TRY_AGAIN,
			};
	}
}

const TRY_AGAIN = 'Try again; if it keeps happening, tell the provider.';
const TRY_LATER = 'Try again in a while; if it keeps happening, tell the provider.';
const VERSIONS =
	'Older servers lack some operations: Core Server → Get Version shows which version this one has.';

interface StatusAdvice {
	title: string;
	advice: string;
}

/** About answers of status 4xx and 5xx; the first that fits is taken. */
function statusAdvice(failure: Failure, circumstances: Circumstances): StatusAdvice {
	const { status, words } = failure;
	switch (status) {
		case 400:
		case 422:
			return TOO_LARGE_WORDS.test(words) ? tooLarge : refused;
		case 401:
			return isAboutRights(words) ? scopeTooLow : notAccepted;
		case 403:
			return forbidden(failure, circumstances);
		case 404:
			return notFound(failure, circumstances);
		case 405:
			return {
				title: `The server does not take ${circumstances.method} requests here`,
				advice: VERSIONS,
			};
		case 409:
			return conflict(failure, circumstances);
		case 429:
			return slowDown(failure, circumstances);
		default:
			return known[status] ?? otherStatus(failure);
	}
}

const refused: StatusAdvice = {
	title: 'The server refused the values',
	advice: 'Check the values of the fields; required ones may be empty.',
};

const TOO_LARGE_WORDS = /too (large|big)|exceed|larger than|maximum (\w+ )*(size|length)/i;

const tooLarge: StatusAdvice = {
	title: 'The request is too large',
	advice: 'Servers take up to 25 MB in one request. Send a smaller file.',
};

const tooLong: StatusAdvice = {
	title: 'The request is too long',
	advice:
		'Identifiers, filters and the token travel in its address and headers: use fewer or shorter ones.',
};

const unfitForm = (status: number): StatusAdvice => ({
	title: `The server does not take requests in this form (${status})`,
	advice:
		'For an upload, check the type of the file. Otherwise a proxy between n8n and the server may change requests: ask the provider.',
});

const noGateway = (status: number): StatusAdvice => ({
	title: `A gateway got no answer from the server (${status})`,
	advice: TRY_LATER,
});

/** What needs no closer look. */
const known: Record<number, StatusAdvice> = {
	406: {
		title: 'The server has no answer in JSON',
		advice: 'A proxy between n8n and the server may change requests: ask the provider.',
	},
	408: {
		title: 'The server did not get the whole request in time',
		advice: 'Try again. For an upload, send a smaller file or lower Options → Concurrency.',
	},
	410: {
		title: 'It is no longer there',
		advice: 'It was deleted or has moved. Look it up again.',
	},
	411: unfitForm(411),
	413: tooLarge,
	414: tooLong,
	415: unfitForm(415),
	423: {
		title: 'It is locked',
		advice: 'Somebody else may be working on it. Try again in a while.',
	},
	431: tooLong,
	501: { title: 'The server cannot do this (501)', advice: VERSIONS },
	502: noGateway(502),
	504: noGateway(504),
};

const scopeTooLow: StatusAdvice = {
	title: 'The credential is not allowed to do this',
	advice:
		'Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller or Super User), or pick "My Own (~)" where the form offers it.',
};

const notAccepted: StatusAdvice = {
	title: 'The server did not accept the credential',
	advice: 'Open the credential and test it: the key may be revoked or the password changed.',
};

function slowDown(failure: Failure, { fixed }: Circumstances): StatusAdvice {
	const advice = fixed
		? 'Try again in a while; other programs may be asking it as well.'
		: 'Lower Options → Concurrency, or run the workflow less often.';
	return { title: 'The server asks to slow down', advice: `${untilWords(failure)}${advice}` };
}

function forbidden({ page, words }: Failure, { base, fixed }: Circumstances): StatusAdvice {
	if (page) {
		const slower = fixed ? '' : ' lower Options → Concurrency,';
		return {
			title: `${new URL(base).host} blocks this n8n`,
			advice: `A firewall answered in place of the API, as it does after too many requests in a short time. Wait a few minutes,${slower} or ask the provider to allow the address of this n8n.`,
		};
	}
	if (/scope/i.test(words)) return scopeTooLow;
	const title = 'The server does not allow this';
	if (/api key creation/i.test(words)) {
		return {
			title,
			advice:
				'Use an API key that is allowed to create keys; it can only create keys with a lower scope.',
		};
	}
	if (/read.?only/i.test(words)) {
		return { title, advice: 'Use an API key that can also write.' };
	}
	return {
		title,
		advice:
			'The credential may be read-only, limited to other kinds of records or to other addresses, or the domain may belong to somebody else.',
	};
}

function notFound({ page, words }: Failure, { since, kind }: Circumstances): StatusAdvice {
	if (/no route found/i.test(words)) {
		const isNew = since !== undefined && since !== '44';
		return {
			title: 'This server does not have the operation',
			advice: isNew
				? `It needs core version ${since} or newer: Core Server → Get Version shows which version this server has.`
				: VERSIONS,
		};
	}
	if (page) {
		return {
			title: 'Not found',
			advice:
				"A web server answered in place of the API. Check the credential's Server field, and that no identifier has a slash in it.",
		};
	}
	const mayBeEmpty = kind === 'list' && /resource not found/i.test(words);
	const orEmpty = mayBeEmpty ? ' Some servers also say this of a list with nothing in it.' : '';
	return {
		title: 'Not found',
		advice: `Check that domain, user and other identifiers are spelled as on the server, and that the credential is allowed to see them.${orEmpty}`,
	};
}

/** What is there already is not the only thing that can stand in the way. */
function conflict({ words }: Failure, { method }: Circumstances): StatusAdvice {
	const saysSo = /already|exist|duplicate|in use|taken/i.test(words);
	if (method === 'POST' && (saysSo || words === '')) {
		return {
			title: 'It exists already',
			advice:
				"Use Update to change it. To go on with the other items, set On Error to Continue in the node's settings.",
		};
	}
	return {
		title: 'Something is in the way',
		advice:
			method === 'DELETE'
				? 'Delete or move what belongs to it first.'
				: 'Change the value that is named, or what it collides with on the server.',
	};
}

function otherStatus(failure: Failure): StatusAdvice {
	const { status } = failure;
	if (status === 0) return { ...refused, title: 'The server refused the request' };
	if (status === 503) {
		return {
			title: 'The server takes no requests just now (503)',
			advice: `${untilWords(failure)}${TRY_LATER}`,
		};
	}
	if (status >= 500) {
		return { title: `The server could not carry out the request (${status})`, advice: TRY_LATER };
	}
	return { title: `The server answered with status ${status}`, advice: NOT_THE_API };
}

function untilWords({ retryAfter }: Failure): string {
	if (!retryAfter) return '';
	const until = new Date(Date.now() + retryAfter).toISOString().slice(0, 16).replace('T', ' ');
	return `It asks you to wait ${lengthOf(retryAfter)}, until ${until} UTC. `;
}
