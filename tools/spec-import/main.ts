import { join } from 'node:path';
import { Command } from 'commander';
import { importFiles } from './import';
import { ImportError } from './types';

const program = new Command('spec:import')
	.description('Reads OpenAPI documents of the API and writes their facts to spec/openapi.json.')
	.argument('<file...>', 'OpenAPI documents, and optionally a table of operations')
	.option('--check', 'print the report and write nothing')
	.option('--drop', 'let operations go that no given document has')
	.option(
		'--folder <folder>',
		'where openapi.json and scope.tsv stand',
		join(__dirname, '../../spec'),
	)
	.action((files: string[], options: { check?: boolean; drop?: boolean; folder: string }) => {
		try {
			console.log(importFiles(files, options));
		} catch (error) {
			if (!(error instanceof ImportError)) throw error;
			console.error(error.message);
			process.exitCode = 1;
		}
	});

program.parse();
