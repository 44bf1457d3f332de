import { NodeApiError, type IExecuteFunctions, type JsonObject } from 'n8n-workflow';
import { baseUrlOf } from '../../../credentials/signIn/server';
import { secretsOf, type DnaCredential } from '../../../credentials/signIn/settings';
import { failureOf, failureWithoutAnswer, unexpected, type Failure } from './failure';
import { fillPath } from './path';
import type { Reply } from './reply';
import { withRetries, type Outcome } from './retry';
import { masked, maskedValue } from './secrets';
import { send, type Place, type Wire } from './send';

/** One call of the API. */
export interface ApiRequest {
	/** Below the base URL, with placeholders: `/api/residential/client/{client_id}`. */
	path: string;
	/** What the placeholders stand for. */
	inPath: Record<string, string>;
	/** Sent as they are. */
	values: Record<string, string>;
	/** Something is made or changed, so it is sent once. */
	changes: boolean;
	/** `auto` is POST, and GET where the server does not take that. */
	method: 'POST' | 'GET' | 'auto';
	/** Where a POST has its values. */
	place: Place;
	itemIndex: number;
}

/** How a run wants to be served. */
interface ApiSettings {
	/** How long a whole answer may take. */
	timeoutMilliseconds: number;
}

const LONG_AGO = new Date(0).toISOString();

const STOPPED: Failure = {
	status: 0,
	message: 'The execution was stopped',
	advice: 'Nothing was sent for this item.',
	notDone: true,
	mayPass: false,
};

/**
 * The API of the credential's server, for one run of the node. The only door to it. What one request
 * finds out holds for the rest of the run: a refused sign-in, a firewall, how the server wants to be
 * asked.
 */
export class Api {
	private readonly stopping = new AbortController();
	private readonly cancelled: AbortSignal;
	/** Fires when the execution is stopped, or `stop` was called. */
	readonly stopped: AbortSignal;
	private credential?: Promise<DnaCredential>;
	/** What holds for every request of the run. */
	private barrier?: Failure;
	/** Signing in anew did not help: the 401 of this run do not say that the token expired. */
	private renewalIsUseless = false;
	/** The server answered 405 to POST. */
	private wantsGet = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly settings: ApiSettings,
	) {
		this.cancelled = context.getExecutionCancelSignal() ?? new AbortController().signal;
		this.stopped = AbortSignal.any([this.cancelled, this.stopping.signal]);
	}

	/** From now on nothing is sent; what is under way goes on to its end. */
	stop(): void {
		this.stopping.abort();
	}

	/**
	 * @param read takes the answer's `data`, or gives undefined where that lacks what was asked for
	 * @param missing what it lacks then, for people
	 * @returns what `read` gives
	 * @throws UserError naming a path value that cannot be used, before anything is sent
	 * @throws NodeApiError with the server's words and advice
	 */
	async request<T>(
		request: ApiRequest,
		read: (data: unknown) => T | undefined,
		missing: string,
	): Promise<T> {
		const path = fillPath(request.path, request.inPath);
		const attempt = async () => await this.attempt({ ...request, path });
		const outcome = request.changes ? await attempt() : await withRetries(this.stopped, attempt);
		if ('failure' in outcome) throw await this.explained(outcome.failure, request);
		const { body } = outcome.reply;
		const answer = read((body as { data?: unknown }).data);
		if (answer !== undefined) return answer;
		throw await this.explained(unexpected(outcome.reply, missing), request);
	}

	/** Sends, by the other method too where the server does not take the first. */
	private async attempt({ method, ...request }: ApiRequest): Promise<Outcome> {
		if (method !== 'auto') return await this.sendUnlessKnown({ ...request, method });
		if (!this.wantsGet) {
			const outcome = await this.sendUnlessKnown({ ...request, method: 'POST' });
			if (!('failure' in outcome) || outcome.failure.status !== 405) return outcome;
			this.wantsGet = true;
		}
		return await this.sendUnlessKnown({ ...request, method: 'GET' });
	}

	/** Sends, unless the run is over or it is known what would come back. */
	private async sendUnlessKnown(wire: Wire): Promise<Outcome> {
		if (this.stopped.aborted) return { failure: STOPPED };
		if (this.barrier) {
			const { barrier } = this;
			return { failure: { ...barrier, advice: `${barrier.advice} ${NOT_SENT}`.trim() } };
		}
		const outcome = await this.exchange(wire);
		if ('failure' in outcome && outcome.failure.holdsForAll) this.barrier ??= outcome.failure;
		return outcome;
	}

	/** Sends once, or twice when the token turns out to have expired: a 401 is nothing done. */
	private async exchange(wire: Wire): Promise<Outcome> {
		const credential = await this.signedIn();
		const used = credential.accessToken;
		const outcome = await this.once(wire);
		const expired = 'failure' in outcome && outcome.failure.status === 401;
		if (!expired || this.renewalIsUseless) return outcome;
		// Unless another item has renewed it meanwhile: a token that has ended is renewed before sending.
		if (credential.accessToken === used) credential.expiresAt = LONG_AGO;
		const again = await this.once(wire);
		if ('failure' in again && again.failure.status === 401) this.renewalIsUseless = true;
		return again;
	}

	/** One request within the time limit. */
	private async once(wire: Wire): Promise<Outcome> {
		const credential = await this.signedIn();
		const { host } = new URL(baseUrlOf(credential.baseUrl));
		const limit = AbortSignal.timeout(this.settings.timeoutMilliseconds);
		const signal = AbortSignal.any([limit, this.cancelled]);
		let reply: Reply;
		try {
			reply = await unlessAborted(signal, send(this.context, wire, { credential, signal }));
		} catch (error) {
			return { failure: this.withoutAnswer(error, limit, host) };
		}
		const failure = failureOf(reply, host);
		return failure ? { failure } : { reply };
	}

	private withoutAnswer(error: unknown, limit: AbortSignal, host: string): Failure {
		const failure = failureWithoutAnswer(error, host);
		if (this.cancelled.aborted) return { ...failure, ...STOPPED, advice: '', notDone: false };
		if (!limit.aborted) return failure;
		const seconds = this.settings.timeoutMilliseconds / 1000;
		return {
			...failure,
			message: `${host} did not answer within ${seconds} seconds`,
			advice: 'Raise Timeout under Options if the server needs longer.',
			notDone: false,
			mayPass: true,
			timedOut: true,
			holdsForAll: undefined,
		};
	}

	/** The credential, read once a run. Signing in writes new tokens into this object. */
	private async signedIn(): Promise<DnaCredential> {
		this.credential ??= this.context.getCredentials<DnaCredential>('nexogyDnaApi');
		return await this.credential;
	}

	/** An error that says what happened and what to do, and holds no secret. */
	private async explained(
		{ status, message, advice, notDone, body }: Failure,
		{ changes, itemIndex }: ApiRequest,
	): Promise<NodeApiError> {
		const secrets = secretsOf(await this.signedIn());
		const doubt = changes && !notDone ? IN_DOUBT : '';
		const words = {
			message: masked(message, secrets),
			description: masked(`${advice} ${doubt}`.trim(), secrets) || undefined,
		};
		const error = new NodeApiError(this.context.getNode(), { message } as JsonObject, {
			...words,
			httpCode: status ? String(status) : undefined,
			itemIndex,
		});
		if (body !== undefined) error.context.data = maskedValue(body, secrets) as never;
		// n8n replaces messages that seem to hold a code of Node.js.
		return Object.assign(error, words);
	}
}

const NOT_SENT = 'Nothing was sent for this item.';

const IN_DOUBT = 'The server may have carried it out anyway: check there before you send it again.';

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
