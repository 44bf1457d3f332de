import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../calls/call';
import type { Column, Figure, Table } from '../report';
import { nameOf, type Counter, type Frame } from './counter';
import { byFigure, entry, Mean, percent } from './figures';
import type { Filters } from './filters';
import { visitsOf, type Visit } from './queueVisits';

/** How well call queues served their callers. A call counts once in each queue that it was in. */
export class QueueService implements Counter {
	private readonly total: QueueTally;
	private readonly queues = new Map<string, QueueTally>();

	/** @param withinSeconds callers who wait no longer are served in time */
	constructor(
		private readonly frame: Frame,
		private readonly withinSeconds: number,
		private readonly filters: Filters = {},
	) {
		this.total = new QueueTally(withinSeconds);
	}

	add(call: Call): void {
		for (const visit of visitsOf(call)) {
			if (![visit.queue, undefined].includes(this.filters.queue)) continue;
			this.total.add(visit);
			entry(this.queues, visit.queue, () => new QueueTally(this.withinSeconds)).add(visit);
		}
	}

	figures(): Figure[] {
		const row = this.total.row();
		return columnsOf(this.withinSeconds)
			.filter(({ key }) => FIGURES.includes(key))
			.map(({ key, label, kind }) => ({ label, value: row[key] as number | null, kind }));
	}

	tables(): Table[] {
		const rows = [...this.queues]
			.map(([queue, tally]): IDataObject => ({
				queue,
				name: nameOf(this.frame, queue),
				...tally.row(),
			}))
			.sort(
				byFigure(
					(row) => Number(row.offered),
					(row) => String(row.queue),
				),
			);
		const columns: Column[] = [
			{ key: 'queue', label: 'Queue' },
			{ key: 'name', label: 'Name' },
			...columnsOf(this.withinSeconds),
		];
		return [
			{
				title: 'Call Queues',
				compares: { by: ['queue'], figure: 'offered' },
				columns,
				rows,
				total: { queue: 'All Queues', ...this.total.row() },
			},
		];
	}
}

/** Calls in a queue, or in all of them. */
class QueueTally {
	private offered = 0;
	private readonly outcomes: Record<Visit['outcome'], number> = {
		answered: 0,
		abandoned: 0,
		voicemail: 0,
		callback: 0,
		forwarded: 0,
	};
	private inTime = 0;
	private longest: number | null = null;
	private readonly answer = new Mean();
	private readonly patience = new Mean();
	private readonly handling = new Mean();

	constructor(private readonly withinSeconds: number) {}

	add({ outcome, wait, handling }: Visit): void {
		this.offered++;
		this.outcomes[outcome]++;
		if (wait !== null) this.longest = Math.max(this.longest ?? 0, wait);
		if (outcome === 'abandoned') this.patience.add(wait);
		if (outcome !== 'answered') return;
		this.answer.add(wait);
		this.handling.add(handling);
		if (wait !== null && wait <= this.withinSeconds) this.inTime++;
	}

	row(): IDataObject {
		const { offered, outcomes, inTime, answer, patience, handling, longest } = this;
		return {
			offered,
			...outcomes,
			answeredInTime: inTime,
			serviceLevelPercent: percent(inTime, offered),
			averageSpeedOfAnswerSeconds: answer.value,
			averageHandleSeconds: handling.value,
			averageTimeToAbandonSeconds: patience.value,
			longestWaitSeconds: longest,
		};
	}
}

const columnsOf = (withinSeconds: number): Column[] => [
	{ key: 'offered', label: 'Offered', kind: 'number', bar: true },
	{ key: 'answered', label: 'Answered', kind: 'number' },
	{ key: 'abandoned', label: 'Abandoned', kind: 'number' },
	{ key: 'voicemail', label: 'Voicemail', kind: 'number' },
	{ key: 'callback', label: 'Callback', kind: 'number' },
	{ key: 'forwarded', label: 'Forwarded', kind: 'number' },
	{ key: 'serviceLevelPercent', label: `Answered within ${withinSeconds} s`, kind: 'percent' },
	{ key: 'averageSpeedOfAnswerSeconds', label: 'Speed of Answer', kind: 'seconds' },
	{ key: 'averageHandleSeconds', label: 'Handle Time', kind: 'seconds' },
	{ key: 'longestWaitSeconds', label: 'Longest Wait', kind: 'seconds' },
];

const FIGURES = [
	'offered',
	'answered',
	'abandoned',
	'serviceLevelPercent',
	'averageSpeedOfAnswerSeconds',
	'averageHandleSeconds',
	'longestWaitSeconds',
];
