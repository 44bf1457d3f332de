import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readFiles } from './documents';
import { report } from './report';
import { formatScope, parseScope } from './scope';
import { buildSpec } from './spec';
import { ImportError, type Spec } from './types';

const repository = join(__dirname, '../..');

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

function importFiles(files: string[], options: { check?: true; folder: string }): void {
	const specFile = join(options.folder, 'openapi.json');
	const scopeFile = join(options.folder, 'scope.tsv');
	const { documents, scope } = readFiles(files);
	const known = existsSync(scopeFile) ? parseScope(scopeFile, readFileSync(scopeFile, 'utf8')) : [];
	const before = existsSync(specFile)
		? (JSON.parse(readFileSync(specFile, 'utf8')) as Spec)
		: undefined;
	const built = buildSpec(documents, scope.length > 0 ? scope : known);
	console.log(report(built, before));
	if (options.check) return;
	replaceFile(specFile, `${JSON.stringify(built.spec, null, '\t')}\n`);
	replaceFile(scopeFile, formatScope(built.scope));
	console.log(`\nWritten: ${specFile}, ${scopeFile}`);
}

const program = new Command('spec:import')
	.description('Reads OpenAPI documents of the API and writes their facts to spec/openapi.json.')
	.argument('<file...>', 'OpenAPI documents, and optionally a table of operations')
	.option('--check', 'print the report and write nothing')
	.option('--folder <folder>', 'where openapi.json and scope.tsv stand', join(repository, 'spec'))
	.action((files: string[], options: { check?: true; folder: string }) => {
		try {
			importFiles(files, options);
		} catch (error) {
			if (!(error instanceof ImportError)) throw error;
			console.error(error.message);
			process.exitCode = 1;
		}
	});

program.parse();
