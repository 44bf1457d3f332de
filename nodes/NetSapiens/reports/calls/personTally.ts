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
		if (parts.some(isCaller)) this.placed++;
		if (parts.some(isAnswerer)) this.answered++;
		if (parts.some(isMisser)) this.missed++;
		if (parts.some(isOffered)) this.offered++;
		if (!parts.every(isOffered)) this.calls++;
		for (const part of parts)
			if ((isCaller(part) || isAnswerer(part)) && part.talkSeconds !== 0)
				this.talk.add(part.talkSeconds);
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

const isCaller = ({ role }: Participant): boolean => role === 'caller';
const isAnswerer = ({ role }: Participant): boolean => role === 'answered';
const isMisser = ({ role }: Participant): boolean => role === 'missed';
const isOffered = ({ role }: Participant): boolean => role === 'offered';

export const PERSON_COLUMNS: Column[] = [
	{ key: 'calls', label: 'Calls', kind: 'number', bar: true },
	{ key: 'placed', label: 'Placed', kind: 'number' },
	{ key: 'answered', label: 'Answered', kind: 'number' },
	{ key: 'missed', label: 'Missed', kind: 'number' },
	{ key: 'offered', label: 'Offered by Queue', kind: 'number' },
	{ key: 'talkSeconds', label: 'Talk Time', kind: 'seconds' },
	{ key: 'averageTalkSeconds', label: 'Average Talk', kind: 'seconds' },
];
