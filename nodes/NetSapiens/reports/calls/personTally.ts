import type { IDataObject } from 'n8n-workflow';
import type { Participant } from '../../calls/people';
import type { Column } from '../report';
import { Mean } from './figures';

/** What one person, or several taken together, had to do with calls. */
export class PersonTally {
	private calls = 0;
	private placed = 0;
	private answered = 0;
	private missed = 0;
	private offered = 0;
	private readonly talk = new Mean();

	/** A call, and the parts that these people had in it. */
	add(parts: Participant[]): void {
		const has = (role: Participant['role']) => parts.some((part) => part.role === role);
		const talks = parts.filter(({ role }) => role === 'caller' || role === 'answered');
		if (has('caller')) this.placed++;
		if (has('answered')) this.answered++;
		if (has('missed')) this.missed++;
		if (has('offered')) this.offered++;
		if (has('caller') || has('answered') || has('missed')) this.calls++;
		for (const { talkSeconds } of talks) if (talkSeconds !== 0) this.talk.add(talkSeconds);
	}

	row(): IDataObject {
		const { calls, placed, answered, missed, offered, talk } = this;
		return {
			calls,
			placed,
			answered,
			missed,
			offered,
			talkSeconds: talk.sum,
			averageTalkSeconds: talk.value,
		};
	}
}

export const PERSON_COLUMNS: Column[] = [
	{ key: 'calls', label: 'Calls', kind: 'number', bar: true },
	{ key: 'placed', label: 'Placed', kind: 'number' },
	{ key: 'answered', label: 'Answered', kind: 'number' },
	{ key: 'missed', label: 'Missed', kind: 'number' },
	{ key: 'offered', label: 'Offered by Queue', kind: 'number' },
	{ key: 'talkSeconds', label: 'Talk Time', kind: 'seconds' },
	{ key: 'averageTalkSeconds', label: 'Average Talk', kind: 'seconds' },
];
