import { notFound } from '../errors';
import { ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';

/** Backups of the system or a domain, and going back to one. */
export function registerBackups(sim: Simulator, routes: Routes): void {
	const points: Data[] = [];
	const backup = (call: Call) => {
		const point = {
			domain: call.path[0] ?? '*',
			hostname: sim.hostname,
			index: points.length + 1,
			type: 'manual',
			datetime: sim.plainNow(),
		};
		points.push(point);
		return ok({ code: 200, message: 'Success', ...point });
	};
	routes.on('POST', '/backup', backup);
	routes.on('POST', '/domains/{}/backup', backup);
	routes.on('GET', '/restore', (call) =>
		ok({ points: points.filter((point) => point.domain === call.query.domain) }),
	);
	routes.on('PUT', '/restore', (call) => {
		const found = points.some(
			(point) =>
				point.domain === call.body.domain && String(point.index) === String(call.body.index),
		);
		if (!found) throw notFound();
		return ok({ code: 200, message: 'Success' });
	});
}
