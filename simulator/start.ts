import type { FastifyInstance } from 'fastify';

import { buildServer } from './http/server';
import { Instance } from './instance';
import { withDefaults, type Options } from './options';
import { Spec } from './spec';

/** A simulator that listens. */
export interface Running {
	url: string;
	instance: Instance;
	app: FastifyInstance;
	stop(): Promise<void>;
}

/** Builds, seeds and starts a simulator. */
export async function start(
	given: Partial<Options> = {},
	spec: Spec = Spec.load(),
): Promise<Running> {
	const options = withDefaults(given);
	const instance = new Instance(spec, options);
	const app = await buildServer(instance);
	const url = await app.listen({ host: options.host, port: options.port });
	instance.run(url);
	const stop = async () => {
		instance.sim.close();
		await app.close();
	};
	return { url, instance, app, stop };
}
