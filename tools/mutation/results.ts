/** What the runs have shown, kept between them in `.cache/mutation`. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheDirectory, root } from '../../host/paths';

export const folder = join(cacheDirectory, 'mutation');

interface Place {
	line: number;
	column: number;
}

/** A mutant as Stryker reports it. */
export interface Mutant {
	mutatorName: string;
	replacement?: string;
	location: { start: Place; end: Place };
	status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | string;
}

/** The part of Stryker's report that is used here. */
export interface Report {
	files: Record<string, { source: string; mutants: Mutant[] }>;
}

/** Where Stryker keeps what it knows of a project's tests; of a sample apart, since it knows less. */
export const incrementalFile = (project: string, sample: number) =>
	join(folder, sample < 100 ? `${project}-${sample}.json` : `${project}.json`);

/** Where the report of one run goes. */
export const reportFile = (project: string) => join(folder, `last-${project}.json`);

/** What a mutant is, whatever number it has. */
export function keyOf(file: string, { location, mutatorName, replacement = '' }: Mutant): string {
	const { start, end } = location;
	const range = `${start.line}:${start.column}-${end.line}:${end.column}`;
	return `${file}:${range} ${mutatorName} ${replacement}`;
}

/** Whether nothing noticed. */
export const isAlive = ({ status }: Mutant) => status === 'Survived' || status === 'NoCoverage';

/** Whether it was looked at: neither left out by a comment nor outside the sample. */
export const isTried = (mutant: Mutant) =>
	isAlive(mutant) || mutant.status === 'Killed' || mutant.status === 'Timeout';

export function readReport(file: string): Report {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : { files: {} };
}

/** Texts that are remembered from run to run. */
export class Remembered {
	private readonly file: string;

	constructor(name: string) {
		this.file = join(folder, `${name}.json`);
	}

	read(): Set<string> {
		if (!existsSync(this.file)) return new Set();
		return new Set(JSON.parse(readFileSync(this.file, 'utf8')) as string[]);
	}

	add(texts: string[]): void {
		const all = new Set([...this.read(), ...texts]);
		writeFileSync(this.file, JSON.stringify([...all].sort(), null, '\t'));
	}
}

/** Keys of mutants that the engine tests noticed. */
export const noticed = new Remembered('engine-noticed');

/**
 * Files as they were when they were measured, with the percentage of their mutants that was tried; a run
 * that was stopped leaves others.
 */
export const measured = new Remembered('measured');

/** A file as it is now, of which so many percent of the mutants are tried. */
export function stateOf(file: string, sample: number): string {
	const content = readFileSync(join(root, file));
	return `${file} ${createHash('sha256').update(content).digest('hex')} ${sample}`;
}

/** What is known of a file that was measured. */
export interface Measured {
	/** Percent of its mutants. */
	sample: number;
	mutants: Mutant[];
}

/** The files that are as they were when they were measured, each with its largest sample. */
export function readMeasured(): Map<string, Measured> {
	const found = new Map<string, Measured>();
	for (const state of measured.read()) {
		const [file = '', , percent] = state.split(' ');
		const sample = Number(percent);
		if ((found.get(file)?.sample ?? 0) >= sample) continue;
		if (!existsSync(join(root, file)) || stateOf(file, sample) !== state) continue;
		const reports = ['unit', 'tools', 'simulator'].map((one) =>
			readReport(incrementalFile(one, sample)),
		);
		const mutants = reports.flatMap(({ files }) => files[file]?.mutants ?? []);
		found.set(file, { sample, mutants });
	}
	return found;
}
