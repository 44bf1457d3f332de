import { isDeepStrictEqual } from 'node:util';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { textWithoutSecrets, withoutBearers, withoutSecrets } from './secrets';

/** What the dispatcher found out about a request. */
export interface Seen {
	/** Documented operation, for example `GET /domains/{domain}`. */
	operation?: string;
	/** Scope and key id or user of the sender. */
	sender?: string;
	files?: string[];
	/** The body as it came, before anything was made of it. */
	text?: string;
	/** What the body says, where it is no JSON. */
	body?: unknown;
	/** What the client asked for, where a fault made something else of it. */
	query?: unknown;
}

/** A request as tests and people see it afterwards, as it was sent but for its secrets. */
export interface LoggedRequest extends Omit<Seen, 'text'> {
	id: number;
	time: string;
	method: string;
	/** Path below /ns-api/v2, or the whole path elsewhere; decoded, without query. */
	path: string;
	query: unknown;
	/** The body letter by letter; missing where it has files or secrets. */
	raw?: string;
	contentType: string;
	/** 0 as long as there is no answer. */
	status: number;
	/** Whether the answer was sent to its end. */
	complete: boolean;
	milliseconds: number;
}

const KEPT = 1000;

/** Longer bodies are not shown, in characters. */
const LONGEST_BODY = 65536;
const seen = new WeakMap<FastifyRequest, Seen>();

/** Adds to what is known about a request that is still under way. */
export function see(request: FastifyRequest, facts: Seen): void {
	const known = seen.get(request);
	if (known) Object.assign(known, facts);
	else seen.set(request, facts);
}

interface Entry {
	id: number;
	look: () => LoggedRequest;
}

/** The last thousand requests in a ring. */
export class RequestLog {
	private readonly ring: Entry[] = [];
	private count = 0;
	private cleared = 0;

	/** Notes a request that has just come; it is put into words only when somebody looks. */
	add(request: FastifyRequest, { raw: response }: FastifyReply): void {
		const begun = performance.now();
		const known = { id: ++this.count, time: Date.now() };
		const entry = { id: known.id, look: () => noted(request, response, known, begun)() };
		this.ring[known.id % KEPT] = entry;
		response.once('close', () => (entry.look = noted(request, response, known, begun)));
	}

	/** Requests after `since` (an id), oldest first. */
	list(since = 0): LoggedRequest[] {
		return this.ring
			.filter((entry) => entry !== undefined && entry.id > Math.max(since, this.cleared))
			.sort((a, b) => a.id - b.id)
			.map((entry) => entry.look());
	}

	clear(): void {
		this.cleared = this.count;
	}

	get total(): number {
		return this.count;
	}
}

/** Keeps what is worth keeping of a request and its answer, as they are now. */
function noted(
	request: FastifyRequest,
	response: FastifyReply['raw'],
	{ id, time }: { id: number; time: number },
	begun: number,
): () => LoggedRequest {
	const { url, headers, method } = request;
	const { text, body, query = request.query, ...facts } = seen.get(request) ?? {};
	const { headersSent, statusCode, writableFinished: complete } = response;
	const took = performance.now() - begun;
	return () => ({
		id,
		time: new Date(time).toISOString(),
		method,
		path: pathOf(url),
		query: withoutSecrets(query),
		...bodyOf(text, body),
		contentType: String(headers['content-type'] ?? ''),
		status: headersSent ? statusCode : 0,
		complete,
		milliseconds: Math.round(took * 10) / 10,
		...facts,
	});
}

/** What a body says, every value as it was sent; letter by letter where nothing of it is hidden. */
function bodyOf(text: string | undefined, body: unknown): Pick<LoggedRequest, 'body' | 'raw'> {
	if (text === undefined) return { body: withoutSecrets(body) };
	if (text.length > LONGEST_BODY) return { body: `(${text.length} characters)` };
	const said = body ?? valueOf(text);
	const shown = typeof said === 'string' ? textWithoutSecrets(said) : withoutSecrets(said);
	// Of a name that stands twice, only the last value was read.
	const isOpen = isDeepStrictEqual(shown, said) && textWithoutSecrets(text) === text;
	return { body: shown, raw: isOpen ? text : undefined };
}

function valueOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function pathOf(url: string): string {
	const bare = withoutBearers(url.split('?')[0] ?? '');
	const path = bare.replace(/^\/ns-api\/v2(?=\/)/, '');
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
