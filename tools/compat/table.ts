import type { Result } from './result';

const begin = '<!-- npm run test:compat writes this table -->';
const head = [
	'| n8n | Node.js | Tried on | Passed | Failed | Skipped |',
	'| --- | --- | --- | --- | --- | --- |',
];

/**
 * A document whose table of versions has this result, in place of an older one of the same version.
 *
 * @throws Error when the document has no place for the table
 */
export function withResult(markdown: string, result: Result): string {
	const [before, after] = markdown.split(`${begin}\n`);
	if (before === undefined || after === undefined) throw new Error(`"${begin}" is missing.`);
	const lines = after.split('\n');
	const first = lines.findIndex((line) => line.startsWith('|'));
	const isTable = first !== -1 && lines.slice(0, first).every((line) => line === '');
	const end = isTable ? lines.findIndex((line, at) => at > first && !line.startsWith('|')) : 0;
	const rows = isTable ? lines.slice(first + head.length, end) : [];
	const others = rows.filter((row) => versionIn(row) !== result.n8n);
	const all = [...others, rowOf(result)].sort(byVersion);
	return [`${before}${begin}`, '', ...head, ...all, ...lines.slice(end)].join('\n');
}

const versionIn = (row: string): string => row.split('|')[1]?.trim() ?? '';

/** Newest first. */
const byVersion = (one: string, other: string): number =>
	versionIn(other).localeCompare(versionIn(one), 'en', { numeric: true });

function rowOf({ n8n, node, date, passed, failed, skipped }: Result): string {
	return `| ${[n8n, node, date, passed, failed, skipped.length].join(' | ')} |`;
}
