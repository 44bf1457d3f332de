import type { IHttpRequestMethods } from 'n8n-workflow';
import { redirectTarget } from '../../../credentials/signIn/server';
import { leavesDoubt, type Failure } from './failure';
import { unreachableWords } from './unreachable';

/** Words for people: what happened, and what to do about it. */
export interface Advice {
	message: string;
	description: string;
}

/** What the caller knows that makes the advice better. */
export interface Circumstances {
	method: IHttpRequestMethods;
	/** The API's base URL. */
	base: string;
	/** First core version that has the operation. */
	since?: string;
}

/** @returns what to tell people; the server's own words are always part of it */
export function advise(failure: Failure, circumstances: Circumstances): Advice {
	const { message, description } = spoken(failure) ?? mainAdvice(failure, circumstances);
	return {
		message,
		description: [
			description,
			triedWords(failure),
			doubtWords(failure, circumstances),
			failure.notSent ? 'Nothing was sent for this item.' : '',
		]
			.filter((words) => words !== '')
			.join(' '),
	};
}

function spoken({ spoken: message }: Failure): Advice | undefined {
	return message === undefined ? undefined : { message, description: '' };
}

function mainAdvice(failure: Failure, circumstances: Circumstances): Advice {
	const { host } = new URL(circumstances.base);
	if (failure.cancelled) return { message: 'The execution was stopped', description: '' };
	if (failure.timedOut !== undefined) return timeoutAdvice(failure.timedOut, host);
	if (failure.location !== undefined) return redirectAdvice(failure.location, circumstances.base);
	if (failure.flaw !== undefined && failure.flaw !== 'refusal') return flawAdvice(failure, host);
	if (failure.status === 0 && failure.flaw === undefined) {
		const message = unreachableWords(failure.code, failure.report, host);
		return { message, description: failure.code };
	}
	const { title, advice } = statusAdvice(failure, circumstances);
	const { words } = failure;
	return { message: words ? `${title}: ${words}` : title, description: advice };
}

function triedWords({ attempts = 1, lasted = 0 }: Failure): string {
	return attempts > 1 ? `Tried ${attempts} times in ${seconds(lasted)}.` : '';
}

function doubtWords(failure: Failure, { method }: Circumstances): string {
	if (failure.notSent || !leavesDoubt(method, failure)) return '';
	return 'The server may have carried it out all the same: look there before you send it again.';
}

function seconds(milliseconds: number): string {
	return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}

function timeoutAdvice(limit: number, host: string): Advice {
	return {
		message: `${host} did not answer within ${seconds(limit)}`,
		description:
			'Try again later, ask for less at once, or allow more time under Options → Timeout.',
	};
}

function redirectAdvice(location: string, base: string): Advice {
	const { host } = new URL(base);
	const target = redirectTarget(location, base);
	return {
		message: `${host} sends requests on to ${target?.address ?? 'somewhere else'}`,
		description: target?.server
			? `Nothing was sent there. If that is your server, put ${target.server} into the credential's Server field.`
			: "Nothing was sent there. Something else than the API stands at this address: check the credential's Server field.",
	};
}

function flawAdvice({ flaw, words, status }: Failure, host: string): Advice {
	const said = words ? `: ${words}` : '';
	switch (flaw) {
		case 'page':
			return {
				message: `${host} answered with a web page instead of data${said}`,
				description:
					"Something else than the API stands at this address. Check the credential's Server field: it takes the address of the API server.",
			};
		case 'empty':
			return {
				message: `${host} answered with nothing (status ${status})`,
				description: 'It is not known whether the request was carried out.',
			};
		case 'unreadable':
			return {
				message: `${host} answered with something that is not data${said}`,
				description:
					'The answer is no JSON, or it breaks off. Try again; if it stays so, tell the provider.',
			};
		default:
			return {
				message: `${host} answered something else than asked for${said}`,
				description: 'Try again; if it stays so, tell the provider.',
			};
	}
}

interface StatusAdvice {
	title: string;
	advice: string;
}

function statusAdvice(failure: Failure, circumstances: Circumstances): StatusAdvice {
	const { status, words, page, retryAfter } = failure;
	const { base, since } = circumstances;
	if (status === 403 && page) {
		return {
			title: `${new URL(base).host} blocks this n8n`,
			advice:
				'A firewall answered in place of the API, which happens after too many requests in a short time. Wait some minutes, lower Options → Concurrency, or ask the provider to allow the address of this n8n.',
		};
	}
	if (status === 400) {
		return {
			title: 'The server refused the values',
			advice: 'Check the fields named in the message; required ones may be empty.',
		};
	}
	if ((status === 401 || status === 403) && /scope/i.test(words)) {
		return {
			title: 'The credential may not do this',
			advice:
				'Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller, Super User), or pick "My own (~)" where the form offers it.',
		};
	}
	if (status === 401) {
		return {
			title: 'The server did not accept the credential',
			advice: 'Open the credential and test it: the key may be revoked or the password changed.',
		};
	}
	if (status === 403) {
		return {
			title: 'The server does not allow this',
			advice:
				'The credential may be read-only, limited to other models or addresses, or the domain may belong to somebody else.',
		};
	}
	if (status === 404 && /no route found/i.test(words)) {
		const needs = since && since !== '44' ? ` It needs core version ${since} or newer.` : '';
		return {
			title: 'This server does not have the operation',
			advice: `${needs} Compare with the version that Version → Get shows.`.trim(),
		};
	}
	if (status === 404) {
		return {
			title: 'Not found',
			advice:
				'Check that domain, user and other identifiers are spelled as on the server, and that the credential may see them.',
		};
	}
	if (status === 409) {
		return {
			title: 'It exists already',
			advice:
				"Use Update to change it. To go on with the other items, set On Error in the node's settings to continue.",
		};
	}
	if (status === 413) {
		return {
			title: 'The request is too large',
			advice: 'Servers take up to 25 MB in one request. Send a smaller file.',
		};
	}
	if (status === 429) {
		return {
			title: 'The server asks to slow down',
			advice: `${untilWords(retryAfter)}Lower Options → Concurrency, or run the workflow less often.`,
		};
	}
	if (status >= 500) {
		return {
			title: `The server could not carry out the request (${status})`,
			advice: `${untilWords(retryAfter)}Try again in a while; if it stays so, tell the provider.`,
		};
	}
	return { title: `The server answered with status ${status}`, advice: '' };
}

function untilWords(retryAfter: number | undefined): string {
	if (!retryAfter) return '';
	const until = new Date(Date.now() + retryAfter).toISOString().slice(0, 16).replace('T', ' ');
	return `It asks to wait ${seconds(retryAfter)}, until ${until} UTC. `;
}
