import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';

import { buildServer } from '../../simulator/http/server';
import { Instance } from '../../simulator/instance';
import { withDefaults, type Options } from '../../simulator/options';
import { Spec } from '../../simulator/spec';

/** A simulator in this process that does not listen: a request is a call of a function. */
export interface InProcess {
	app: FastifyInstance;
	instance: Instance;
	/** Sends a request as it is, with the super user's key unless it has another bearer. */
	inject(options: InjectOptions): Promise<LightMyRequestResponse>;
	stop(): Promise<void>;
}

/** Two companies with a few people, and no events that are posted by themselves. */
export const SMALL: Partial<Options> = {
	domains: 2,
	users: 12,
	cdrs: 20,
	eventsInterval: 1_000_000,
};

/** What fake timers leave alone, so that a test has the clock in its hand and everything else goes on. */
export const ALL_BUT_THE_CLOCK = [
	...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const),
	...(['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] as const),
	...(['hrtime', 'performance'] as const),
];

/** Makes a simulator in this process. */
export async function simulatorInProcess(options: Partial<Options> = SMALL): Promise<InProcess> {
	const instance = new Instance(Spec.load(), withDefaults(options));
	const app = await buildServer(instance);
	instance.run('http://simulator.example');
	await app.ready();
	return {
		app,
		instance,
		inject: ({ headers, ...rest }) =>
			app.inject({
				...rest,
				headers: {
					authorization: `Bearer ${instance.credentials.apiKeys.superUser}`,
					...headers,
				},
			}),
		async stop() {
			instance.sim.close();
			await app.close();
		},
	};
}
