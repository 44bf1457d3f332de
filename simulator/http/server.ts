import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

import { registerControl } from '../control/routes';
import { validatorOf } from '../control/validator';
import { ApiError, noRoute } from '../errors';
import type { Answer } from '../handler';
import type { Instance } from '../instance';
import { registerNexogyDna } from '../nexogy-dna/routes';
import type { Simulator } from '../simulator';
import { versionNumber } from '../version';
import { BODY_LIMIT, readBodies } from './bodies';
import { patience } from './patience';
import { registerFiles } from './signed-files';

export const API = '/ns-api/v2';

/** A server for the simulator: routes, bodies, faults, errors. It does not listen yet. */
export async function buildServer(instance: Instance): Promise<FastifyInstance> {
	const app = Fastify({
		bodyLimit: BODY_LIMIT,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4096 },
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		...patience(instance.options),
		frameworkErrors: (error, _request, reply) => {
			void send(instance.sim, reply, errorAnswer(error));
		},
	});
	app.setValidatorCompiler(({ schema }) => validatorOf(schema));
	await readBodies(app);
	addHooks(app, instance);
	for (const { endpoint } of instance.bindings)
		route(app, instance, endpoint.method, endpoint.shape);
	sayMethods(app, instance);
	legacyTokens(app, instance);
	registerFiles(app, instance);
	serveDocument(app, instance);
	registerNexogyDna(app, instance);
	registerControl(app, instance);
	app.setNotFoundHandler((_request, reply) => send(instance.sim, reply, errorAnswer(noRoute())));
	app.setErrorHandler((error, request, reply) =>
		send(instance.sim, reply, errorAnswer(error, request.url.startsWith('/_sim'))),
	);
	return app;
}

/** What is asked is noted; then faults strike, before anything else and on the way out. */
function addHooks(app: FastifyInstance, instance: Instance): void {
	app.addHook('onRequest', (request, reply, done) => {
		if (!/^\/(ns-api|api\/)/.test(request.url)) return done();
		instance.requests.add(request, reply);
		if (instance.faults.none) return done();
		instance.faults.strike(request, reply).then((answered) => answered || done(), done);
	});
	app.addHook<string | Buffer>('onSend', (request, reply, body, done) =>
		done(null, instance.faults.change(request, reply, body)),
	);
}

/** `/domains/{}/users/{}` as Fastify writes it: `/domains/:p0/users/:p1`. */
function urlOf(shape: string): string {
	let count = 0;
	return API + shape.replace(/\{\}/g, () => `:p${count++}`);
}

function route(app: FastifyInstance, instance: Instance, method: string, shape: string): void {
	const key = `${method} ${shape}`;
	app.route({
		method: method as 'GET',
		url: urlOf(shape),
		exposeHeadRoute: method === 'GET',
		handler: (request, reply) => {
			const { sim } = instance;
			const prepared = instance.prepared(key);
			if (!prepared) throw noRoute();
			const answer = instance.dispatcher.run(prepared, request);
			if (!(answer instanceof Promise)) return send(sim, reply, answer);
			return answer.then((late) => send(sim, reply, late));
		},
	});
}

/** OPTIONS says, without sign-in, what else a path takes. */
function sayMethods(app: FastifyInstance, { bindings, options }: Instance): void {
	const version = versionNumber(options.version);
	const known = bindings.filter(({ endpoint }) => endpoint.since <= version);
	const byShape = new Map<string, string[]>();
	for (const { endpoint } of known) {
		const before = byShape.get(endpoint.shape) ?? [];
		byShape.set(endpoint.shape, [...before, endpoint.method]);
	}
	for (const [shape, methods] of byShape) {
		const head = methods.includes('GET') ? ['HEAD'] : [];
		const allow = [...methods, ...head, 'OPTIONS'].join(', ');
		app.options(urlOf(shape), (_request, reply) => reply.code(200).header('allow', allow).send());
	}
}

/** The token path of older clients; it takes forms, and the client in a Basic header. */
function legacyTokens(app: FastifyInstance, instance: Instance): void {
	app.post('/ns-api/oauth2/token', (request, reply) => {
		const fields = { ...(request.query as object), ...(request.body as object | undefined) };
		return send(instance.sim, reply, instance.tokens.legacy(fields, request.headers.authorization));
	});
}

/** Each core serves the document of its own version: without the operations it does not have. */
function serveDocument(app: FastifyInstance, instance: Instance): void {
	app.get('/ns-api/webroot/openapi/openapi.json', (_request, reply) => {
		const { document } = instance.spec;
		const paths = Object.entries(document.paths).flatMap(([key, item]) => {
			const known = Object.entries(item).filter(
				([, operation]) => versionNumber(operation['x-since'] ?? '44') <= instance.sim.version,
			);
			return known.length > 0 ? [[key, Object.fromEntries(known)]] : [];
		});
		return send(instance.sim, reply, {
			status: 200,
			body: {
				...document,
				info: { ...document.info, version: instance.options.version },
				paths: Object.fromEntries(paths),
			},
		});
	});
}

/** The answer for whatever went wrong on the way; `control` errors are sentences and always 400. */
export function errorAnswer(error: unknown, control = false): Answer {
	if (error instanceof ApiError) {
		return { status: error.status, body: error.body, headers: error.headers };
	}
	const { statusCode, code, message } = error as Error & { statusCode?: number; code?: string };
	if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') {
		return { status: 400, body: { code: 400, message: 'Request body too large' } };
	}
	const status = control || (statusCode && statusCode < 500) ? 400 : 500;
	const text = status === 400 && !control ? `Bad Request: ${message}` : message;
	return { status, body: { code: status, message: text } };
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
