import type { IBinaryData, IDataObject, IHttpRequestMethods, NodeApiError } from 'n8n-workflow';
import { tokenIsStale, type NetSapiensCredential } from '../../../credentials/signIn/credential';
import { apiBaseUrl } from '../../../credentials/signIn/server';
import { contentOf, flawOf, type AnswerKind, type Reply } from './answers';
import { cancelSignal, type ApiContext } from './context';
import { documentUrl, readDocument } from './document';
import { linkUrl, saveAnswer, saveLink, type Link, type Saved } from './download';
import { explainedError } from './errors';
import {
	failureOf,
	failureWithoutAnswer,
	isAboutRights,
	surelyNotDone,
	type Failure,
} from './failure';
import { remembered } from './known';
import { fillPath } from './path';
import { LONGEST_WAIT_MILLISECONDS, withRetries, type Outcome } from './retry';
import { secretsOf } from './secretNames';
import { send, sendForRecords, type Terms, type Wire } from './send';
import { slots } from './slots';

/** One call of the API. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below /ns-api/v2, with placeholders: `/domains/{domain}`. */
	path: string;
	/** What the placeholders stand for; checked and percent-encoded here. */
	values?: IDataObject;
	/** Values that are undefined are left out. */
	query?: IDataObject;
	/** An object is sent as JSON, a Buffer as it is (with `headers` saying what it is). */
	body?: IDataObject | IDataObject[] | Buffer;
	headers?: IDataObject;
	/** The fields that a body of bytes is made of, for who looks at what is sent. */
	fields?: IDataObject;
	/** Names of what a DELETE removes, where its path does not tell; none where it takes back what the run made. */
	goes?: string[];
	/** What the operation may answer. */
	kind: AnswerKind;
	/** Records are read while they come, which takes less memory where there are many pages of them. */
	isStreamed?: boolean;
	/** First core version that has the operation, for a better message when the server lacks it. */
	since?: string;
	/** The input item this call is for, for n8n to show. */
	itemIndex?: number;
}

/**
 * Looks at a request before it is sent.
 *
 * @param send asks the API past the guard
 * @throws UserError when it must not be sent
 */
export type Guard = (
	request: ApiRequest,
	send: (request: ApiRequest) => Promise<unknown>,
) => Promise<void>;

/** How a run wants to be served. */
export interface ApiSettings {
	/** What stands before every request of the run. */
	guard?: Guard;
	/** How long a whole answer may take. */
	timeoutMilliseconds?: number;
	/** Requests under way at the same time. */
	concurrency?: number;
	/** How long the whole run may take; what is under way then is broken off. */
	runMilliseconds?: number;
	/** How often a request is sent that fails but may go well the next time. */
	attempts?: number;
	/** People cannot set the above, so messages do not tell them to. */
	fixed?: boolean;
}

const TIMEOUT_MILLISECONDS = 60_000;
const CONCURRENCY = 5;

/** A request that was not sent because the run is over. */
const NO_ANSWER: Failure = { status: 0, words: '', page: false, code: '', report: '' };

const LONG_AGO = new Date(0).toISOString();

/** Servers answer 404 with these words when they have deleted a file (facts: live servers). */
const DELETED_ALL_THE_SAME = /not found index for removal/i;

/**
 * The API of the credential's server, for one run: one execution of a node, one list of a picker,
 * one round of a trigger. The only door to it. What one request of a run finds out holds for the
 * rest of it: nobody runs into a refused sign-in or a firewall's block page again and again.
 */
