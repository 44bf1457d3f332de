/** The table of docs/testing.md: of the breaks in each folder, how many a test noticed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../../host/paths';
import { incrementalFile, isAlive, keyOf, readNoticed, readReport, type Report } from './results';

const document = join(root, 'docs/testing.md');
const begin = '<!-- npm run test:mutation -- --summary -->';
const end = '<!-- end -->';
const head = ['Folder', 'Breaks', 'Noticed', 'Score', 'Measured'];

/** What is known of a folder. */
export interface Score {
	breaks: number;
	noticed: number;
}

/** Adds up the files of a report by folder. */
export function scoresOf({ files }: Report, noticedLater: Set<string>): Map<string, Score> {
	const scores = new Map<string, Score>();
	for (const [file, { mutants }] of Object.entries(files)) {
		const tried = mutants.filter(({ status }) => status !== 'Ignored' && status !== 'Pending');
		const alive = tried.filter(
			(mutant) => isAlive(mutant) && !noticedLater.has(keyOf(file, mutant)),
		);
		const score = scores.get(dirname(file)) ?? { breaks: 0, noticed: 0 };
		score.breaks += tried.length;
		score.noticed += tried.length - alive.length;
		scores.set(dirname(file), score);
	}
	return scores;
}

/** The table, with the rows it had for folders that were not measured here. */
export function tableOf(scores: Map<string, Score>, earlier: string, today: string): string {
	const rows = new Map(
		[...earlier.matchAll(/^\| `([^`]+)` .*$/gm)].map(([row, folder = '']) => [
			folder,
			cellsOf(row),
		]),
	);
	for (const [folder, { breaks, noticed }] of scores) {
		if (breaks === 0) continue;
		const score = `${Math.round((1000 * noticed) / breaks) / 10} %`;
		const cells = [`\`${folder}\``, `${breaks}`, `${noticed}`, score];
		const before = rows.get(folder);
		const isSame = before?.slice(0, 4).join() === cells.join();
		rows.set(folder, [...cells, isSame ? (before?.[4] ?? today) : today]);
	}
	const sorted = [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([, cells]) => cells);
	return [head, head.map(() => '---'), ...sorted].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cellsOf(row: string): string[] {
	return row
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
}

/** Writes the table into docs/testing.md. */
export function writeSummary(): void {
	const text = readFileSync(document, 'utf8');
	const [before, rest] = text.split(begin);
	const [earlier, after] = rest?.split(end) ?? [];
	if (earlier === undefined || after === undefined) throw new Error(`${document} has no table`);
	const scores = new Map(
		['unit', 'simulator'].flatMap((project) => [
			...scoresOf(current(readReport(incrementalFile(project))), readNoticed()),
		]),
	);
	const table = tableOf(scores, earlier, new Date().toISOString().slice(0, 10));
	writeFileSync(document, `${before}${begin}\n\n${table}\n\n${end}${after}`);
}

/** Without files that have changed since. */
function current({ files }: Report): Report {
	const isCurrent = ([file, { source }]: [string, Report['files'][string]]) => {
		const now = join(root, file);
		if (existsSync(now) && readFileSync(now, 'utf8') === source) return true;
		console.log(`${file} has changed since it was measured, so it is left out.`);
		return false;
	};
	return { files: Object.fromEntries(Object.entries(files).filter(isCurrent)) };
}
