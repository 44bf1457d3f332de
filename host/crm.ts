/** Stands in for a CRM: takes what workflows post to it and keeps it in memory. */
import fastify from 'fastify';
import getPort from 'get-port';

export interface Crm {
	/** Where workflows post to. */
	url: string;
	/** The bodies that came in, oldest first. */
	posts: unknown[];
	stop(): Promise<void>;
}

/** Starts the CRM on a free port of this machine. */
export async function startCrm(): Promise<Crm> {
	const posts: unknown[] = [];
	const server = fastify({ forceCloseConnections: true });
	server.post('/screen-pop', async (request, reply) => {
		posts.push(request.body);
		return await reply.send({ shown: true });
	});
	const port = await getPort();
	await server.listen({ host: '127.0.0.1', port });
	return {
		url: `http://127.0.0.1:${port}/screen-pop`,
		posts,
		stop: async () => await server.close(),
	};
}
