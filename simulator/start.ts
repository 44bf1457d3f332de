import type { FastifyInstance } from 'fastify';

import { Host } from './host';
import { withDefaults, type Options } from './options';
import { buildServer } from './server';
import { Spec } from './spec';

/** A simulator that listens. */
export interface Running {
	url: string;
	host: Host;
	app: FastifyInstance;
	stop(): Promise<void>;
}

/** Builds, seeds and starts a simulator. */
export async function start(given: Partial<Options> = {}): Promise<Running> {
	const options = withDefaults(given);
	const host = new Host(Spec.load(), options);
	const app = await buildServer(host);
	const url = await app.listen({ host: options.host, port: options.port });
	host.run(url);
	const stop = async () => {
		host.sim.close();
		await app.close();
	};
	return { url, host, app, stop };
}
