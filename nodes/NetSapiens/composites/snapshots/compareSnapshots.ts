import { DateTime, type DurationLike } from 'luxon';
import { UserError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { readList } from '../../execute/list';
import { parseMoment, utcText } from '../../moment';
import type { Report } from '../../reports/report';
import { show } from '../../reports/showing/show';
import { changesBetween, notComparable, type Change } from '../../snapshots/compare';
import { isSnapshot, type Snapshot } from '../../snapshots/snapshot';
import { isRefused } from '../domainReader';
import { formatsOf } from '../reports/inventory';

/**
 * What differs between the two snapshots among the input items, the older one before the newer one.
 *
 * @throws UserError when there are not just two
 */
export async function compareSnapshots(calls: Call[]): Promise<INodeExecutionData[]> {
	const [call] = calls;
	if (!call) return [];
	const snapshots = call.context.getInputData().flatMap(({ json }) => snapshotsIn(json));
	const [before, after] = snapshots.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
	if (!before || !after || snapshots.length > 2) throw new UserError(adviceFor(snapshots.length));
	const notes = notesOn(before, after);
	const changes = changesBetween(before, after);
	const entries = changes.length > 0 ? await readAudit(call, before, after, notes) : [];
	const rows = changes.map((change) => rowOf(change, entries));
	const items = await show(call.context, reportOf(before, after, rows, notes), formatsOf(call));
	return items.map((item) => ({
		...item,
		pairedItem: calls.map(({ itemIndex: item }) => ({ item })),
	}));
}

/** A snapshot is an item, or one of the fields of an item. */
const snapshotsIn = (json: IDataObject): Snapshot[] =>
	[json, ...Object.values(json)].filter((value): value is Snapshot & IDataObject =>
		isSnapshot(value),
	);

const adviceFor = (count: number): string =>
	`There are ${count} snapshots in the input, and comparing takes 2. ` +
	'Put an earlier output of Domain → Take Snapshot and a new one into the input, as two items or as two fields of one item.';

function notesOn(before: Snapshot, after: Snapshot): string[] {
	const left = notComparable(before, after);
	return [
		...(before.domain === after.domain
			? []
			: [`The snapshots are of two domains: ${before.domain} and ${after.domain}.`]),
		...(left.length > 0 ? [`Not compared, since not in both snapshots: ${left.join(', ')}.`] : []),
	];
}

/** The clocks of n8n and of the server may differ by so much. */
const CLOCK_MINUTES = 2;

const queryTime = ({ takenAt }: Snapshot, margin: DurationLike): string | undefined => {
	const moment = parseMoment(takenAt);
	return moment ? utcText(moment.plus(margin)) : undefined;
};

/** The audit log of the time between; servers before 45 have none, and few may read it. */
async function readAudit(
	{ api, options, itemIndex }: Call,
	before: Snapshot,
	after: Snapshot,
	notes: string[],
): Promise<IDataObject[]> {
	const query = {
		'datetime-start': queryTime(before, { minutes: -CLOCK_MINUTES }),
		'datetime-end': queryTime(after, { minutes: CLOCK_MINUTES }),
		'target-domain': after.domain,
	};
	const request = { method: 'GET', path: '/auditlog', query, kind: 'list', since: '45', itemIndex };
	return await readList(api, request as never, { ...options, rows: Infinity }).catch(
		(error: Error) => {
			if (!isRefused(error)) throw error;
			notes.push(`Who changed it is not known: the audit log could not be read. ${error.message}.`);
			return [];
		},
	);
}

function rowOf({ parts, ...change }: Change, entries: IDataObject[]): IDataObject {
	// Newest first, as the log is.
	const entry = entries.find((one) => parts.includes(String(one['target-user'] ?? '')));
	const by = [entry?.['by-user'], entry?.['by-domain']].filter(Boolean).join('@');
	const at = DateTime.fromISO(String(entry?.['timestamp-datetime'] ?? ''), { setZone: true });
	return { ...change, by, at: at.isValid ? at.toISO() : null };
}

function reportOf(before: Snapshot, after: Snapshot, rows: IDataObject[], notes: string[]): Report {
	const count = (wanted: Change['change']) => ({
		label: wanted,
		value: new Set(
			rows.filter(({ change }) => change === wanted).map(({ list, key }) => `${list} ${key}`),
		).size,
	});
	return {
		title: 'Configuration Changes',
		subtitle: `${after.domain}, ${before.takenAt.slice(0, 10)} to ${after.takenAt.slice(0, 10)}`,
		figures: [count('Added'), count('Removed'), count('Changed')],
		tables: [
			{
				title: 'Changes',
				columns: [
					{ key: 'change', label: 'Change' },
					{ key: 'list', label: 'List' },
					{ key: 'key', label: 'Record' },
					{ key: 'name', label: 'Name' },
					{ key: 'field', label: 'Field' },
					{ key: 'before', label: 'Before' },
					{ key: 'after', label: 'After' },
					{ key: 'by', label: 'By' },
					{ key: 'at', label: 'At', kind: 'dateTime' },
				],
				rows,
			},
		],
		notes,
	};
}
