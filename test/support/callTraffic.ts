import type { IDataObject } from 'n8n-workflow';
import { Random } from '../../simulator/random';
import { DOMAIN, KINDS, type Ends, type Leg } from './callKinds';

/**
 * Call records as a server writes them, of calls of every kind: ring groups, queues with overflow and
 * callbacks, transfers, forwards, voicemail, menus, and what is no call at all. The same seed makes the
 * same.
 */
export class CallTraffic {
	readonly records: IDataObject[] = [];
	private readonly random: Random;
	private calls = 0;

	constructor(seed: number) {
		this.random = new Random(`call traffic ${seed}`);
	}

	/** Makes a call of some kind that begins then. @param start epoch seconds */
	call(start: number): void {
		const [ends, legs] = this.random.pick(KINDS)(this.random);
		this.write(start, ends, legs);
	}

	/** Writes the records of a call, some of them twice or in an earlier form, too. */
	private write(start: number, ends: Ends, legs: Leg[]): void {
		const id = `${this.calls++}-${start}@192.0.2.10`;
		for (const [index, leg] of legs.entries()) {
			const record = recordOf(id, index, start, ends, leg);
			this.records.push(record);
			if (this.random.fraction() < 0.03) this.records.push({ ...record });
			if (this.random.fraction() < 0.02) this.records.push(earlierForm(record));
		}
	}
}

function recordOf(id: string, index: number, start: number, ends: Ends, leg: Leg): IDataObject {
	const begun = start + leg.at;
	const consultation = `consultation of ${id}`;
	const { talk = 0, hold = 0, ring } = leg;
	const ended = begun + (leg.lasts ?? (ring ?? 0) + talk + hold);
	const orig = leg.orig ?? ends.orig ?? '';
	const from = ends.from ?? orig;
	return {
		id: `${id}/${index}`,
		domain: DOMAIN,
		'call-orig-call-id': leg.isConsultation ? consultation : id,
		'call-term-call-id': `${id}#${index}`,
		'call-through-call-id': leg.isFromConsultation ? consultation : '',
		'call-leg-ordinal-index': index,
		'call-orig-user': orig,
		'call-orig-domain': orig === '' ? '' : DOMAIN,
		'call-orig-from-user': from,
		'call-orig-from-name': 'CALLER',
		'call-orig-to-user': ends.dialed,
		'call-term-user': leg.called ?? '',
		'call-term-domain': leg.called ? DOMAIN : '',
		'call-term-to-uri': leg.target,
		'call-term-pre-routing-uri': leg.route ?? '',
		'call-through-user': leg.through ?? '',
		'call-through-action': leg.action ?? '',
		'call-direction': leg.type ?? ends.type,
		'call-start-datetime': iso(begun),
		'call-batch-start-datetime': iso(start),
		'call-answer-datetime': ring === null ? '0000-00-00 00:00:00' : iso(begun + ring),
		'call-disconnect-datetime': iso(ended),
		'call-talking-duration-seconds': talk,
		'call-on-hold-duration-seconds': hold,
		'call-disconnect-reason-text': leg.reason,
	};
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** A record that was written before the leg had ended, and corrected later. */
const earlierForm = (record: IDataObject): IDataObject => ({
	...record,
	'call-disconnect-datetime': record['call-start-datetime'],
	'call-talking-duration-seconds': 0,
	'call-on-hold-duration-seconds': 0,
});
