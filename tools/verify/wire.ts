import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';
import { Agent, fetch } from 'undici';

import { apiBaseUrl } from '../../credentials/signIn/server';
import { parseJson } from '../../nodes/NetSapiens/transport/json';

/** What a server answered. */
export interface Answer {
	status: number;
	text: string;
	/** The text parsed; undefined when it is empty or no JSON. */
	body: unknown;
}

export type Query = Record<string, string | number>;

/** A server that can be asked no further; the message says why and what to do. */
export class CannotGoOn extends Error {}

const LIMIT_MILLISECONDS = 60_000;

/** A server that asks for more patience than that is left alone. */
const LONGEST_WAIT_SECONDS = 30;

/** Of documents; everything else is far smaller. */
const LARGEST_BYTES = 25 * 1024 * 1024;

/** How a server is asked. */
export interface WireSettings {
	server: string;
	/** What goes into the Authorization header unless a request says otherwise. */
	authorization?: string;
	/** Milliseconds between two requests: firewalls block who asks too fast (facts: rate limiting). */
	pause: number;
	/** Certificates are not verified. */
	insecure?: boolean;
}

/** What is asked for, besides the address. */
interface Asked {
	method?: WriteMethod | 'GET';
	body?: IDataObject;
	/** Another header than usual; empty for none. */
	authorization?: string;
}

export type WriteMethod = 'POST' | 'PUT' | 'DELETE';

/** Reads from a server, and never does anything else: there is no other method here than GET. */
export class Wire {
	/** How many requests were sent. */
	sent = 0;
	protected readonly base: string;
	private readonly agent: Agent;
	authorization?: string;

	constructor(private readonly settings: WireSettings) {
		this.base = apiBaseUrl(settings.server);
		this.authorization = settings.authorization;
		this.agent = new Agent({ connect: { rejectUnauthorized: settings.insecure !== true } });
	}

	/**
	 * @param path below /ns-api/v2, its values percent-encoded
	 * @param authorization another header than usual; empty for none
	 * @throws CannotGoOn when the server does not answer, blocks us or asks to slow down
	 */
	async get(path: string, query: Query = {}, authorization?: string): Promise<Answer> {
		const search = new URLSearchParams(
			Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
		);
		const url = `${this.base}${path}${search.size > 0 ? `?${search}` : ''}`;
		return await this.fetch(url, { authorization });
	}

	/** The OpenAPI document that the server keeps of itself, beside the API. */
	async ownDocument(): Promise<Answer> {
		return await this.fetch(this.base.replace(/\/v2$/, '/webroot/openapi/openapi.json'));
	}

	async close(): Promise<void> {
		await this.agent.close();
	}

	protected async fetch(url: string, asked: Asked = {}, again = false): Promise<Answer> {
		const { method = 'GET', body, authorization = this.authorization ?? '' } = asked;
		if (this.sent++ > 0) await sleep(this.settings.pause);
		const headers = {
			accept: 'application/json',
			...(authorization && { authorization }),
			...(body && { 'content-type': 'application/json' }),
		};
		const response = await fetch(url, {
			method,
			headers,
			...(body && { body: JSON.stringify(body) }),
			redirect: 'manual',
			signal: AbortSignal.timeout(LIMIT_MILLISECONDS),
			dispatcher: this.agent,
		}).catch((error: unknown) => {
			throw new CannotGoOn(unreachable(error));
		});
		const { status } = response;
		const text = await textOf(response.body);
		if (status === 429 || status === 503) {
			const wait = Number(response.headers.get('retry-after') ?? LONGEST_WAIT_SECONDS);
			if (again || !(wait <= LONGEST_WAIT_SECONDS)) {
				throw new CannotGoOn(
					'The server asks to slow down. Try again later, with a longer --pause.',
				);
			}
			await sleep(wait * 1000);
			return await this.fetch(url, asked, true);
		}
		if (status === 403 && /^\s*</.test(text) && url.startsWith(this.base)) {
			throw new CannotGoOn(
				'A firewall answers in place of the API. Wait some minutes, then try again with a longer --pause, or ask the provider to allow your address.',
			);
		}
		return { status, text, body: text.trim() === '' ? undefined : parseJson(text) };
	}
}

/** Writes too. Made only where somebody has said that a record may be made for it. */
export class WritingWire extends Wire {
	/** @throws CannotGoOn as `get` does */
	async write(method: WriteMethod, path: string, body?: IDataObject): Promise<Answer> {
		return await this.fetch(`${this.base}${path}`, { method, ...(body && { body }) });
	}
}

function unreachable(error: unknown): string {
	const { name, cause } = error as Error & { cause?: { code?: string } };
	const why = name === 'TimeoutError' ? 'no answer within a minute' : (cause?.code ?? name);
	return `The server cannot be reached (${why}). Check --server, and whether a firewall stands between.`;
}

async function textOf(body: AsyncIterable<Uint8Array> | null): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.length;
		if (size > LARGEST_BYTES) return '';
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString();
}
