import { readMoment } from '../dates';
import { auditRecord, type AuditEntry } from '../events/payloads';
import { ok, type Answer, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

const FILTERS = [
	'by-ip',
	'action-type',
	'target-domain',
	'target-object',
	'target-host',
	'target-user',
	'by-client',
	'by-domain',
];

/** Changes and sign-ins. */
export function registerAuditLog(sim: Simulator, routes: Routes): void {
	routes.on('GET', '/auditlog', (call) => audit(sim, call, sim.log.entries));
	routes.on('GET', '/accesslog', (call) => audit(sim, call, sim.log.access));
}

function audit(sim: Simulator, call: Call, entries: AuditEntry[]): Answer {
	const { query } = call;
	const from =
		query['datetime-start'] === undefined
			? 0
			: readMoment(String(query['datetime-start']), 'datetime-start').seconds;
	const to =
		query['datetime-end'] === undefined
			? Infinity
			: readMoment(String(query['datetime-end']), 'datetime-end', true).seconds;
	const records = entries
		.filter((entry) => entry.time / 1000 >= from && Math.floor(entry.time / 1000) <= to)
		.map((entry) => auditRecord(sim, entry))
		.filter((record) =>
			FILTERS.every(
				(name) => query[name] === undefined || String(record[name]) === String(query[name]),
			),
		)
		.reverse();
	return ok(takePage(records, pageOf(sim, call)));
}
