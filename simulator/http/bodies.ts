import { parse } from 'node:querystring';

import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';

import { badRequest } from '../errors';
import { see } from './request-log';

/** Largest body a front end lets through, in bytes. */
export const BODY_LIMIT = 26214400;

/** Deepest JSON that is read: what PHP reads unless told otherwise. */
export const JSON_DEPTH = 512;

/** What bodies are read and how: JSON, forms with and without files, and XML as text. */
export async function readBodies(app: FastifyInstance): Promise<void> {
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
		see(request, { text: body as string });
		try {
			done(null, parseJson(body as string));
		} catch (error) {
			done(error as Error, undefined);
		}
	});
	app.addContentTypeParser(
		['text/xml', 'application/xml'],
		{ parseAs: 'string' },
		(request, body, done) => {
			see(request, { text: body as string });
			done(null, body);
		},
	);
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(request, body, done) => {
			const fields = { ...parse(body as string) };
			// Values may be made numbers on the way; what is remembered stays as it is.
			see(request, { text: body as string, body: { ...fields } });
			done(null, fields);
		},
	);
	await app.register(multipart, { limits: { fileSize: BODY_LIMIT } });
	// An answer before the whole body has come breaks the connection under the client's hands.
	app.addHook('preParsing', async (request) => {
		if (Number(request.headers['content-length'] ?? 0) <= BODY_LIMIT) return;
		for await (const _chunk of request.raw) void _chunk;
		throw badRequest('Request body too large');
	});
}

/** Reads JSON; nothing at all counts as no body. @throws ApiError 400 */
function parseJson(text: string): unknown {
	if (text.length === 0) return undefined;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw badRequest('Malformed JSON');
	}
	checkDepth(value);
	return value;
}

/**
 * Whatever walks through a value calls itself once a level, so no deep one gets any further.
 *
 * @throws ApiError 400
 */
export function checkDepth(value: unknown): void {
	let level = [value].filter(hasParts);
	for (let depth = 0; level.length > 0; depth++) {
		if (depth === JSON_DEPTH) throw badRequest('JSON is nested too deeply');
		level = level.flatMap((one) => Object.values(one)).filter(hasParts);
	}
}

const hasParts = (value: unknown): value is object => typeof value === 'object' && value !== null;
