/** Stands in for a CRM: takes what workflows post to it and keeps it in memory. */
import fastify from 'fastify';
import getPort from 'get-port';

export interface Crm {
	/** Where it is, without a path. */
	origin: string;
	/** What came in at /screen-pop, oldest first. */
	posts: unknown[];
	/** What came in at /calls, oldest first. */
	calls: unknown[];
	/** What came in at /tickets, oldest first. */
	tickets: unknown[];
	stop(): Promise<void>;
}

/** Starts the CRM on a free port of this machine. */
export async function startCrm(): Promise<Crm> {
	const posts: unknown[] = [];
	const calls: unknown[] = [];
	const tickets: unknown[] = [];
	const server = fastify({ forceCloseConnections: true });
	for (const [path, kept] of Object.entries({
		'/screen-pop': posts,
		'/calls': calls,
		'/tickets': tickets,
	})) {
		server.post(path, async (request, reply) => {
			kept.push(request.body);
			return await reply.send({ taken: true });
		});
	}
	const port = await getPort();
	await server.listen({ host: '127.0.0.1', port });
	return {
		origin: `http://127.0.0.1:${port}`,
		posts,
		calls,
		tickets,
		stop: async () => await server.close(),
	};
}
