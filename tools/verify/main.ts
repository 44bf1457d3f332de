/** `npm run verify -- --server …`: looks at a server, prints what it is like, writes a report. */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Command, Option } from 'commander';
import { UserError } from 'n8n-workflow';

import { parseWords } from '../generate/parseWords';
import { markdownOf, reportOf, terminalTable, type Report } from './report';
import { secretFrom } from './secret';
import { verify, type Findings, type Settings } from './verify';
import { CannotGoOn } from './wire';

const root = join(__dirname, '../..');

interface Options extends Omit<Settings, 'pause'> {
	pause: string;
	report: string | false;
}

/** The command line; secrets come by environment, file or prompt too, so that no shell keeps them. */
function commandLine(): Command {
	const secret = (flags: string, text: string, env: string) =>
		new Option(flags, `${text}; @FILE reads it from a file`).env(env);
	return new Command('verify')
		.description(
			'Looks at a NetSapiens server without changing anything, unless told to try writes, and says what it is like. The report holds no names, numbers, domains, hosts, identifiers or secrets.',
		)
		.addOption(
			new Option('--server <address>', 'host, host:port or URL of the API server')
				.env('NETSAPIENS_SERVER')
				.makeOptionMandatory(),
		)
		.addOption(secret('--api-key <key>', 'API key', 'NETSAPIENS_API_KEY'))
		.addOption(
			new Option('--username <login>', 'user name in place of a key').env('NETSAPIENS_USERNAME'),
		)
		.addOption(secret('--password <text>', 'its password', 'NETSAPIENS_PASSWORD'))
		.addOption(
			new Option('--client-id <id>', 'OAuth client for the login').env('NETSAPIENS_CLIENT_ID'),
		)
		.addOption(secret('--client-secret <text>', 'its secret', 'NETSAPIENS_CLIENT_SECRET'))
		.addOption(
			secret(
				'--authenticator-secret <text>',
				'for accounts that ask for a code',
				'NETSAPIENS_AUTHENTICATOR_SECRET',
			),
		)
		.option('--domain <name>', "domain to look at (default: the credential's own, or the first)")
		.option('--pause <ms>', 'time between two requests', '250')
		.option('--insecure', 'do not verify the certificate')
		.option(
			'--try-writes <extension>',
			'also make a user with this free extension, see what empties its fields, and remove it',
		)
		.option('--no-refusals', 'send nothing that the server has to refuse')
		.option('--report <name>', 'where to write NAME.md and NAME.json', 'verify-report')
		.option('--no-report', 'write no report');
}

/** @throws UserError when something is missing and nobody is there to ask */
async function settingsFrom(options: Options): Promise<Settings> {
	const pause = Number(options.pause);
	if (!Number.isInteger(pause) || pause < 0) {
		throw new UserError('--pause takes a whole number of milliseconds.');
	}
	const settings = { ...options, pause };
	if (options.apiKey !== undefined || options.username === undefined) {
		return { ...settings, apiKey: await secretFrom(options.apiKey, 'API key') };
	}
	const { authenticatorSecret } = options;
	return {
		...settings,
		apiKey: undefined,
		password: await secretFrom(options.password, 'Password'),
		clientId: options.clientId ?? '',
		clientSecret: await secretFrom(options.clientSecret, 'Client secret'),
		authenticatorSecret:
			authenticatorSecret && (await secretFrom(authenticatorSecret, 'Authenticator secret')),
	};
}

async function write(report: Report, name: string): Promise<void> {
	await writeFile(`${name}.md`, markdownOf(report));
	await writeFile(`${name}.json`, `${JSON.stringify(report, null, '\t')}\n`);
	console.log(`\nWritten: ${name}.md, ${name}.json. They can be attached to an issue as they are.`);
}

/** Column names that nothing is known about: they help, but only the person here can judge them. */
function unknownWords(unknown: Map<string, string[]>): string {
	const lines = [...unknown]
		.filter(([, names]) => names.length > 0)
		.map(([kind, names]) => `  ${kind}: ${names.join(', ')}`);
	if (lines.length === 0) return '';
	return `\nColumns that this package does not know. They are not in the report, as a server may call\na column anything; add them to the issue by hand if they are harmless:\n${lines.join('\n')}`;
}

async function main(): Promise<void> {
	const options = commandLine().parse().opts<Options>();
	const settings = await settingsFrom(options);
	const file = join(root, 'spec/dialects.yaml');
	const dialects = parseWords('dialects', 'spec/dialects.yaml', await readFile(file, 'utf8'));
	const say = (what: string) => process.stderr.write(`\r\x1b[KLooking at ${what} …`);
	const findings = await verify(settings, dialects, process.stderr.isTTY ? say : undefined);
	if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
	const report = reportOf(findings, packageVersion());
	console.log(forPeople(report, findings));
	if (options.report !== false) await write(report, options.report);
}

function forPeople(
	report: Report,
	{ unknown }: Findings & { unknown: Map<string, string[]> },
): string {
	const { server, credential, dialect, operations } = report;
	return [
		`Server version ${server.version ?? 'unknown'}, signed in by ${credential.by}, scope ${credential.scope ?? 'unknown'}`,
		`Dialect ${dialect.name ?? 'unknown'} (${dialect.agrees} of ${dialect.agrees + dialect.disagrees} names fit)`,
		`${operations.missing} of ${operations.compared} operations missing, ${operations.different} different (${operations.source})`,
		'',
		'Switches (* = not as usual):',
		terminalTable(report),
		'',
		'A simulator like it:',
		`  ${report.simulator}`,
		unknownWords(unknown),
	]
		.join('\n')
		.trimEnd();
}

function packageVersion(): string {
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		version: string;
	};
	return version;
}

main().catch((error: unknown) => {
	const isForPeople = error instanceof CannotGoOn || error instanceof UserError;
	console.error(isForPeople ? error.message : error);
	process.exitCode = 1;
});
