import type { FastifyInstance } from 'fastify';

import { authenticate } from '../auth/authenticate';
import { ApiError } from '../errors';
import type { Instance } from '../instance';

/** GET /ns-api/?object=audio…: the bytes behind a signed address. */
export function registerFiles(app: FastifyInstance, instance: Instance): void {
	app.get('/ns-api', async (request, reply) => {
		const { sim } = instance;
		const query = request.query as Record<string, string>;
		if (query.object !== 'audio') throw new ApiError(404, 'No Route Found [92]');
		if (sim.switches.is('media-url-auth', 'bearer')) {
			authenticate(sim, request.headers.authorization, request.ip);
		}
		const file = sim.media.open(query);
		if (file === undefined) throw new ApiError(403, 'Permission Denied');
		if (file === 'late') throw new ApiError(403, 'URL has expired');
		const name = String(query.file ?? 'audio.wav').replace(/[^\w.-]/g, '_');
		return reply
			.type(file.type)
			.header('content-disposition', `inline; filename="${name}"`)
			.send(file.bytes);
	});
}
