import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../calls/call';
import type { Column, Figure, Table } from '../report';
import { nameOf, type Counter, type Frame } from './counter';
import { byFigure, entry, Mean, percent } from './figures';
import type { Filters } from './filters';
import { visitsOf, type Visit } from './queueVisits';

/**
 * What agents did with the calls that queues offered them, and which other calls they had. Whoever was
 * offered a call in the period is an agent.
 */
export class AgentActivity implements Counter {
	private readonly agents = new Map<string, AgentTally>();

	constructor(
		private readonly frame: Frame,
		private readonly filters: Filters = {},
	) {}

	add(call: Call): void {
		const all = visitsOf(call);
		for (const visit of all) {
			if (![visit.queue, undefined].includes(this.filters.queue)) continue;
			for (const one of visit.agents) this.tallyOf(one.agent)?.addOffer(one, visit);
		}
		const fromQueue = new Set(
			all.flatMap(({ agents }) =>
				agents.filter(({ answered }) => answered).map(({ agent }) => agent),
			),
		);
		for (const { user, role, talkSeconds } of call.participants) {
			if (role === 'caller') this.tallyOf(user)?.addPlaced(talkSeconds);
			if (role === 'answered' && !fromQueue.has(user)) this.tallyOf(user)?.addDirect(talkSeconds);
		}
	}

	figures(): Figure[] {
		const rows = this.rows();
		const sum = (key: string) => rows.reduce((total, row) => total + Number(row[key]), 0);
		return [
			{ label: 'Agents', value: rows.length, kind: 'number' },
			...['offered', 'answered', 'talkSeconds'].map((key) => ({
				label: COLUMNS.find((column) => column.key === key)?.label ?? key,
				value: sum(key),
				kind: COLUMNS.find((column) => column.key === key)?.kind,
			})),
		];
	}

	tables(): Table[] {
		return [
			{
				title: 'Agents',
				compares: { by: ['agent'], figure: 'offered' },
				columns: [{ key: 'agent', label: 'Agent' }, { key: 'name', label: 'Name' }, ...COLUMNS],
				rows: this.rows(),
			},
		];
	}

	private rows(): IDataObject[] {
		return [...this.agents]
			.filter(([, { isAgent }]) => isAgent)
			.map(([agent, tally]): IDataObject => ({
				agent,
				name: nameOf(this.frame, agent),
				...tally.row(),
			}))
			.sort(
				byFigure(
					(row) => Number(row.offered),
					(row) => String(row.agent),
				),
			);
	}

	private tallyOf(agent: string): AgentTally | undefined {
		const { isWanted = () => true } = this.filters;
		return isWanted(agent) ? entry(this.agents, agent, () => new AgentTally()) : undefined;
	}
}

class AgentTally {
	private offered = 0;
	private answered = 0;
	private takenByOthers = 0;
	private placed = 0;
	private direct = 0;
	private readonly talk = new Mean();
	private readonly handling = new Mean();
	private otherTalk = 0;

	get isAgent(): boolean {
		return this.offered > 0;
	}

	/** A queue rang the agent; its several tries with one call are one offer. */
	addOffer({ answered, talk, handling }: Visit['agents'][number], { outcome }: Visit): void {
		this.offered++;
		if (answered) {
			this.answered++;
			this.talk.add(talk);
			this.handling.add(handling);
		} else if (outcome === 'answered') this.takenByOthers++;
	}

	addPlaced(talk: number | null): void {
		this.placed++;
		this.otherTalk += talk ?? 0;
	}

	addDirect(talk: number | null): void {
		this.direct++;
		this.otherTalk += talk ?? 0;
	}

	row(): IDataObject {
		const { offered, answered, takenByOthers, placed, direct, talk, handling, otherTalk } = this;
		return {
			offered,
			answered,
			takenByOthers,
			unanswered: offered - answered - takenByOthers,
			answeredPercent: percent(answered, offered),
			talkSeconds: talk.sum,
			averageHandleSeconds: handling.value,
			answeredDirectly: direct,
			placed,
			otherTalkSeconds: otherTalk,
		};
	}
}

const COLUMNS: Column[] = [
	{ key: 'offered', label: 'Offered', kind: 'number', bar: true },
	{ key: 'answered', label: 'Answered', kind: 'number' },
	{ key: 'takenByOthers', label: 'Taken by Others', kind: 'number' },
	{ key: 'unanswered', label: 'Unanswered', kind: 'number' },
	{ key: 'answeredPercent', label: 'Answered Share', kind: 'percent' },
	{ key: 'talkSeconds', label: 'Queue Talk Time', kind: 'seconds' },
	{ key: 'averageHandleSeconds', label: 'Handle Time', kind: 'seconds' },
	{ key: 'answeredDirectly', label: 'Answered Directly', kind: 'number' },
	{ key: 'placed', label: 'Placed', kind: 'number' },
	{ key: 'otherTalkSeconds', label: 'Other Talk Time', kind: 'seconds' },
];