export class Api {
	private readonly timeout: number;
	private readonly inTurn: ReturnType<typeof slots>;
	private readonly stopping = new AbortController();
	private readonly cancelled: AbortSignal;
	/** Fires when the run has taken as long as it may. */
	private readonly runEnd: AbortSignal;
	/** Fires when the execution is stopped, `stop` was called, or the run has taken too long. */
	readonly stopped: AbortSignal;
	private credential?: Promise<NetSapiensCredential>;
	/** What holds for every request of the run. */
	private barrier?: Failure;
	/** The server has answered something else than that it does not accept the credential. */
	private isAccepted = false;
	private renewal?: Promise<unknown>;
	/** Signing in anew did not help: the 401 of this run do not say that the token expired. */
	private renewalIsUseless = false;

	constructor(
		readonly context: ApiContext,
		private readonly run: ApiSettings = {},
	) {
		const { timeoutMilliseconds, concurrency, runMilliseconds } = run;
		this.timeout = timeoutMilliseconds ?? TIMEOUT_MILLISECONDS;
		this.inTurn = slots(concurrency ?? CONCURRENCY);
		this.cancelled = cancelSignal(context);
		this.runEnd =
			runMilliseconds === undefined
				? new AbortController().signal
				: AbortSignal.timeout(runMilliseconds);
		this.stopped = AbortSignal.any([this.cancelled, this.stopping.signal, this.runEnd]);
	}

	/** From now on nothing is sent, for the first time or again; what is under way goes on to its end. */
	stop(): void {
		this.stopping.abort();
	}

	/** The API's base URL, without a slash at the end. */
	async baseUrl(): Promise<string> {
		return apiBaseUrl((await this.settings()).server);
	}

	/**
	 * @returns the body of the answer, parsed, or its text where that is not JSON; undefined when there
	 *   is nothing in it
	 * @throws UserError naming a path value that cannot be used, before anything is sent
	 * @throws NodeApiError with the server's words and advice
	 */
	async request(request: ApiRequest): Promise<unknown> {
		await this.pass(request);
		return await this.ask(request);
	}

	private async pass(request: ApiRequest): Promise<void> {
		await this.run.guard?.(request, async (asked) => await this.ask(asked));
	}

	private async ask(request: ApiRequest): Promise<unknown> {
		const wire = wireOf(request);
		const read = request.isStreamed ? sendForRecords : send;
		return await this.carryOut(request, async (failures) => {
			const reply = await this.exchange(async (terms) => await read(this.context, wire, terms));
			if (!('status' in reply)) return reply;
			const failure = judged(request.kind, reply);
			if (failure && isDeletedAllTheSame(request, failure, failures)) return { answer: undefined };
			return failure ? { failure } : { answer: contentOf(request.kind, reply) };
		});
	}

	/**
	 * Stores the bytes that an operation answers with as they come; they are never held whole here.
	 *
	 * @throws as `request` does
	 */
	async download(request: ApiRequest): Promise<IBinaryData> {
		await this.pass(request);
		const wire = wireOf(request);
		return await this.carryOut(request, async () =>
			saved(await this.exchange(async (terms) => await saveAnswer(this.context, wire, terms))),
		);
	}

	/**
	 * Stores what a link of the server leads to. Links are signed: the credential goes along only
	 * where the configured server itself asks for it.
	 *
	 * @throws UserError when it is no link
	 * @throws NodeApiError with advice
	 */
	async downloadLink(link: Link, itemIndex?: number): Promise<IBinaryData> {
		const base = await this.baseUrl();
		const url = linkUrl(link.url, base);
		const isOwn = new URL(url).origin === new URL(base).origin;
		const request: ApiRequest = { method: 'GET', path: '', kind: 'file', itemIndex };
		const work = async (terms: Terms) => await saveLink(this.context, { ...link, url }, terms);
		return await this.carryOut(
			request,
			async () => saved(isOwn ? await this.exchange(work) : await this.once(work)),
			isOwn ? undefined : url,
		);
	}

