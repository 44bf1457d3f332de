import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { see } from '../http/request-log';
import { Random } from '../random';
import type { Data } from '../state/table';
import { canned } from './fault-answers';
import { checkSetting, patternOf } from './fault-check';
import { abandon, deliver, strikesAtOnce } from './fault-deliveries';
import {
	ANSWERS,
	DELIVERIES,
	LISTS,
	type AnswerKind,
	type DeliveryKind,
	type FaultKind,
	type ListKind,
	type Setting,
} from './fault-kinds';
import { changedRows, rewritten, steered } from './fault-lists';

/** A fault that is set. */
export interface Fault<K extends FaultKind = FaultKind> extends Setting<K> {
	id: number;
	/** How often it hit. */
	hits: number;
}

/** A fault that waits for the real answer. */
interface Waiting {
	fault: Fault;
	/** The number of the hit. */
	hits: number;
	/** What the client asked for. */
	query: Data;
}

const isAnswer = (fault: Fault): fault is Fault<AnswerKind> => fault.kind in ANSWERS;
const isDelivery = (fault: Fault): fault is Fault<DeliveryKind> => fault.kind in DELIVERIES;
const isList = (fault: Fault): fault is Fault<ListKind> => fault.kind in LISTS;

/** Faults that are set and the requests they hit. */
export class Faults {
	private readonly list: Fault[] = [];
	private readonly waiting = new WeakMap<FastifyRequest, Waiting[]>();
	private next = 1;
	private random: Random;

	constructor(private readonly seed: string) {
		this.random = new Random(`faults/${seed}`);
	}

	/** @throws Error with a sentence when the description makes no sense */
	add(given: Record<string, unknown>): Fault {
		const fault: Fault = { ...checkSetting(given), id: this.next++, hits: 0 };
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

	/**
	 * Hits a request that has just come: answers it, or changes what it asks for and remembers what
	 * is to become of its answer.
	 *
	 * @returns whether the request is over and must not be carried out
	 */
	async strike(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
		const query = request.query as Data;
		const waiting: Waiting[] = [];
		for (const fault of [...this.list]) {
			if (!this.hits(fault, request)) continue;
			if (fault.kind === 'slow') await sleep(fault.delay);
			else if (endsHere(fault, request, reply)) return true;
			else waiting.push({ fault, hits: fault.hits, query });
			if (isList(fault)) request.query = steered(fault, request.query as Data);
		}
		if (request.query !== query) see(request, { query });
		if (waiting.length > 0) this.waiting.set(request, waiting);
		return false;
	}

	/**
	 * Changes the body of a real answer, and its head, as the faults that hit its request want it. Once:
	 * what Fastify answers to a connection that broke is nothing that anybody reads.
	 */
	change(
		request: FastifyRequest,
		reply: FastifyReply,
		body: string | Buffer,
	): string | Buffer | Readable {
		const waiting = this.waiting.get(request) ?? [];
		this.waiting.delete(request);
		let changed = body;
		for (const { fault, hits, query } of waiting) {
			if (isList(fault) && typeof changed === 'string') {
				changed = rewritten(changed, (rows) => changedRows(fault, query, rows, hits));
			}
			if (isAnswer(fault)) changed = canned(fault, request, reply);
			if (isDelivery(fault)) return deliver(fault, reply, bytesOf(changed));
		}
		return changed;
	}

	private hits(fault: Fault, request: FastifyRequest): boolean {
		if (!matches(fault, request)) return false;
		if (fault.after) {
			fault.after--;
			return false;
		}
		if (fault.probability !== undefined && this.random.fraction() >= fault.probability)
			return false;
		if (fault.count !== undefined && fault.hits >= fault.count) return false;
		fault.hits++;
		return true;
	}
}

/** Answers or abandons a request before it is carried out, if that is what the fault does. */
function endsHere(fault: Fault, request: FastifyRequest, reply: FastifyReply): boolean {
	if (isAnswer(fault) && !fault.carriedOut) {
		// Fastify gives an empty text a content type.
		void reply.send(canned(fault, request, reply) || undefined);
		return true;
	}
	if (!isDelivery(fault) || !strikesAtOnce(fault)) return false;
	reply.hijack();
	abandon(fault.kind, reply);
	return true;
}

function matches(fault: Fault, { method, url, query, headers }: FastifyRequest): boolean {
	const path = (url.split('?')[0] ?? '').replace(/^\/ns-api\/v2(?=\/)/, '');
	if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
	if (fault.path !== undefined && !covers(fault.path, path)) return false;
	if (fault.start !== undefined && fault.start !== Number((query as Data).start ?? 0)) return false;
	if (isList(fault)) return method === 'GET' && !path.endsWith('/count');
	const isToken = !/Bearer\s+ns[srdu]_/i.test(headers.authorization ?? 'Bearer nss_');
	return fault.kind !== 'expired-token' || isToken;
}

const bytesOf = (body: string | Buffer): Buffer =>
	typeof body === 'string' ? Buffer.from(body) : body;

const covers = (pattern: string, path: string): boolean =>
	patternOf(pattern)?.test(path) ?? path.startsWith(pattern);
