import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFiles } from './documents';
import { compare, report } from './report';
import { formatScope, parseScope } from './scope';
import { buildSpec } from './spec';
import { ImportError, type Spec } from './types';

export interface ImportOptions {
	/** Where openapi.json, documented.json and scope.tsv stand. */
	folder: string;
	/** Only report. */
	check?: boolean;
	/** Let operations go that no given document has. */
	drop?: boolean;
}

/** Writes beside the file and renames, so that a reader never sees half a file. */
function replaceFile(file: string, text: string): void {
	const fresh = `${file}.new`;
	try {
		writeFileSync(fresh, text);
		renameSync(fresh, file);
	} finally {
		rmSync(fresh, { force: true });
	}
}

const textOf = (spec: Spec) => `${JSON.stringify(spec, null, '\t')}\n`;

/** The spec as it stands, if there is one. */
function standing(file: string): Spec | undefined {
	if (!existsSync(file)) return undefined;
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Spec;
	} catch {
		throw new ImportError(
			`${file}: is not JSON. Restore it from git, or delete it to have it written anew.`,
		);
	}
}

/**
 * Imports OpenAPI documents into openapi.json, documented.json and scope.tsv of a folder.
 *
 * @param files - OpenAPI documents in any order, and optionally tables of operations.
 * @returns The report, for people.
 * @throws ImportError when a file cannot be used or operations would be lost; nothing is written then.
 */
export function importFiles(files: string[], { folder, check, drop }: ImportOptions): string {
	const specFile = join(folder, 'openapi.json');
	const documentedFile = join(folder, 'documented.json');
	const scopeFile = join(folder, 'scope.tsv');
	const before = standing(specFile);
	const { documents, scope } = readFiles(files);
	const known = existsSync(scopeFile) ? parseScope(scopeFile, readFileSync(scopeFile, 'utf8')) : [];
	const built = buildSpec(documents, scope.length > 0 ? scope : known);
	const difference = compare(built.spec, before);
	const text = report(built, difference);
	if (check) return `${text}\n\nChecked only: nothing was written.`;
	const lost = difference.gone;
	if (lost.length > 0 && !drop)
		throw new ImportError(
			`Nothing was written: ${lost.length} operation(s) would be lost, for example ${lost[0]}. To keep them, give ${documentedFile} as one more document; to let them go, add --drop. --check shows them all.`,
		);
	replaceFile(specFile, textOf(built.spec));
	replaceFile(documentedFile, textOf(built.documented));
	replaceFile(scopeFile, formatScope(built.scope));
	return `${text}\n\nWritten: ${specFile}, ${documentedFile}, ${scopeFile}`;
}
