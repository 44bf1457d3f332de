import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Instance } from '../instance';
import type { Data } from '../state/table';
import { Refusal } from './refusal';

/** What an endpoint does with its values and those of its path; nothing to tell gives a time alone. */
type Act = (fields: Data, path: Data) => Data | void;

/** Methods that endpoints take whose documents disagree, by the switch `dna-read-method`. */
const READS = ['GET', 'POST'] as const;

/** The Nexogy DNA API, beside that of the system it is a layer over. */
export function registerNexogyDna(app: FastifyInstance, instance: Instance): void {
	const post = (path: string, act: Act) => app.post(`/api/${path}`, answering(instance, path, act));
	const read = (path: string, act: Act) =>
		app.route({ method: [...READS], url: `/api/${path}`, handler: answering(instance, path, act) });
	const dna = () => instance.dna;
	app.post('/api/oauth/token', (request, reply) =>
		carefully(instance, reply, () => dna().sessions.grant(fieldsOf(request))),
	);
	post('residential/client', (fields) => dna().create(fields));
	for (const action of ['activate', 'suspend', 'cancel']) {
		post(`residential/client/:id/${action}`, (_, { id }) => dna().act(String(id), action));
	}
	post('residential/client/:id', (fields, { id }) => dna().update(String(id), fields));
	post('residential/device', (fields) => dna().device(fields));
	read('residential/domain/:domain', (_, { domain }) => dna().status(String(domain)));
	read('dids/search', (fields) => dna().search(fields));
}

/** Carries out for whoever is signed in; every success has the time, but for the search. */
function answering(instance: Instance, path: string, act: Act) {
	return (request: FastifyRequest, reply: FastifyReply) =>
		carefully(instance, reply, () => {
			instance.dna.sessions.check(request.headers.authorization);
			if (isRead(path)) requireMethod(instance, request.method);
			const data = act(fieldsOf(request), request.params as Data) ?? {};
			const timestamp = Math.floor(instance.sim.now() / 1000);
			return { result: 'OK', data: path === 'dids/search' ? data : { ...data, timestamp } };
		});
}

const isRead = (path: string) => /^(residential\/domain|dids)\//.test(path);

/** @throws Refusal 405 where the server takes the other method only */
function requireMethod({ sim }: Instance, method: string): void {
	const taken = sim.switches.get('dna-read-method');
	if (taken === 'both' || taken === method.toLowerCase()) return;
	throw new Refusal(`The ${method} method is not supported for this route.`, 405);
}

/** Values come in the query, in a form or in both. */
const fieldsOf = ({ query, body }: FastifyRequest): Data => ({
	...(query as Data),
	...(body as Data | undefined),
});

function carefully(instance: Instance, reply: FastifyReply, act: () => unknown): FastifyReply {
	reply.type('application/json');
	try {
		return reply.send(JSON.stringify(act()));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const status = error.status ?? instance.sim.switches.number('dna-refusal-status');
		return reply.code(status).send(JSON.stringify({ result: 'ERROR', message: error.words }));
	}
}
