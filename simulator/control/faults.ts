import type { FastifyReply, FastifyRequest } from 'fastify';

import { Random } from '../random';

/** What can go wrong on purpose. */
export const FAULTS = {
	'rate-limit': '429; retryAfter = seconds for the Retry-After header, left out = no header',
	'server-error': '5xx; status = 500 when left out',
	slow: 'waits delay milliseconds, then answers as usual',
	reset: 'the connection breaks without an answer',
	firewall: 'HTML 403, as a front end that blocked the address',
	'expired-token': '401 The access token provided has expired; other bearers than API keys only',
	'bad-json': '200 with a body that is not JSON',
} as const;

export type FaultKind = keyof typeof FAULTS;

export interface Fault {
	id: number;
	kind: FaultKind;
	/** Beginning of the path below /ns-api/v2, or a pattern between slashes; absent = every path. */
	path?: string;
	method?: string;
	/** How many requests it hits; absent = until it is removed. */
	count?: number;
	/** Share of the requests it hits, 0 to 1; the dice are seeded. */
	probability: number;
	/** Requests that pass before it begins. */
	after: number;
	status?: number;
	retryAfter?: number;
	delay?: number;
	/** How often it hit. */
	hits: number;
}

const BLOCKED = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head><title>403 Forbidden</title></head><body>
<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>
</body></html>`;

/** Faults that are set and the requests they hit. */
export class Faults {
	private readonly list: Fault[] = [];
	private next = 1;
	private random: Random;

	constructor(private readonly seed: string) {
		this.random = new Random(`faults/${seed}`);
	}

	/** @throws Error with a sentence when the description makes no sense */
	add(given: Partial<Fault>): Fault {
		if (!given.kind || !(given.kind in FAULTS)) {
			throw new Error(`kind must be one of ${Object.keys(FAULTS).join(', ')}`);
		}
		const fault: Fault = {
			...given,
			kind: given.kind,
			id: this.next++,
			hits: 0,
			probability: given.probability ?? 1,
			after: given.after ?? 0,
		};
		if (fault.probability < 0 || fault.probability > 1)
			throw new Error('probability must be from 0 to 1');
		if (fault.kind === 'slow' && !fault.delay) throw new Error('slow needs delay in milliseconds');
		if (fault.path?.startsWith('/') && fault.path.endsWith('/') && fault.path.length > 2)
			new RegExp(fault.path.slice(1, -1));
		this.list.push(fault);
		return fault;
	}

	remove(id: number): boolean {
		const at = this.list.findIndex((fault) => fault.id === id);
		if (at >= 0) this.list.splice(at, 1);
		return at >= 0;
	}

	clear(): void {
		this.list.length = 0;
		this.random = new Random(`faults/${this.seed}`);
	}

	all(): Fault[] {
		return [...this.list];
	}

	get none(): boolean {
		return this.list.length === 0;
	}

	/** Answers a request with the faults that hit it; true when the request got its answer. */
	async strike(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
		for (const fault of [...this.list]) {
			if (!this.hits(fault, request)) continue;
			if (fault.kind !== 'slow') return answer(fault, request, reply);
			await new Promise((resolve) => setTimeout(resolve, fault.delay));
		}
		return false;
	}

	private hits(fault: Fault, request: FastifyRequest): boolean {
		if (fault.method && fault.method.toUpperCase() !== request.method) return false;
		if (fault.path && !matches(fault.path, request.url)) return false;
		if (
			fault.kind === 'expired-token' &&
			/Bearer\s+ns[srdu]_/i.test(request.headers.authorization ?? 'Bearer nss_')
		)
			return false;
		if (fault.after > 0) {
			fault.after--;
			return false;
		}
		if (fault.probability < 1 && this.random.fraction() >= fault.probability) return false;
		if (fault.count !== undefined && fault.hits >= fault.count) return false;
		fault.hits++;
		return true;
	}
}

function matches(pattern: string, url: string): boolean {
	const path = (url.split('?')[0] ?? '').replace(/^\/ns-api\/v2(?=\/)/, '');
	if (pattern.length > 2 && pattern.startsWith('/') && pattern.endsWith('/')) {
		return new RegExp(pattern.slice(1, -1)).test(path);
	}
	return path.startsWith(pattern);
}

function answer(fault: Fault, request: FastifyRequest, reply: FastifyReply): boolean {
	const json = (status: number, body: object) => void reply.code(status).send(body);
	switch (fault.kind) {
		case 'rate-limit':
			if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
			json(429, { code: 429, message: 'Too Many Requests' });
			break;
		case 'server-error': {
			const status = fault.status ?? 500;
			json(status, { code: status, message: 'Internal Server Error' });
			break;
		}
		case 'firewall':
			void reply.code(403).type('text/html; charset=iso-8859-1').send(BLOCKED);
			break;
		case 'expired-token':
			json(401, {
				error: 'expired_token',
				error_description: 'The access token provided has expired',
			});
			break;
		case 'bad-json':
			void reply.code(200).type('application/json').send('<br />\n<b>Warning</b>: Unknown');
			break;
		default:
			reply.hijack();
			request.raw.socket.destroy();
	}
	return true;
}
