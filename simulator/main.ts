import { commandLine, listSwitches, readSwitches, type Arguments } from './command-line';
import type { Running } from './start';

function forPeople({ url, instance: { credentials } }: Running): string {
	const { apiKeys, password, mfa, nexogyDna: dna, domain } = credentials;
	return [
		`NetSapiens simulator at ${url}`,
		`  API          ${url}/ns-api/v2`,
		`  Page         ${url}/_sim`,
		`  Domain       ${domain}`,
		'  API keys',
		...Object.entries(apiKeys).map(([name, key]) => `    ${name.padEnd(14)}${key}`),
		`  Password     ${password.username}  ${password.password}`,
		`  OAuth client ${password.clientId}  ${password.clientSecret}`,
		`  With MFA     ${mfa.username}  ${mfa.password}  secret ${mfa.secret}`,
		`  Nexogy DNA   ${url}/api  client ${dna.clientId}  ${dna.clientSecret}`,
		`               ${dna.username}  ${dna.password}`,
		'Ctrl-C stops it.',
	].join('\n');
}

async function main(): Promise<void> {
	const args = commandLine().parse().opts<Arguments>();
	if (args.listSwitches) {
		console.log(listSwitches());
		return;
	}
	const { json, switch: settings, ...options } = args;
	// Loaded late, so that help and mistakes are answered at once.
	const { start } = await import('./start');
	const running = await start({ ...options, switches: readSwitches(settings, args.dialect) });
	const { url, instance } = running;
	console.log(
		json ? JSON.stringify({ url, credentials: instance.credentials }) : forPeople(running),
	);
	let stopping = false;
	const stop = () => {
		if (stopping) process.exit(1);
		stopping = true;
		void running.stop().then(() => process.exit(0));
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	if (args.tied) process.stdin.once('end', stop).resume();
}

main().catch((error: NodeJS.ErrnoException) => {
	const taken =
		error.code === 'EADDRINUSE' ? 'The port is in use; choose another one with --port. ' : '';
	console.error(`${taken}${error.message}`);
	process.exitCode = 1;
});
