/** The table of docs/testing.md: of the breaks in each folder, how many a test noticed. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../../host/paths';
import {
	incrementalFile,
	isAlive,
	keyOf,
	measured,
	noticed,
	readReport,
	stateOf,
	type Report,
} from './results';

const document = join(root, 'docs/testing.md');
const begin = '<!-- npm run test:mutation -- --summary -->';
const end = '<!-- end -->';
const head = ['Folder', 'Files', 'Breaks', 'Noticed', 'Score', 'Measured'];

/** What is known of a folder. */
export interface Score {
	/** How many files were measured, and how many there are. */
	files: [number, number];
	breaks: number;
	noticed: number;
}

/**
 * Adds up by folder.
 *
 * @param whole files of which every break was tried
 * @param size how many files a folder has
 */
export function scoresOf(
	{ files }: Report,
	noticedLater: Set<string>,
	whole: Set<string>,
	size: (folder: string) => number,
): Map<string, Score> {
	const scores = new Map<string, Score>();
	for (const file of whole) {
		const folder = dirname(file);
		const score = scores.get(folder) ?? { files: [0, size(folder)], breaks: 0, noticed: 0 };
		scores.set(folder, score);
		const tried = (files[file]?.mutants ?? []).filter(({ status }) => status !== 'Ignored');
		const alive = tried.filter(
			(mutant) => isAlive(mutant) && !noticedLater.has(keyOf(file, mutant)),
		);
		score.files[0] += 1;
		score.breaks += tried.length;
		score.noticed += tried.length - alive.length;
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
	for (const [folder, { files, breaks, noticed }] of scores) {
		if (breaks === 0) continue;
		const score = `${Math.round((1000 * noticed) / breaks) / 10} %`;
		const some = files[0] < files[1] ? files.join(' of ') : `${files[0]}`;
		const cells = [`\`${folder}\``, some, `${breaks}`, `${noticed}`, score];
		const before = rows.get(folder);
		const isSame = before?.slice(0, 5).join() === cells.join();
		rows.set(folder, [...cells, isSame ? (before?.[5] ?? today) : today]);
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
export async function writeSummary(): Promise<void> {
	const text = readFileSync(document, 'utf8');
	const [before, rest] = text.split(begin);
	const [earlier, after] = rest?.split(end) ?? [];
	if (earlier === undefined || after === undefined) throw new Error(`${document} has no table`);
	const files = Object.assign(
		{},
		...['unit', 'simulator'].map((project) => readReport(incrementalFile(project)).files),
	) as Report['files'];
	const whole = stillThere([...measured.read()]);
	const scores = scoresOf({ files }, noticed.read(), whole, sizeOf);
	const table = tableOf(scores, earlier, new Date().toISOString().slice(0, 10));
	const now = `${before}${begin}\n\n${table}\n\n${end}${after}`;
	// Loaded late, since Jest cannot load it.
	const { format, resolveConfig } = await import('prettier');
	const style = await resolveConfig(document);
	writeFileSync(document, await format(now, { ...style, filepath: document }));
}

/** The files that are as they were when they were measured. */
function stillThere(states: string[]): Set<string> {
	const named = states.map((state) => [state.split(' ')[0] ?? '', state] as const);
	const isSame = (file: string, state: string) =>
		existsSync(join(root, file)) && stateOf(file) === state;
	return new Set(named.filter(([file, state]) => isSame(file, state)).map(([file]) => file));
}

function sizeOf(folder: string): number {
	return readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts')).length;
}
