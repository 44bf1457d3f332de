import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../calls/call';
import type { Column, Figure, Table } from '../report';
import { nameOf, type Counter, type Frame } from './counter';
import { byFigure, entry, Mean } from './figures';
import type { Filters } from './filters';
import { callerKey, Returns, type Status } from './returns';

/** A missed call, with no more of it than the report shows. */
interface Missed {
	id: string;
	start: number;
	number: string;
	name: string;
	user: string;
	dialed: string;
	missedFor: string[];
	outcome: string;
	wait: number | null;
	key: string;
}

/** Missed calls, and who got in touch again: the users by calling back, or the callers by calling again. */
export class MissedCalls implements Counter {
	private readonly missed: Missed[] = [];
	private readonly returns: Returns;

	/** @param withinSeconds how long after a missed call others belong to it */
	constructor(
		private readonly frame: Frame,
		withinSeconds: number,
		private readonly filters: Filters = {},
	) {
		this.returns = new Returns(withinSeconds);
	}

	see(call: Call): void {
		this.returns.see(call);
	}

	add(call: Call): void {
		const { id, start, from, dialed, missedFor, outcome, wait, missed } = call;
		if (!missed || start === null) return;
		if (!this.isAbout(missedFor)) return;
		const { number, name, user } = from;
		const key = callerKey(call);
		this.missed.push({ id, start, number, name, user, dialed, missedFor, outcome, wait, key });
	}

	figures(): Figure[] {
		const found = this.missed.map((one) => this.returns.of(one.key, one.start));
		const count = (status: Status) => found.filter((one) => one.status === status).length;
		const delay = new Mean();
		for (const [index, { status, at }] of found.entries()) {
			if (status === 'calledBack' && at !== null) delay.add(at - (this.missed[index]?.start ?? at));
		}
		return [
			{ label: 'Missed', value: found.length, kind: 'number' },
			{ label: 'Called Back', value: count('calledBack'), kind: 'number' },
			{ label: 'Caller Called Again', value: count('calledAgain'), kind: 'number' },
			{ label: 'Tried to Call Back', value: count('tried'), kind: 'number' },
			{ label: 'Not Returned', value: count('open'), kind: 'number' },
			{ label: 'Average Time to Call Back', value: delay.value, kind: 'seconds' },
		];
	}

	tables(): Table[] {
		const rows = this.missed.toSorted((a, b) => b.start - a.start).map((one) => this.rowOf(one));
		return [
			{ title: 'Missed Calls', columns: COLUMNS, rows },
			{
				title: 'By User or Queue',
				columns: BY_COLUMNS,
				rows: this.byExtension(),
				compares: { by: ['extension'], figure: 'missed' },
			},
		];
	}

	private rowOf({ key, ...one }: Missed): IDataObject {
		const { status, by, at } = this.returns.of(key, one.start);
		return {
			time: this.isoOf(one.start),
			number: one.number || one.user,
			name: one.name || nameOf(this.frame, one.user),
			dialed: one.dialed,
			missedFor: one.missedFor,
			missedForName: one.missedFor.map((user) => nameOf(this.frame, user)).filter(Boolean),
			outcome: one.outcome,
			waitSeconds: one.wait,
			returned: status === 'calledBack' || status === 'calledAgain',
			status: WORDS[status],
			returnedBy: by,
			returnedAt: at === null ? null : this.isoOf(at),
			callId: one.id,
		};
	}

	private byExtension(): IDataObject[] {
		const counts = new Map<string, { missed: number; open: number }>();
		for (const { key, start, missedFor } of this.missed) {
			const { status } = this.returns.of(key, start);
			for (const extension of missedFor.filter((one) => this.isAbout([one]))) {
				const count = entry(counts, extension, () => ({ missed: 0, open: 0 }));
				count.missed++;
				if (status === 'open' || status === 'tried') count.open++;
			}
		}
		return [...counts]
			.map(([extension, count]) => ({ extension, name: nameOf(this.frame, extension), ...count }))
			.sort(
				byFigure(
					({ missed }) => missed,
					({ extension }) => extension,
				),
			);
	}

	private isAbout(extensions: string[]): boolean {
		const { queue, isWanted } = this.filters;
		const isOfQueue = queue === undefined || extensions.includes(queue);
		return isOfQueue && (!isWanted || extensions.some(isWanted));
	}

	private isoOf(seconds: number): string {
		const time = DateTime.fromSeconds(seconds, { zone: this.frame.zone });
		return time.toISO({ suppressMilliseconds: true }) ?? '';
	}
}

const WORDS: Record<Status, string> = {
	calledBack: 'Called back',
	calledAgain: 'Caller called again',
	tried: 'Tried',
	open: 'Not returned',
};

const COLUMNS: Column[] = [
	{ key: 'time', label: 'Time', kind: 'dateTime' },
	{ key: 'number', label: 'Caller' },
	{ key: 'name', label: 'Name' },
	{ key: 'missedFor', label: 'Missed By' },
	{ key: 'missedForName', label: 'Missed By Name' },
	{ key: 'outcome', label: 'Outcome' },
	{ key: 'waitSeconds', label: 'Wait', kind: 'seconds' },
	{ key: 'status', label: 'Returned' },
	{ key: 'returnedBy', label: 'Returned By' },
	{ key: 'returnedAt', label: 'Returned At', kind: 'dateTime' },
];

const BY_COLUMNS: Column[] = [
	{ key: 'extension', label: 'Extension' },
	{ key: 'name', label: 'Name' },
	{ key: 'missed', label: 'Missed', kind: 'number', bar: true },
	{ key: 'open', label: 'Not Returned', kind: 'number' },
];
