import type { Schema } from './spec';

/**
 * Several fields of an object that are one thing to people: the ranges of a week, or what the keys
 * of a phone do.
 */
export interface Fold {
	/** What the fields have in common in their names. */
	name: string;
	kind: 'weekly' | 'keyed';
	/** Names of the fields, with `{day}`, `{edge}` and `{number}`, or `{key}`, for what differs. */
	template: string;
	/** Ranges a day has. */
	ranges?: number;
	/** The keys there are. */
	keys?: string[];
	/** What each of the fields holds. */
	schema: Schema;
}

type Entry = [name: string, schema: Schema];

const days = 'sunday|monday|tuesday|wednesday|thursday|friday|saturday';
const weekly = new RegExp(`^(.*?)(?:${days})(.*?)(?:begin|end)(.*?)(\\d)$`);
const keyed = /^(.+)-([0-9*#])$/;

/** The template that a field's name follows, and what it has in the place that is counted. */
function templateOf(
	name: string,
): (Pick<Fold, 'kind' | 'template'> & { part: string }) | undefined {
	const [, before, between, after, number = ''] = weekly.exec(name) ?? [];
	if (before !== undefined) {
		const template = `${before}{day}${between}{edge}${after}{number}`;
		return { kind: 'weekly', template, part: number };
	}
	const [, prefix, key = ''] = keyed.exec(name) ?? [];
	return prefix === undefined
		? undefined
		: { kind: 'keyed', template: `${prefix}-{key}`, part: key };
}

/** The name under which a field is folded; undefined when it stands for itself. */
export function foldName(name: string): string | undefined {
	const found = templateOf(name);
	return found && nameOf(found.template);
}

const nameOf = (template: string) =>
	template
		.replace(/\{.*?\}/g, '')
		.replace(/-+/g, '-')
		.replace(/-$/, '');

/** Fewer fields alike than this are no row of something. */
const fewest = 3;

/** Parts the fields of an object into those that stand for themselves and those that are folded. */
export function fold(entries: Entry[]): { kept: Entry[]; folds: Fold[] } {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) {
		const template = templateOf(entry[0])?.template;
		if (template === undefined) continue;
		// Names alike do not suffice: each has to hold the same.
		const key = `${template} ${JSON.stringify(entry[1])}`;
		groups.set(key, [...(groups.get(key) ?? []), entry]);
	}
	const rows = [...groups.values()].filter((members) => members.length >= fewest);
	const folded = new Set(rows.flat());
	return { kept: entries.filter((entry) => !folded.has(entry)), folds: rows.map(foldOf) };
}

function foldOf(members: Entry[]): Fold {
	const [[first, schema]] = members as [Entry];
	const { kind, template } = templateOf(first) as Pick<Fold, 'kind' | 'template'>;
	const parts = members.map(([name]) => templateOf(name)?.part ?? '');
	const name = nameOf(template);
	return kind === 'weekly'
		? { name, kind, template, ranges: Math.max(...parts.map(Number)), schema }
		: { name, kind, template, keys: parts.sort(), schema };
}
