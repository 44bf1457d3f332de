import { Command, InvalidArgumentError, Option } from 'commander';

import { dialects } from './dialect/data';
import { defaults, switchesOf, type Options } from './options';
import { versionNumber } from './version';
import { checkSwitch, switches, type Switches } from './switches';

/** What the command line says. */
export interface Arguments extends Omit<Options, 'switches' | 'version'> {
	version?: string;
	json?: boolean;
	tied?: boolean;
	switch?: string[];
	listSwitches?: boolean;
}

/** Longest time a timer can wait, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;
const TEN_YEARS = 3650 * 86400;
/** The first version that the facts know. */
const FIRST_VERSION = versionNumber('44');

/** Options that are numbers: what each is about, its preset and its limits. */
const NUMBERS: Array<[flags: string, about: string, initial: number, least: number, most: number]> =
	[
		['--port <number>', 'port, 0 = any free one', 8082, 0, 65535],
		['--domains <n>', 'number of domains', defaults.domains, 1, 1e4],
		['--users <n>', 'number of users over all domains', defaults.users, 0, 1e6],
		['--cdrs <n>', 'number of call records over 30 days', defaults.cdrs, 0, 1e8],
		[
			'--events-interval <ms>',
			'time between posts of events',
			defaults.eventsInterval,
			0,
			LONGEST_WAIT,
		],
		[
			'--request-timeout <ms>',
			'time in which all of a request must come',
			defaults.requestTimeout,
			1,
			LONGEST_WAIT,
		],
		['--token-life <s>', 'life of an access token', defaults.tokenLife, 0, TEN_YEARS],
		['--refresh-life <s>', 'life of a refresh token', defaults.refreshLife, 0, TEN_YEARS],
		['--jwt-life <s>', 'life of a JWT', defaults.jwtLife, 0, TEN_YEARS],
		['--traffic <n>', 'calls and messages a minute by themselves', defaults.traffic, 0, 6e4],
		['--speed <n>', 'how much shorter calls of the traffic are', defaults.speed, 1, 1e6],
	];

/** Reads a whole number within limits. */
const whole =
	(least: number, most: number) =>
	(text: string): number => {
		const value = Number(text);
		if (/^\d+$/.test(text) && value >= least && value <= most) return value;
		throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
	};

function version(text: string): string {
	if (/^\d{1,3}(\.\d{1,3}){0,2}$/.test(text) && versionNumber(text) >= FIRST_VERSION) return text;
	throw new InvalidArgumentError('It must be the version of a core from 44 on, such as 44.4.10.');
}

function moment(text: string): string {
	const year = new Date(text).getUTCFullYear();
	if (text === '' || (year >= 1971 && year < 2100)) return text;
	throw new InvalidArgumentError(
		'It must be a date from 1971 to 2099, such as 2026-01-05T12:00:00Z.',
	);
}

function setting(text: string, before: string[] = []): string[] {
	const [name = '', ...value] = text.split('=');
	try {
		checkSwitch(name, value.join('='));
	} catch (error) {
		throw new InvalidArgumentError((error as Error).message);
	}
	return [...before, text];
}

/** The options with their help; parsing a mistake ends the process with a sentence. */
export function commandLine(): Command {
	const command = new Command('simulator')
		.description('A NetSapiens server for this machine: API v2 with state, events and faults.')
		.option('--host <address>', 'address to listen on', defaults.host)
		.addOption(
			new Option('--dialect <name>', 'servers to be like')
				.default(defaults.dialect)
				.choices(Object.keys(dialects)),
		)
		.option(
			'--version <core>',
			'core version to simulate, e.g. 44.4.10 (default: of the dialect)',
			version,
		)
		.option('--seed <text>', 'equal seeds give equal tenants and keys', defaults.seed)
		.option('--now <iso>', 'moment the tenant is made for', moment, defaults.now)
		.option('--switch <name=value>', 'set an uncertain behavior, repeatable', setting)
		.option('--list-switches', 'show every switch and stop')
		.option('--tied', 'stop when standard input ends, as it does when the parent process dies')
		.option('--json', 'print one JSON line when ready');
	for (const [flags, about, initial, least, most] of NUMBERS) {
		command.option(flags, about, whole(least, most), initial);
	}
	return command;
}

/** Every switch with its positions and what it is about. */
export function listSwitches(): string {
	return Object.entries(switches)
		.map(([name, { values, about, ...rest }]) => {
			const choice = 'number' in rest ? `number, default ${values[0]}` : values.join(' | ');
			return `${name} = ${choice}\n    ${about}`;
		})
		.join('\n');
}

/** The switches of a dialect under `name=value` settings. @throws Error with a sentence */
export function readSwitches(settings: string[] = [], dialect = defaults.dialect): Switches {
	const positions = switchesOf(dialect);
	for (const setting of settings) {
		const [name = '', ...value] = setting.split('=');
		positions.set(name, value.join('='));
	}
	return positions;
}
