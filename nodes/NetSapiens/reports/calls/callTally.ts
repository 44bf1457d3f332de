import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../calls/call';
import type { Column, Figure } from '../report';
import { Mean } from './figures';

/** How many calls went how, whoever had to do with them. */
export class CallTally {
	private calls = 0;
	private readonly directions = { inbound: 0, outbound: 0, internal: 0 };
	private answered = 0;
	private missed = 0;
	private voicemail = 0;
	private abandoned = 0;
	private readonly talk = new Mean();
	private readonly wait = new Mean();

	add({ direction, outcome, answered, missed, talk, wait }: Call): void {
		this.calls++;
		if (direction) this.directions[direction]++;
		if (missed) this.missed++;
		if (outcome === 'voicemail') this.voicemail++;
		if (outcome === 'abandoned') this.abandoned++;
		if (!answered) return;
		this.answered++;
		this.talk.add(talk);
		if (direction !== 'outbound') this.wait.add(wait);
	}

	get count(): number {
		return this.calls;
	}

	row(): IDataObject {
		const { calls, directions, answered, missed, voicemail, abandoned, talk, wait } = this;
		return {
			calls,
			...directions,
			answered,
			missed,
			voicemail,
			abandoned,
			talkSeconds: talk.sum,
			averageTalkSeconds: talk.value,
			averageWaitSeconds: wait.value,
		};
	}

	figures(): Figure[] {
		const row = this.row();
		return FIGURES.map(({ key, label, kind }) => ({
			label,
			value: row[key] as number | null,
			kind,
		}));
	}
}

export const CALL_COLUMNS: Column[] = [
	{ key: 'calls', label: 'Calls', kind: 'number', bar: true },
	{ key: 'inbound', label: 'Inbound', kind: 'number' },
	{ key: 'outbound', label: 'Outbound', kind: 'number' },
	{ key: 'internal', label: 'Internal', kind: 'number' },
	{ key: 'answered', label: 'Answered', kind: 'number' },
	{ key: 'missed', label: 'Missed', kind: 'number' },
	{ key: 'voicemail', label: 'Voicemail', kind: 'number' },
	{ key: 'abandoned', label: 'Abandoned', kind: 'number' },
	{ key: 'talkSeconds', label: 'Talk Time', kind: 'seconds' },
	{ key: 'averageTalkSeconds', label: 'Average Talk', kind: 'seconds' },
	{ key: 'averageWaitSeconds', label: 'Average Wait', kind: 'seconds' },
];

/** Those that stand above a table. */
const FIGURES = CALL_COLUMNS.filter(
	({ key }) => !['voicemail', 'abandoned', 'averageTalkSeconds'].includes(key),
);
