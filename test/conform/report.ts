import { formOf } from '../support/form';
import type { Offered } from '../support/operations';
import type { Objection } from './judge';
import { slipFor, type Slip } from './slips';

/** How one request was judged. */
export interface Found {
	one: Offered;
	/** With the fewest fields, or with every field. */
	how: 'fewest' | 'every';
	/** Whether the document has the operation. */
	known: boolean;
	objections: Objection[];
}

/** @returns what to print, and whether nothing is left but listed slips, each of which was met */
export function reportOf(found: Found[], slips: Slip[]): { text: string; clean: boolean } {
	const all = found.flatMap(({ one, objections }) =>
		objections.map((objection) => ({
			title: one.title,
			objection,
			slip: slipFor(slips, one.operation.id, objection, offers(one)),
		})),
	);
	const left = all.filter(({ slip }) => !slip);
	const unmet = slips.filter((slip) => !all.some((one) => one.slip === slip));
	const lines = [
		...grouped(left),
		...unmet.map(({ name }) => `Not met any more, delete it from slips.yaml: ${name}`),
		`${found.length} requests of ${found.length / 2} forms: ${found.filter(isClean).length} clean, ${left.length} objections, ${all.length - left.length} by ${slips.length} listed slips.`,
		`The document does not have: ${unknown(found).join(', ') || 'none'}.`,
	];
	return { text: lines.join('\n'), clean: left.length === 0 && unmet.length === 0 };
}

/** Names of what can be added to the body. */
const offers = (one: Offered) =>
	formOf(one).flatMap(({ field }) => (field.in === 'body' ? [field.name] : []));

const isClean = ({ objections }: Found) => objections.length === 0;

const unknown = (found: Found[]) => [
	...new Set(found.filter(({ known }) => !known).map(({ one }) => one.title)),
];

/** Objections of one kind together, with the operations they are about. */
function grouped(left: { title: string; objection: Objection }[]): string[] {
	const groups = new Map<string, Set<string>>();
	for (const { title, objection } of left) {
		const { kind, field, message } = objection;
		const key = `${kind} ${field}: ${message}`;
		groups.set(key, (groups.get(key) ?? new Set()).add(title));
	}
	return [...groups]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([key, titles]) => `${key}\n    ${[...titles].join(', ')}`);
}
