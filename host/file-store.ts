/** Stands in for a storage on the web: keeps in memory what is put into it, and gives it back. */
import fastify from 'fastify';
import getPort from 'get-port';

export interface FileStore {
	/** Where it is, without a path. */
	origin: string;
	/** What is in it, by path. */
	files: Map<string, Buffer>;
	stop(): Promise<void>;
}

/** Starts the storage on a free port of this machine. */
export async function startFileStore(): Promise<FileStore> {
	const files = new Map<string, Buffer>();
	const server = fastify({ forceCloseConnections: true, bodyLimit: 50_000_000 });
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	server.put<{ Body: Buffer }>('/*', async (request, reply) => {
		files.set(new URL(request.url, 'http://x').pathname, request.body);
		return await reply.code(201).send();
	});
	server.get('/*', async (request, reply) => {
		const file = files.get(new URL(request.url, 'http://x').pathname);
		if (!file) return await reply.code(404).send();
		return await reply.type('application/octet-stream').send(file);
	});
	const port = await getPort();
	await server.listen({ host: '127.0.0.1', port });
	return { origin: `http://127.0.0.1:${port}`, files, stop: async () => await server.close() };
}
