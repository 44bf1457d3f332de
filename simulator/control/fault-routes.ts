import { notFound } from '../errors';
import type { Host } from '../host';
import { switchesOf } from '../options';
import { switches } from '../switches';
import { FAULTS } from './fault-kinds';
import type { On } from './routes';

/** Control of faults, switches, dialect, tokens and the record of requests. */
export function registerFaultRoutes(on: On, host: Host): void {
	on('GET', '/faults', () => ({ kinds: FAULTS, faults: host.faults.all() }));
	on('POST', '/faults', (_params, body) => host.faults.add(body));
	on('DELETE', '/faults', () => host.faults.clear());
	on('DELETE', '/faults/:id', (params) => {
		if (!host.faults.remove(Number(params.id))) throw notFound();
	});
	on('GET', '/switches', () =>
		Object.entries(switches).map(([name, known]) => ({
			name,
			value: host.sim.switches.get(name as keyof typeof switches),
			...known,
		})),
	);
	on('POST', '/switches', (_params, body) => {
		for (const [name, value] of Object.entries(body)) host.sim.switches.set(name, String(value));
		return host.sim.switches.all();
	});
	on('POST', '/dialect', (_params, body) => {
		host.sim.switches.take(switchesOf(String(body.dialect)));
		return host.sim.switches.all();
	});
	on('POST', '/tokens/expire', () => host.sim.sessions.expireAll());
	on('GET', '/requests', (_params, _body, query) => {
		const method = query.method === undefined ? undefined : String(query.method).toUpperCase();
		return host.requests
			.list(Number(query.since ?? 0))
			.filter((one) => method === undefined || one.method === method)
			.filter((one) => query.path === undefined || one.path.startsWith(String(query.path)))
			.filter((one) => query.operation === undefined || one.operation === query.operation)
			.filter((one) => query.status === undefined || String(one.status) === String(query.status));
	});
	on('DELETE', '/requests', () => host.requests.clear());
	on('GET', '/mail', () => host.sim.mail);
	on('DELETE', '/mail', () => {
		host.sim.mail.length = 0;
	});
}
