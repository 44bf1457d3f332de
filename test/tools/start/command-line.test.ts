/** What people may say after `npm start --`, and what they are told when it does not start. */
import { commandLine } from '../../../tools/start/command-line';
import { hintFor, movedFrom } from '../../../tools/start/hints';

const parse = (...args: string[]) =>
	commandLine()
		.exitOverride()
		.configureOutput({ writeErr: () => {} })
		.parse(args, { from: 'user' })
		.opts();

test.each([
	[[], { once: false, dialect: 'documented', traffic: 0 }],
	[['--once'], { once: true }],
	[['--dialect', 'live-44'], { dialect: 'live-44' }],
	[['--traffic'], { traffic: 20 }],
	[['--traffic', '60', '--once'], { traffic: 60, once: true }],
])('%j is taken', (args, wanted) => expect(parse(...args)).toMatchObject(wanted));

test.each([
	[['--traffic', 'much'], 'It must be a whole number from 1 to 600.'],
	[['--traffic', '0'], 'It must be a whole number from 1 to 600.'],
	[['--traffic', '601'], 'It must be a whole number from 1 to 600.'],
	[['--dialect', 'german'], 'Allowed choices are documented, documented-44, live-44.1'],
	[['--port', '1'], "unknown option '--port'"],
	[['now'], 'too many arguments'],
])('%j is refused', (args, sentence) => expect(() => parse(...args)).toThrow(sentence));

test('help explains every option', () => {
	for (const option of ['--once', '--dialect', '--traffic'])
		expect(commandLine().helpInformation()).toContain(option);
});

test.each([
	['n8n ended. SQLITE_FULL: database or disk is full', 'Make room'],
	['ENOSPC: no space left on device, write', 'npm run clean -- --dry-run'],
	["Error: Cannot find module 'n8n-core'", '"npm run clean" and "npm start"'],
	['SQLITE_CORRUPT: database disk image is malformed', 'Remove the folder .cache'],
	['listen EADDRINUSE: address already in use :::5678', 'Start again'],
	["EACCES: permission denied, mkdir '.cache'", 'who owns'],
])('"%s" comes with what to do', (message, hint) => expect(hintFor(message)).toContain(hint));

test('what is not known comes with no hint', () => expect(hintFor('It rained.')).toBe(''));

test('a port that was in use is said, and the usual one is not', () => {
	expect(movedFrom(5678, 'http://localhost:5679')).toBe(
		'  Port 5678 is in use by another program: this is at 5679.',
	);
	expect(movedFrom(5678, 'http://localhost:5678')).toBe('');
});
