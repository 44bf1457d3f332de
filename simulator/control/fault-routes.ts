import { badRequest, notFound } from '../errors';
import type { Instance } from '../instance';
import { switchesOf } from '../options';
import { checkSwitch, switches } from '../switches';
import { OPTIONS } from './fault-check';
import { FAULTS } from './fault-kinds';
import type { On } from './on';

/** Control of faults, switches, dialect, tokens and the record of requests. */
export function registerFaultRoutes(on: On, instance: Instance): void {
	on('GET', '/faults', () => ({
		kinds: FAULTS,
		options: OPTIONS,
		faults: instance.faults.all(),
	}));
	on('POST', '/faults', (_params, body) => instance.faults.add(body));
	on('DELETE', '/faults', () => instance.faults.clear());
	on('DELETE', '/faults/:id', (params) => {
		if (!instance.faults.remove(Number(params.id))) throw notFound();
	});
	on('GET', '/switches', () =>
		Object.entries(switches).map(([name, known]) => ({
			name,
			value: instance.sim.switches.get(name as keyof typeof switches),
			...known,
		})),
	);
	on('POST', '/switches', (_params, body) => {
		const settings = Object.entries(body).map(([name, value]) => [name, String(value)] as const);
		for (const [name, value] of settings) checkSwitch(name, value);
		for (const [name, value] of settings) instance.sim.switches.set(name, value);
		return instance.sim.switches.all();
	});
	on('POST', '/dialect', (_params, body) => {
		instance.sim.switches.take(switchesOf(String(body.dialect)));
		return instance.sim.switches.all();
	});
	on('POST', '/tokens/expire', () => instance.sim.sessions.expireAll());
	on('GET', '/requests', (_params, _body, query) => {
		const method = query.method === undefined ? undefined : String(query.method).toUpperCase();
		const since = Number(query.since ?? 0);
		if (!Number.isInteger(since)) throw badRequest('since must be the id of a request.');
		return instance.requests
			.list(since)
			.filter((one) => method === undefined || one.method === method)
			.filter((one) => query.path === undefined || one.path.startsWith(String(query.path)))
			.filter((one) => query.operation === undefined || one.operation === query.operation)
			.filter((one) => query.status === undefined || String(one.status) === String(query.status));
	});
	on('DELETE', '/requests', () => instance.requests.clear());
	on('GET', '/mail', () => instance.sim.mail);
	on('DELETE', '/mail', () => {
		instance.sim.mail.length = 0;
	});
}
