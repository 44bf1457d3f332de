import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { meanings } from './generated/meanings';
import { parseMoment, secondsOf } from './moment';
import { bare } from './spellings';

/** Kinds of records and events whose values are known by what they mean (spec/dialects.yaml, `events`). */
export type Kind = keyof typeof meanings;

export type Meaning<K extends Kind> = keyof (typeof meanings)[K] & string;

/** A record's values by what they mean, whatever the server calls them. Names that come first win. */
export interface Meant<M extends string> {
	/** As text: numbers come as text, as integers and as `1.5e+10`; '' when there is nothing. */
	text(meaning: M): string;
	/** Null when there is no number. */
	number(meaning: M): number | null;
	/** Null when there is no date, or a zero date. */
	moment(meaning: M): DateTime | null;
	/** The same in whole epoch seconds. */
	seconds(meaning: M): number | null;
	isYes(meaning: M): boolean;
	/** Whether there is a value of blanks, which some servers mean something by. */
	isBlank(meaning: M): boolean;
}

/** Names as they are compared; those of the tables are made so once, not for each record. */
type Names<M extends string> = Record<M, string[]>;

const known = new Map<Kind, Names<string>>();

/** Reads a record or an event of a kind. */
export function meant<K extends Kind>(kind: K, record: IDataObject): Meant<Meaning<K>> {
	const names = known.get(kind) ?? bareNames<string>(meanings[kind]);
	known.set(kind, names);
	return reader<Meaning<K>>(names, record);
}

/** As `meant`, with the names of each meaning given. */
export function meantBy<M extends string>(names: Names<M>, record: IDataObject): Meant<M> {
	return reader(bareNames(names), record);
}

function bareNames<M extends string>(names: Names<M>): Names<M> {
	const entries = Object.entries<string[]>(names);
	return Object.fromEntries(entries.map(([meaning, all]) => [meaning, all.map(bare)])) as Names<M>;
}

/** Lists of millions of records are read by it: it makes no more than it has to. */
function reader<M extends string>(names: Names<M>, record: IDataObject): Meant<M> {
	const values = new Map<string, unknown>();
	for (const key of Object.keys(record)) values.set(bare(key), record[key]);
	/** The first that can be taken of what is said under the names of a meaning. */
	const first = <T>(meaning: M, take: (text: string) => T | null): T | null => {
		for (const name of names[meaning]) {
			const text = asText(values.get(name));
			const taken = text === '' ? null : take(text);
			if (taken !== null) return taken;
		}
		return null;
	};
	return {
		text: (meaning) => first(meaning, asItIs) ?? '',
		number: (meaning) => first(meaning, asNumber),
		moment: (meaning) => first(meaning, parseMoment),
		seconds: (meaning) => first(meaning, secondsOf),
		isYes: (meaning) => ['yes', 'true', '1'].includes((first(meaning, asItIs) ?? '').toLowerCase()),
		isBlank: (meaning) => names[meaning].some((name) => /^\s+$/.test(String(values.get(name)))),
	};
}

const asItIs = (text: string): string => text;

function asNumber(text: string): number | null {
	const number = Number(text);
	return Number.isFinite(number) ? number : null;
}

function asText(value: unknown): string {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') return '';
	const text = value.trim();
	// Some servers make floats of long telephone numbers.
	return /^\d(\.\d+)?e\+\d+$/i.test(text) ? String(Number(text)) : text;
}