	/**
	 * The OpenAPI document that the server keeps of its own API, beside it. What becomes of it says
	 * nothing about the API: it may be missing, or kept for people who sign in to the portal.
	 *
	 * @returns the parsed document
	 * @throws NodeApiError with advice
	 */
	async ownDocument(itemIndex?: number): Promise<unknown> {
		const url = documentUrl(await this.baseUrl());
		const request: ApiRequest = { method: 'GET', path: '', kind: 'record', itemIndex };
		const attempt = async () => {
			const reply = await this.once(async (terms) => await readDocument(this.context, url, terms));
			if (!('status' in reply)) return reply;
			const failure = judged(request.kind, reply);
			return failure ? { failure } : { answer: reply.body };
		};
		return await this.carryOut(request, attempt, url);
	}

	/** How the credential signs in. */
	async authentication(): Promise<NetSapiensCredential['authentication']> {
		return (await this.settings()).authentication;
	}

	/**
	 * One request with all its attempts, in its turn.
	 *
	 * @param elsewhere address outside the API, whose answers say nothing about the API's
	 */
	private async carryOut<T>(
		request: ApiRequest,
		attempt: (failures: Failure[]) => Promise<Outcome<T>>,
		elsewhere?: string,
	): Promise<T> {
		const outcome = await this.inTurn(
			async () =>
				await withRetries(
					request.method,
					this.stopped,
					async (failures) =>
						this.stopped.aborted ? { failure: this.stopReason() } : await attempt(failures),
					this.run.attempts,
				),
		);
		if ('answer' in outcome) return outcome.answer;
		if (!elsewhere && holdsForAll(outcome.failure)) this.barrier ??= outcome.failure;
		throw await this.explained(outcome.failure, request, elsewhere ?? (await this.baseUrl()));
	}

	/** Sends once, or twice when the token turns out to have expired. */
	private async exchange<T extends { status: number }>(
		work: (terms: Terms) => Promise<T>,
	): Promise<T | { failure: Failure }> {
		await this.renewal;
		const credential = await this.settings();
		const { accessToken } = credential;
		const renewable = () => credential.authentication !== 'apiKey' && !this.renewalIsUseless;
		const isStale = renewable() && tokenIsStale(credential);
		const received = isStale ? undefined : await this.sendUnlessKnown(work);
		if (received && !(renewable() && saysExpired(received))) return received;
		// Another request renews it, or has done so meanwhile.
		const isRenewed = (await this.settings()).accessToken !== accessToken;
		return this.renewal || isRenewed ? await this.exchange(work) : await this.renewing(work);
	}

	/** Sends with a new token; requests that need one at the same time wait for it. */
	private async renewing<T extends { status: number }>(
		work: (terms: Terms) => Promise<T>,
	): Promise<T | { failure: Failure }> {
		const received = this.renew(work);
		this.renewal = received;
		await received.finally(() => (this.renewal = undefined));
		if (saysExpired(await received)) this.renewalIsUseless = true;
		return await received;
	}

	/** A refresh token works once, so a token that another process has got meanwhile comes first. */
	private async renew<T extends { status: number }>(
		work: (terms: Terms) => Promise<T>,
	): Promise<T | { failure: Failure }> {
		const { accessToken } = await this.settings();
		this.credential = undefined;
		if ((await this.settings()).accessToken !== accessToken) {
			const received = await this.sendUnlessKnown(work);
			if (!saysExpired(received)) return received;
		}
		// A token that has ended is not sent, and no file with it: n8n signs in before it sends.
		(await this.settings()).expiresAt = LONG_AGO;
		return await this.sendUnlessKnown(work);
	}

	/** Sends, unless it is known what would come back. */
	private async sendUnlessKnown<T extends { status: number }>(
		work: (terms: Terms) => Promise<T>,
	): Promise<T | { failure: Failure }> {
		const known = this.isAccepted && this.barrier?.status === 401 ? undefined : this.barrier;
		if (known) return { failure: { ...known, notSent: true } };
		const received = await this.once(work);
		if ('status' in received) this.isAccepted ||= received.status !== 401;
		else if (holdsForAll(received.failure)) this.barrier ??= received.failure;
		return received;
	}

