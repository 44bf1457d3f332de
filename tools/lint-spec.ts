/**
 * `npm run lint:spec`: Stoplight Spectral on spec/openapi.json, by the rules of spec/spectral.yaml.
 * Spectral reads JSON as YAML, in which tabs are mistakes, so it gets the document without white space;
 * from a file, because it reads its input at one go and takes a pipe that has nothing yet for broken.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../host/paths';

const spectral = join(root, 'host/spectral/node_modules/@stoplight/spectral-cli/dist/index.js');
const file = join(root, 'spec/openapi.json');
const ruleset = join(root, 'spec/spectral.yaml');

const folder = join(root, '.cache');
const compact = join(folder, 'openapi.json');
mkdirSync(folder, { recursive: true });
writeFileSync(compact, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));

const child = spawn(
	process.execPath,
	[spectral, 'lint', '--ruleset', ruleset, '--fail-severity', 'warn', '--stdin-filepath', file],
	{ stdio: [openSync(compact, 'r'), 'inherit', 'inherit'] },
);
child.once('exit', (code) => (process.exitCode = code ?? 1));
