import { readMoment } from '../dates';
import { auditRecord, presenceRecord, type AuditEntry } from '../events/payloads';
import { ok, type Answer, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';

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

/** Audit log and presence lists. */
export function registerLogs(sim: Simulator): void {
	sim.on('GET', '/auditlog', (call) => audit(call, sim.log.entries));
	sim.on('GET', '/accesslog', (call) => audit(call, sim.log.access));
	const presence = (call: Call, department?: string): Data[] =>
		[...sim.store.table('users').below([call.path[0] ?? ''])]
			.filter((row) => !String(row.data['service-code'] ?? '').startsWith('system'))
			.filter((row) => department === undefined || row.data.department === department)
			.map((row) => presenceRecord(sim, row));
	sim.on('GET', '/domains/{}/presence/list', (call) => ok(takePage(presence(call), pageOf(call))));
	sim.on('GET', '/domains/{}/departments/{}/presence/list', (call) =>
		ok(takePage(presence(call, call.path[1]), pageOf(call))),
	);
}

function audit(call: Call, entries: AuditEntry[]): Answer {
	const { sim, query } = call;
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
	return ok(takePage(records, pageOf(call)));
}
