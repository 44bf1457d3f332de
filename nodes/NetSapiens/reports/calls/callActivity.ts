import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../calls/call';
import type { Participant } from '../../calls/people';
import type { Column, Figure, Table } from '../report';
import { CALL_COLUMNS, CallTally } from './callTally';
import { clockOf } from './clock';
import { nameOf, type Counter, type Frame } from './counter';
import { byFigure, entry } from './figures';
import type { Filters } from './filters';
import { PERSON_COLUMNS, PersonTally } from './personTally';
import { timeGroups } from './timeGroups';

/** What the rows of the report are about. */
export const GROUPS = [
	'user',
	'department',
	'site',
	'queue',
	'number',
	'hour',
	'weekday',
	'day',
] as const;
export type Group = (typeof GROUPS)[number];

/** Calls by user, queue, hour or whatever else they are grouped by. */
export class CallActivity implements Counter {
	private readonly total = new CallTally();
	private readonly rows: Rows;

	constructor(
		frame: Frame,
		private readonly by: Group,
		private readonly filters: Filters = {},
	) {
		this.rows = rowsBy(frame, by, filters.isWanted ?? (() => true));
	}

	add(call: Call): void {
		const { queue, isWanted } = this.filters;
		if (queue !== undefined && call.queue !== queue) return;
		if (isWanted && !call.participants.some(({ user }) => isWanted(user))) return;
		this.total.add(call);
		this.rows.add(call);
	}

	figures(): Figure[] {
		return this.total.figures();
	}

	tables(): Table[] {
		const { title, columns, total } = this.rows;
		return [
			{
				title,
				columns,
				rows: this.rows.list(),
				...(this.by !== 'day' && { compares: { by: [this.by], figure: 'calls' } }),
				...(total && { total: { [columns[0]?.key ?? '']: 'All Calls', ...this.total.row() } }),
			},
		];
	}
}

/** The rows of one way to group calls. */
interface Rows {
	title: string;
	columns: Column[];
	/** Whether a row of all calls means the same as the others. */
	total: boolean;
	add(call: Call): void;
	list(): IDataObject[];
}

function rowsBy(frame: Frame, by: Group, isWanted: (extension: string) => boolean): Rows {
	const { people } = frame;
	switch (by) {
		case 'user':
			return peopleRows({
				title: 'By User',
				columns: [text('user', 'Extension'), text('name', 'Name')],
				keyOf: (user) => (isWanted(user) ? user : null),
				head: (user) => ({ user, name: nameOf(frame, user) }),
			});
		case 'department':
		case 'site':
			return peopleRows({
				title: by === 'site' ? 'By Site' : 'By Department',
				columns: [text(by, by === 'site' ? 'Site' : 'Department')],
				keyOf: (user) => (isWanted(user) ? people.get(user)?.[by] || NONE : null),
				head: (key) => ({ [by]: key }),
			});
		case 'queue':
			return callRows({
				title: 'By Call Queue',
				columns: [text('queue', 'Queue'), text('name', 'Name')],
				keyOf: ({ queue }) => queue,
				head: (queue) => ({ queue, name: nameOf(frame, queue) }),
			});
		case 'number':
			return callRows({
				title: 'By Number Called',
				columns: [text('number', 'Number')],
				keyOf: ({ direction, dialed }) => (direction === 'inbound' ? dialed : null),
				head: (number) => ({ number }),
			});
		default: {
			const { label, keys, keyOf } = timeGroups(frame)[by];
			const momentOf = clockOf(frame.zone);
			return callRows({
				title: `By ${label}`,
				columns: [text(by, label)],
				keyOf: ({ start }) => (start === null ? null : keyOf(momentOf(start))),
				head: (key) => ({ [by]: key }),
				keys,
			});
		}
	}
}

/** Stands for people without a department or site. */
const NONE = '(none)';

const text = (key: string, label: string): Column => ({ key, label });

interface Heading {
	title: string;
	columns: Column[];
	head: (key: string) => IDataObject;
}

/** Rows of calls. @param keys what has a row though there may be no call, in their order */
function callRows({
	title,
	columns,
	keyOf,
	head,
	keys,
}: Heading & { keyOf: (call: Call) => string | null; keys?: string[] }): Rows {
	const tallies = new Map((keys ?? []).map((key) => [key, new CallTally()]));
	return {
		title,
		columns: [...columns, ...CALL_COLUMNS],
		total: true,
		add: (call) => {
			const key = keyOf(call);
			if (key) entry(tallies, key, () => new CallTally()).add(call);
		},
		list: () => {
			const all = [...tallies];
			if (keys?.length === 0) all.sort(([a], [b]) => (a < b ? -1 : 1));
			if (!keys)
				all.sort(
					byFigure(
						([, { count }]) => count,
						([key]) => key,
					),
				);
			return all.map(([key, tally]) => ({ ...head(key), ...tally.row() }));
		},
	};
}

/** Rows of people: a call stands in those of all who took part in it. */
function peopleRows({
	title,
	columns,
	keyOf,
	head,
}: Heading & { keyOf: (extension: string) => string | null }): Rows {
	const tallies = new Map<string, PersonTally>();
	return {
		title,
		columns: [...columns, ...PERSON_COLUMNS],
		total: false,
		add: ({ participants }) => {
			const parts = new Map<string, Participant[]>();
			for (const part of participants) {
				const key = keyOf(part.user);
				if (key !== null) entry(parts, key, () => []).push(part);
			}
			for (const [key, own] of parts) entry(tallies, key, () => new PersonTally()).add(own);
		},
		list: () =>
			[...tallies]
				.map(([key, tally]) => ({ ...head(key), ...tally.row() }) as IDataObject)
				.sort(
					byFigure(
						(row) => Number(row.calls),
						(row) => String(Object.values(row)[0]),
					),
				),
	};
}
