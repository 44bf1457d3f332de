/** The table of docs/testing.md: of the breaks in each folder, how many a test noticed. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../../host/paths';
import { isAlive, isTried, keyOf, noticed, readMeasured, type Measured } from './results';
import { isInSample } from './sample';

const document = join(root, 'docs/testing.md');
const begin = '<!-- npm run test:mutation -- --summary -->';
const end = '<!-- end -->';
const head = ['Folder', 'Files', 'Tried', 'Breaks', 'Noticed', 'Score', 'Measured'];

/** What is known of a folder. */
export interface Score {
	/** How many files were measured, and how many there are. */
	files: [number, number];
	/** Percent of the breaks that were tried, the least of all files. */
	sample: number;
	breaks: number;
	noticed: number;
}

/**
 * Adds up by folder. Where files were measured by samples of different sizes, what counts of each is the
 * smallest sample, so that no file weighs more than another.
 *
 * @param size how many files a folder has
 */
export function scoresOf(
	measured: Map<string, Measured>,
	noticedLater: Set<string>,
	size: (folder: string) => number,
): Map<string, Score> {
	const scores = new Map<string, Score>();
	for (const folder of new Set([...measured.keys()].map((file) => dirname(file)))) {
		const files = [...measured].filter(([file]) => dirname(file) === folder);
		const sample = Math.min(...files.map(([, one]) => one.sample));
		const score = { files: [files.length, size(folder)], sample, breaks: 0, noticed: 0 } as Score;
		scores.set(folder, score);
		for (const [file, { mutants }] of files) {
			const tried = mutants.filter(
				(mutant) => isTried(mutant) && isInSample(keyOf(file, mutant), sample),
			);
			const alive = tried.filter(
				(mutant) => isAlive(mutant) && !noticedLater.has(keyOf(file, mutant)),
			);
			score.breaks += tried.length;
			score.noticed += tried.length - alive.length;
		}
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
	for (const [folder, { files, sample, breaks, noticed }] of scores) {
		if (breaks === 0) continue;
		const some = files[0] < files[1] ? files.join(' of ') : `${files[0]}`;
		const tried = sample < 100 ? `a sample of ${sample} %` : 'all';
		const cells = [`\`${folder}\``, some, tried, `${breaks}`, `${noticed}`];
		cells.push(percentOf(noticed / breaks));
		const before = rows.get(folder);
		const isSame = before?.slice(0, -1).join() === cells.join();
		rows.set(folder, [...cells, isSame ? (before?.at(-1) ?? today) : today]);
	}
	const sorted = [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([, cells]) => cells);
	return [head, head.map(() => '---'), ...sorted].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The score of each part of the repository, from the rows of the table: "`nodes` 90 %, `tools` 80 %". */
export function partsOf(table: string): string {
	const parts = new Map<string, { breaks: number; noticed: number }>();
	for (const [row, folder = ''] of table.matchAll(/^\| `([^`]+)` .*$/gm)) {
		const [, , tried = '', breaks, noticed] = cellsOf(row);
		const share = Number(/\d+/.exec(tried)?.[0] ?? 100) / 100;
		const name = partOf(folder);
		const part = parts.get(name) ?? { breaks: 0, noticed: 0 };
		parts.set(name, part);
		part.breaks += Number(breaks) / share;
		part.noticed += Number(noticed) / share;
	}
	const words = [...parts].map(
		([name, { breaks, noticed }]) => `\`${name}\` ${percentOf(noticed / breaks)}`,
	);
	return `Of what was measured: ${words.join(', ')}.`;
}

const partOf = (folder: string): string =>
	/^(?:tools\/)?[^/]+/.exec(folder.replace(/^nodes\/.*/, 'nodes'))?.[0] ?? '';

const percentOf = (share: number): string => `${Math.round(1000 * share) / 10} %`;

function cellsOf(row: string): string[] {
	return row
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
}

/** Writes the table into docs/testing.md. */
export async function writeSummary(): Promise<void> {
	const text = readFileSync(document, 'utf8');
	const [before, rest] = text.split(begin);
	const [earlier, after] = rest?.split(end) ?? [];
	if (earlier === undefined || after === undefined) throw new Error(`${document} has no table`);
	const scores = scoresOf(readMeasured(), noticed.read(), sizeOf);
	const table = tableOf(scores, earlier, new Date().toISOString().slice(0, 10));
	const now = `${before}${begin}\n\n${table}\n\n${partsOf(table)}\n\n${end}${after}`;
	// Loaded late, since Jest cannot load it.
	const { format, resolveConfig } = await import('prettier');
	const style = await resolveConfig(document);
	writeFileSync(document, await format(now, { ...style, filepath: document }));
}

function sizeOf(folder: string): number {
	return readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts')).length;
}
