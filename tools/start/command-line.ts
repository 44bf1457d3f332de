/** What people may say after `npm start --`. */
import { Command, InvalidArgumentError, Option } from 'commander';

import { dialects } from '../../simulator/dialect/data';

export interface Arguments {
	/** Stop once the workflows have run. */
	once: boolean;
	/** How the simulated server speaks. */
	dialect: string;
	/** Calls, voicemails and texts a minute that happen by themselves afterwards; 0 = none. */
	traffic: number;
}

/** What five companies of twelve people have on a working day, roughly. */
const BUSY = 20;

function perMinute(text: string): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= 1 && value <= 600) return value;
	throw new InvalidArgumentError('It must be a whole number from 1 to 600.');
}

/** The options with their help; parsing a mistake ends the process with a sentence. */
export function commandLine(): Command {
	return new Command('npm start --')
		.description('A simulated PBX and a real n8n with the nodes and example workflows in it.')
		.option('--once', 'stop once the workflows have run; ends with 1 when one failed', false)
		.addOption(
			new Option('--dialect <name>', 'servers that the simulated one is like')
				.default('documented')
				.choices(Object.keys(dialects)),
		)
		.addOption(
			new Option(
				'--traffic [per-minute]',
				'let calls, voicemails and texts happen by themselves, once the workflows have run',
			)
				.argParser(perMinute)
				.preset(BUSY)
				.default(0, 'none'),
		);
}
