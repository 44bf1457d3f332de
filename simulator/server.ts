import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { ApiError, badRequest, noRoute } from './errors';
import { Dispatcher } from './dispatch';
import type { Answer } from './handler';
import type { Tokens } from './auth/tokens';
import type { Binding, Simulator } from './simulator';

export const API = '/ns-api/v2';

/** Largest body a front end lets through, in bytes. */
export const BODY_LIMIT = 26214400;

/** A server for the simulator: routes, bodies, errors. It does not listen yet. */
export async function buildServer(sim: Simulator, tokens: Tokens): Promise<FastifyInstance> {
	const app = Fastify({
		bodyLimit: BODY_LIMIT,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4096 },
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		frameworkErrors: (error, _request, reply) => {
			void send(sim, reply, errorAnswer(error));
		},
	});
	readJsonStrictly(app);
	await app.register(formbody);
	await app.register(multipart, { limits: { fileSize: BODY_LIMIT } });
	app.addContentTypeParser(
		['text/xml', 'application/xml'],
		{ parseAs: 'string' },
		(_r, body, done) => done(null, body),
	);
	const dispatcher = new Dispatcher(sim);
	for (const binding of sim.allBindings()) route(app, sim, dispatcher, binding);
	legacyTokens(app, sim, tokens);
	app.setNotFoundHandler((request, reply) => {
		void send(sim, reply, dispatcher.unrouted(request) ?? errorAnswer(noRoute()));
	});
	app.setErrorHandler((error, _request, reply) => send(sim, reply, errorAnswer(error)));
	return app;
}

/** `/domains/{}/users/{}` as Fastify writes it: `/domains/:p0/users/:p1`. */
function urlOf(shape: string): string {
	let count = 0;
	return API + shape.replace(/\{\}/g, () => `:p${count++}`);
}

function route(
	app: FastifyInstance,
	sim: Simulator,
	dispatcher: Dispatcher,
	binding: Binding,
): void {
	const prepared = dispatcher.prepare(binding);
	app.route({
		method: binding.endpoint.method as 'GET',
		url: urlOf(binding.endpoint.shape),
		handler: async (request, reply) => {
			const answer = await dispatcher.run(prepared, request);
			return send(sim, reply, answer);
		},
	});
}

/** The token path of older clients; it takes forms, and the client in a Basic header. */
function legacyTokens(app: FastifyInstance, sim: Simulator, tokens: Tokens): void {
	app.post('/ns-api/oauth2/token', (request, reply) => {
		const fields = { ...(request.query as object), ...(request.body as object | undefined) };
		return send(sim, reply, tokens.legacy(fields, request.headers.authorization));
	});
}

/** An empty JSON body counts as none; anything that does not parse is a 400. */
function readJsonStrictly(app: FastifyInstance): void {
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		if (body.length === 0) return done(null, undefined);
		try {
			done(null, JSON.parse(body as string));
		} catch {
			done(badRequest('Malformed JSON'), undefined);
		}
	});
}

/** The answer for whatever went wrong on the way. */
export function errorAnswer(error: unknown): Answer {
	if (error instanceof ApiError) {
		return { status: error.status, body: error.body, headers: error.headers };
	}
	const { statusCode, code, message } = error as Error & { statusCode?: number; code?: string };
	if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') {
		return { status: 400, body: { code: 400, message: 'Request body too large' } };
	}
	const status = statusCode && statusCode < 500 ? 400 : 500;
	return {
		status,
		body: { code: status, message: status === 400 ? `Bad Request: ${message}` : message },
	};
}

/** Sends an answer with the headers a core sends. */
export function send(sim: Simulator, reply: FastifyReply, answer: Answer): FastifyReply {
	reply.code(answer.status);
	if (answer.headers) reply.headers(answer.headers);
	if (answer.bytes) return reply.type(answer.type ?? 'application/octet-stream').send(answer.bytes);
	if (answer.type) return reply.type(answer.type).send(String(answer.body));
	reply.header('content-type', 'application/json; charset=utf-8');
	return reply.send(answer.json ?? sim.json(answer.body));
}

export type { FastifyRequest };
