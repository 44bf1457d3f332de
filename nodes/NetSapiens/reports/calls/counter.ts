import type { Call } from '../../calls/call';
import type { Period } from '../../period';
import type { Figure, Report, Table } from '../report';
import { besideBefore } from './besideBefore';

/** Counts calls one by one, in any order, without keeping them. */
export interface Counter {
	/** A call of the period. */
	add(call: Call): void;
	/** Any call that is read, those around the period too. */
	see?(call: Call): void;
	/** The same ones each time, in the same order. */
	figures(): Figure[];
	tables(): Table[];
	/** What the reader has to know of what was counted. */
	notes?(): string[];
}

/** Somebody or something that has an extension, as the PBX lists it. */
export interface Person {
	name: string;
	department: string;
	site: string;
}

/** What a report is about, beside the calls. */
export interface Frame {
	domain: string;
	/** IANA time zone in which days and hours are meant. */
	zone: string;
	period: Period;
	weekStart: 'monday' | 'sunday';
	/** Who has an extension; empty where that may not be read. */
	people: ReadonlyMap<string, Person>;
}

/** The name that belongs to an extension; '' where none is known. */
export const nameOf = ({ people }: Frame, extension: string): string =>
	people.get(extension)?.name ?? '';

/** A report of what was counted, its figures beside those of the period before. */
export function reportOf(
	title: string,
	{ domain, period }: Frame,
	now: Counter,
	before?: Counter,
): Report {
	const past = before?.figures();
	return {
		title,
		subtitle: `${domain}, ${written(period)}`,
		figures: now
			.figures()
			.map((figure, at) => (past ? { ...figure, before: past[at]?.value ?? null } : figure)),
		tables: now.tables().map((table, at) => besideBefore(table, before?.tables()[at])),
		notes: now.notes?.() ?? [],
	};
}

/** `Nov 25, 2026`, `Nov 16 to Nov 22, 2026`, with times where it does not begin and end at midnight. */
function written({ from, to }: Period): string {
	const last = to.minus({ seconds: 1 });
	const isWhole = [from, to].every((edge) => edge.equals(edge.startOf('day')));
	const format = isWhole ? 'LLL d, yyyy' : 'LLL d, yyyy, h:mm a';
	const [first, end] = [from, isWhole ? last : to].map((edge) =>
		edge.setLocale('en-US').toFormat(format),
	);
	return first === end ? String(first) : `${first} to ${end}`;
}
