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

/** The names of each meaning. */
type Names<M extends string = string> = Record<M, string[]>;

const known = new Map<Kind, Dictionary>();

/** Reads a record or an event of a kind. */
export function meant<K extends Kind>(kind: K, record: IDataObject): Meant<Meaning<K>> {
	const dictionary = known.get(kind) ?? new Dictionary(meanings[kind]);
	known.set(kind, dictionary);
	return new Reader(record, dictionary.keysIn(record));
}

/** As `meant`, with the names of each meaning given. */
export function meantBy<M extends string>(names: Names<M>, record: IDataObject): Meant<M> {
	return new Reader(record, new Dictionary(names).keysIn(record));
}

/** Finds out which keys of a record have the values of a meaning: once for all records of a list, which are alike. */
class Dictionary {
	private readonly names: Names;
	private last?: KeysOfMeanings;

	constructor(names: Names) {
		const entries = Object.entries(names);
		const bareNames = entries.map(([meaning, all]) => [meaning, all.map(bare)]);
		this.names = Object.fromEntries(bareNames);
	}

	keysIn(record: IDataObject): KeysOfMeanings {
		if (!this.last?.isFor(record)) this.last = new KeysOfMeanings(this.names, Object.keys(record));
		return this.last;
	}
}

/** Where records with certain keys have the values of each meaning. */
class KeysOfMeanings {
	private readonly byName: Map<string, string>;
	private readonly byMeaning = new Map<string, string[]>();

	constructor(
		private readonly names: Names,
		private readonly keys: string[],
	) {
		this.byName = new Map(keys.map((key) => [bare(key), key]));
	}

	/** Whether a record has these keys, or the first of them. An array of its keys is not made for it. */
	isFor(record: IDataObject): boolean {
		let at = 0;
		for (const key in record) if (key !== this.keys[at++]) return false;
		return true;
	}

	/** In the order of the meaning's names. */
	of(meaning: string): string[] {
		return this.byMeaning.get(meaning) ?? this.find(meaning);
	}

	private find(meaning: string): string[] {
		const found = (this.names[meaning] ?? []).flatMap((name) => this.byName.get(name) ?? []);
		this.byMeaning.set(meaning, found);
		return found;
	}
}

/** Lists of millions of records are read by it: it makes no more than it has to. */
class Reader implements Meant<string> {
	constructor(
		private readonly record: IDataObject,
		private readonly keys: KeysOfMeanings,
	) {}

	text(meaning: string): string {
		return this.first(meaning, asItIs) ?? '';
	}

	number(meaning: string): number | null {
		return this.first(meaning, asNumber);
	}

	moment(meaning: string): DateTime | null {
		return this.first(meaning, parseMoment);
	}

	seconds(meaning: string): number | null {
		return this.first(meaning, secondsOf);
	}

	isYes(meaning: string): boolean {
		return /^(yes|true|1)$/i.test(this.text(meaning));
	}

	isBlank(meaning: string): boolean {
		return this.keys.of(meaning).some((key) => /^\s+$/.test(String(this.record[key])));
	}

	/** The first that can be taken of what is said under the names of a meaning. */
	private first<T>(meaning: string, take: (text: string) => T | null): T | null {
		for (const key of this.keys.of(meaning)) {
			const text = asText(this.record[key]);
			const taken = text === '' ? null : take(text);
			if (taken !== null) return taken;
		}
		return null;
	}
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
