/** Writes what the benches found out as a table in Markdown, which people can read as it is. */
import type { Row } from './bench';

const heads = ['Bench', 'What', 'Ours', 'Beside', 'Ratio', 'Target'];

/** @param results rows by the name of their bench */
export function table(results: Record<string, Row[]>): string {
	const rows = Object.entries(results).flatMap(([name, found]) =>
		found.map((row) => cells(name, row)),
	);
	const widths = heads.map((head, column) =>
		Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (texts: string[]) =>
		`| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(heads), rule, ...rows.map(line)].join('\n');
}

function cells(name: string, { what, ours, other = '', ratio, target }: Row): string[] {
	const verdict = target ? `${target.text} ${target.met ? '✓' : '✗'}` : '';
	const times = ratio === undefined || Number.isNaN(ratio) ? '' : ratio.toFixed(2);
	return [name, what, ours, other, times, verdict];
}
