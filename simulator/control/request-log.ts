import type { FastifyRequest } from 'fastify';

/** What the dispatcher found out about a request. */
export interface Seen {
	/** Documented operation, for example `GET /domains/{domain}`. */
	operation?: string;
	/** Scope and key id or user of the sender. */
	sender?: string;
	files?: string[];
	body?: unknown;
}

/** A request as tests and people see it afterwards. Bearers are never kept. */
export interface LoggedRequest extends Seen {
	id: number;
	time: string;
	method: string;
	/** Path below /ns-api/v2, or the whole path elsewhere; decoded, without query. */
	path: string;
	query: unknown;
	contentType: string;
	status: number;
	milliseconds: number;
}

const KEPT = 1000;

/** Longer bodies are not kept, in bytes. */
const LONGEST_BODY = 65536;
const seen = new WeakMap<FastifyRequest, Seen>();

/** Adds to what is known about a request that is still under way. */
export function see(request: FastifyRequest, facts: Seen): void {
	const known = seen.get(request);
	if (known) Object.assign(known, facts);
	else seen.set(request, facts);
}

/** The last thousand requests in a ring. */
export class RequestLog {
	private readonly ring: Array<() => LoggedRequest> = [];
	private count = 0;
	private cleared = 0;

	/** Notes a request that was answered; it is put into words only when somebody looks. */
	add(request: FastifyRequest, status: number, milliseconds: number): void {
		const id = ++this.count;
		const time = Date.now();
		const { url, query, headers, method } = request;
		const length = Number(headers['content-length'] ?? 0);
		const body = length > LONGEST_BODY ? `(${length} bytes)` : request.body;
		const facts = seen.get(request);
		this.ring[id % KEPT] = () => ({
			id,
			time: new Date(time).toISOString(),
			method,
			path: pathOf(url),
			query,
			body,
			contentType: String(headers['content-type'] ?? ''),
			status,
			milliseconds: Math.round(milliseconds * 10) / 10,
			...facts,
		});
	}

	/** Requests after `since` (an id), oldest first. */
	list(since = 0): LoggedRequest[] {
		return this.ring
			.filter((entry) => entry !== undefined)
			.map((entry) => entry())
			.filter((entry) => entry.id > Math.max(since, this.cleared))
			.sort((a, b) => a.id - b.id);
	}

	clear(): void {
		this.cleared = this.count;
	}

	get total(): number {
		return this.count;
	}
}

function pathOf(url: string): string {
	const path = (url.split('?')[0] ?? '').replace(/^\/ns-api\/v2(?=\/)/, '');
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