	private stopReason(): Failure {
		if (!this.runEnd.aborted) return { ...NO_ANSWER, notSent: true, cancelled: true };
		return { ...NO_ANSWER, notSent: true, timedOut: this.run.runMilliseconds };
	}

	/** Does `work` within the time limit, which holds for signing in on the way too. */
	private async once<T>(work: (terms: Terms) => Promise<T>): Promise<T | { failure: Failure }> {
		const credential = await this.settings();
		const limit = AbortSignal.timeout(this.timeout);
		const signal = AbortSignal.any([limit, this.cancelled, this.runEnd]);
		return await unlessAborted(signal, work({ credential, signal })).catch((error: unknown) => ({
			failure: {
				...failureWithoutAnswer(error),
				...(this.cancelled.aborted && { cancelled: true }),
				...(limit.aborted && { timedOut: this.timeout }),
				...(this.runEnd.aborted && { timedOut: this.run.runMilliseconds }),
			},
		}));
	}

	/** The credential, read once a run. Signing in writes new tokens into this object. */
	private async settings(): Promise<NetSapiensCredential> {
		this.credential ??= this.context.getCredentials<NetSapiensCredential>('netSapiensApi');
		return await this.credential;
	}

	private async explained(
		failure: Failure,
		request: ApiRequest,
		base: string,
	): Promise<NodeApiError> {
		const { values, query, body } = request;
		const secrets = secretsOf(await this.settings(), values, query, body);
		const setting = { ...request, base, secrets, fixed: this.run.fixed };
		const error = explainedError(this.context.getNode(), failure, setting);
		return remembered(error, request.method, failure);
	}
}

/** What `work` gives, unless the signal fires first. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
	return await new Promise<T>((resolve, reject) => {
		const abort = () => reject(signal.reason as Error);
		signal.addEventListener('abort', abort);
		// A listener that stays would keep the answer until the time limit is over.
		const settled = () => signal.removeEventListener('abort', abort);
		void work.then(resolve, reject).finally(settled);
	});
}

function wireOf({ method, path, values, query, body, headers }: ApiRequest): Wire {
	return { method, url: fillPath(path, values), query, body, headers };
}

function judged(kind: AnswerKind, reply: Reply): Failure | undefined {
	if (reply.status < 200 || reply.status > 299) return failureOf(reply);
	const flaw = flawOf(kind, reply);
	return flaw && failureOf(reply, flaw);
}

function saved(received: Saved | Reply | { failure: Failure }): Outcome<IBinaryData> {
	if ('failure' in received) return received;
	if ('file' in received) return { answer: received.file };
	return { failure: judged('file', received) ?? failureOf(received, 'unexpected') };
}

/** Whether a 401 may mean that the token expired; with a scope too low it is 401 as well. */
function saysExpired(received: object): boolean {
	if (!('status' in received) || received.status !== 401) return false;
	return !('text' in received) || !isAboutRights(String(received.text));
}

/**
 * Whether other requests would fare no better: the credential is refused, a firewall blocks all, or
 * the server asks for more patience than there is.
 */
function holdsForAll({ status, page, words, retryAfter = 0, spoken }: Failure): boolean {
	if (spoken !== undefined || (status === 403 && page)) return true;
	if (status === 401) return !isAboutRights(words);
	return (status === 429 || status === 503) && retryAfter > LONGEST_WAIT_MILLISECONDS;
}

/** Gone is as good as deleted now, if an earlier attempt may have done it. */
function isDeletedAllTheSame(
	{ method }: ApiRequest,
	{ status, words }: Failure,
	earlier: Failure[],
): boolean {
	if (method !== 'DELETE' || status !== 404) return false;
	const mayBeDone = !/no route found/i.test(words) && !earlier.every(surelyNotDone);
	return mayBeDone || DELETED_ALL_THE_SAME.test(words);
}
