/** Calls as reports count them, with no more said than a test needs. */
import { DateTime } from 'luxon';
import type { Call } from '../../nodes/NetSapiens/calls/call';
import { EMPTY_LEG, type Leg } from '../../nodes/NetSapiens/calls/leg';
import type { Participant } from '../../nodes/NetSapiens/calls/people';
import type { Counter, Frame } from '../../nodes/NetSapiens/reports/calls/counter';
import type { Column } from '../../nodes/NetSapiens/reports/report';

const zone = 'America/New_York';
export const at = (text: string) => DateTime.fromISO(text, { zone });

/** Epoch seconds of a time on a Wednesday. */
export const wednesday = (time: string) => at(`2026-11-25T${time}`).toUnixInteger();

export const frame = (more: Partial<Frame> = {}): Frame => ({
	...{ domain: 'acme.example', zone, weekStart: 'monday' },
	period: { from: at('2026-11-25'), to: at('2026-11-26') },
	people: new Map([
		['101', { name: 'Ada Park', department: 'Sales', site: 'HQ' }],
		['102', { name: 'Ben Ortiz', department: '', site: 'HQ' }],
		['4000', { name: 'Support', department: '', site: '' }],
		['9000', { name: 'Main Menu', department: '', site: '' }],
	]),
	...more,
});

export const leg = (more: Partial<Leg>): Leg => ({ ...EMPTY_LEG, ...more });

/** An inbound call that nobody answered. */
export const call = (more: Partial<Call> = {}): Call => ({
	...{ id: 'c1', domain: 'acme.example', direction: 'inbound', outcome: 'missed' },
	...{ answered: false, missed: true, dialed: '12025550100', answeredBy: [], missedFor: [] },
	from: { user: '', number: '12025550177', name: '' },
	...{ offeredTo: [], participants: [], queue: null, voicemail: null },
	...{ start: wednesday('09:30'), answer: null, end: null, talk: null, consult: null },
	...{ ring: null, wait: 8, dropped: false, reason: '', legs: [] },
	...more,
});

/** One that was answered. */
export const answered = (more: Partial<Call> = {}): Call =>
	call({ outcome: 'answered', answered: true, missed: false, talk: 60, ...more });

export const part = (
	user: string,
	role: Participant['role'],
	talkSeconds: number | null = null,
): Participant => ({ user, role, talkSeconds }) as Participant;

/** What came of some calls. */
export function counted<C extends Counter>(counter: C, ...calls: Call[]): C {
	for (const one of calls) {
		counter.add(one);
		counter.see?.(one);
	}
	return counter;
}

/** Columns as people see them: `offered "Offered" number bar`. */
export const shown = (columns: Column[]): string[] =>
	columns.map(({ key, label, kind = 'text', bar }) =>
		[key, `"${label}"`, kind, bar && 'bar'].filter(Boolean).join(' '),
	);
