import { Command, Option } from 'commander';

import { dialects } from './dialect/data';
import { defaults, switchesOf, type Options } from './options';
import { switches, type Switches } from './switches';

/** What the command line says. */
export interface Arguments extends Omit<Options, 'switches' | 'version'> {
	version?: string;
	json?: boolean;
	tied?: boolean;
	switch?: string[];
	listSwitches?: boolean;
}

const whole = (text: string): number => {
	if (!/^\d+$/.test(text)) throw new Error(`"${text}" is not a whole number.`);
	return Number(text);
};

const collect = (text: string, before: string[] = []): string[] => [...before, text];

/** The options with their help; parsing a mistake ends the process with a sentence. */
export function commandLine(): Command {
	const option = (flags: string, text: string, initial: string | number) =>
		new Option(flags, text)
			.default(initial)
			.argParser<string | number>((value) => (typeof initial === 'number' ? whole(value) : value));
	return new Command('simulator')
		.description('A NetSapiens server for this machine: API v2 with state, events and faults.')
		.addOption(option('--host <address>', 'address to listen on', defaults.host))
		.addOption(option('--port <number>', 'port, 0 = any free one', 8082))
		.addOption(
			option('--dialect <name>', 'servers to be like', defaults.dialect).choices(
				Object.keys(dialects),
			),
		)
		.option('--version <core>', 'core version to simulate, e.g. 44.4.10 (default: of the dialect)')
		.addOption(option('--seed <text>', 'equal seeds give equal tenants and keys', defaults.seed))
		.addOption(option('--now <iso>', 'moment the tenant is made for', defaults.now))
		.addOption(option('--domains <n>', 'number of domains', defaults.domains))
		.addOption(option('--users <n>', 'number of users over all domains', defaults.users))
		.addOption(option('--cdrs <n>', 'number of call records over 30 days', defaults.cdrs))
		.addOption(
			option('--events-interval <ms>', 'time between posts of events', defaults.eventsInterval),
		)
		.addOption(option('--token-life <s>', 'life of an access token', defaults.tokenLife))
		.addOption(option('--refresh-life <s>', 'life of a refresh token', defaults.refreshLife))
		.addOption(option('--jwt-life <s>', 'life of a JWT', defaults.jwtLife))
		.addOption(
			option('--traffic <n>', 'calls and messages a minute by themselves', defaults.traffic),
		)
		.addOption(option('--speed <n>', 'how much shorter calls of the traffic are', defaults.speed))
		.addOption(
			new Option('--switch <name=value>', 'set an uncertain behaviour, repeatable').argParser(
				collect,
			),
		)
		.option('--list-switches', 'show every switch and stop')
		.option('--tied', 'stop when standard input ends, as it does when the parent process dies')
		.option('--json', 'print one JSON line when ready');
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
