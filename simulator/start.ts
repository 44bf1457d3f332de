import type { FastifyInstance } from 'fastify';

import { withDefaults, type Options } from './options';
import { registerResources } from './resources';
import { seedCredentials, type Credentials } from './seed/credentials';
import { seedTenant } from './seed/tenant';
import { buildServer } from './server';
import { Simulator } from './simulator';
import { Spec } from './spec';

/** A simulator that listens. */
export interface Running {
	url: string;
	credentials: Credentials;
	sim: Simulator;
	app: FastifyInstance;
	stop(): Promise<void>;
}

/** Builds, seeds and starts a simulator. */
export async function start(given: Partial<Options> = {}): Promise<Running> {
	const options = withDefaults(given);
	const sim = new Simulator(Spec.load(), options);
	const { tokens } = registerResources(sim);
	seedTenant(sim);
	const credentials = seedCredentials(sim, tokens);
	const app = await buildServer(sim, tokens);
	const url = await app.listen({ host: options.host, port: options.port });
	return { url, credentials, sim, app, stop: () => app.close() };
}
