import { ok } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

/** GET /version needs no sign-in: people open it in a browser to see whether a server answers. */
export function registerVersion(sim: Simulator, routes: Routes): void {
	routes.on(
		'GET',
		'/version',
		() =>
			ok({
				apiversion: sim.switches.is('version-word', 'yes') ? sim.apiVersion : sim.options.version,
				hostname: sim.hostname,
				'current-time': sim.plainNow(),
			}),
		{ open: true, unchecked: true },
	);
}
