import type { FastifyRequest } from 'fastify';

import type { Principal } from './auth/principal';
import type { Endpoint, Variant } from './spec';
import type { Data } from './state/table';

/** A file that came in a multipart body. */
export interface Upload {
	field: string;
	filename: string;
	type: string;
	bytes: Buffer;
}

/** A request that is signed in, allowed and valid. */
export interface Call {
	endpoint: Endpoint;
	/** The documented form that the request fits. */
	variant: Variant;
	/** Path values, left to right; `~` is filled in, domains are in lower case. */
	path: string[];
	query: Data;
	body: Data;
	files: Upload[];
	principal: Principal;
	request: FastifyRequest;
}

/** What goes back. Exactly one of `body`, `json` and `bytes` is given. */
export interface Answer {
	status: number;
	body?: unknown;
	/** JSON that is ready to be sent. */
	json?: string;
	bytes?: Buffer;
	type?: string;
	headers?: Record<string, string>;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** The usual answer to a write. */
export const ACCEPTED: Answer = { status: 202, body: { code: 202, message: 'Accepted' } };

export const ok = (body: unknown): Answer => ({ status: 200, body });
