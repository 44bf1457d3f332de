/**
 * `npm start`: a NetSapiens server that is not there (the simulator), a mail server, a CRM that only
 * listens, a stand-in for a language model, and the real n8n with our packages, credentials and example workflows in it. Runs the
 * workflows once, publishes those that start by events and makes some, says what they did, and stays
 * up until Ctrl-C. `command-line.ts` has its options.
 */
import { DateTime } from 'luxon';
import getPort, { portNumbers } from 'get-port';

import { calendarFile } from '../../host/calendar';
import { buildCompanions, installCompanions } from '../../host/companions';
import { startCrm } from '../../host/crm';
import { startFileStore } from '../../host/file-store';
import { installPackage } from '../../host/install-package';
import { startThinking } from '../../host/model';
import { startMailSink } from '../../host/mail-sink';
import { startN8n } from '../../host/n8n';
import { buildPackage } from '../../host/package';
import { N8nClient, owner, type Workflow } from '../../host/rest';
import { standIn } from '../../host/standIn';
import { isMcpServer, startsByEvents } from '../../host/workflows';
import { control } from '../../simulator/steer/control';
import { startSimulator, type RunningSimulator } from '../../simulator/steer/process';
import { commandLine, type Arguments } from './command-line';
import { makeEvents, nextExecution } from './events';
import { untilSubscribed } from '../../host/subscriptions';
import { claimDemoFolder } from './folder';
import { hintFor, movedFrom } from './hints';
import { importAll, type Helpers } from './imports';
import { askByMcp } from './mcp';
import { report } from './report';

const ports = { n8n: 5678, simulator: 5780, mail: 5880 };

/** What has to be stopped at the end, last started first. */
const started: Array<() => Promise<void>> = [];

async function stopAll(): Promise<void> {
	for (let stop = started.pop(); stop; stop = started.pop()) await stop();
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Says what is being done and how long it took. */
async function step<T>(what: string, action: () => Promise<T>): Promise<T> {
	const began = Date.now();
	console.log(`… ${what}`);
	const result = await action();
	console.log(`✔ ${what} (${seconds(began)})`);
	return result;
}

function sayIfMoved(usual: number, url: string): void {
	const sentence = movedFrom(usual, url);
	if (sentence) console.log(sentence);
}

async function startHelpers(dialect: string): Promise<Helpers> {
	const port = await getPort({ port: portNumbers(ports.simulator, ports.simulator + 20) });
	const simulator = await step(
		'Simulated NetSapiens server',
		async () => await startSimulator(['--port', String(port), '--dialect', dialect]),
	);
	started.push(simulator.stop);
	sayIfMoved(ports.simulator, simulator.url);
	const mail = await startMailSink(ports.mail);
	started.push(mail.stop);
	const crm = await startCrm();
	started.push(crm.stop);
	const store = await startFileStore();
	started.push(store.stop);
	store.files.set('/office.ics', Buffer.from(calendarFile(closures())));
	const model = await startThinking(standIn);
	started.push(model.stop);
	return { simulator, mail, crm, store, model };
}

/** What stands in the calendar of the office. */
function closures() {
	const day = (days: number) => DateTime.now().plus({ days }).toISODate();
	return [
		{ summary: 'Closed for inventory', start: day(10), end: day(12) },
		{ summary: 'Team lunch', start: day(3), end: day(4) },
	];
}

async function startEditor() {
	const folder = await claimDemoFolder();
	started.push(folder.release);
	if (!folder.kept) console.log('  Another demo is running: this one starts with a new n8n.');
	await step('Packages packed and installed', async () => {
		await installPackage(folder.path);
		await installCompanions(folder.path);
	});
	const n8n = await step(
		'n8n',
		async () => await startN8n({ userFolder: folder.path, preferredPort: ports.n8n }),
	);
	started.push(n8n.stop);
	sayIfMoved(ports.n8n, n8n.url);
	return n8n;
}

/** @returns Whether the workflow succeeded. */
async function runOnce(client: N8nClient, workflow: Workflow): Promise<boolean> {
	const began = Date.now();
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (!trigger) throw new Error(`"${workflow.name}" has no manual trigger to start from.`);
	const execution = await client.run(workflow.id, trigger.name);
	console.log(`\n${report(workflow.name, execution)}\n    took ${seconds(began)}`);
	return execution.status === 'success';
}

/**
 * Publishes the workflows and lets a call and a voicemail start them. They listen until the demo
 * stops.
 *
 * @returns Whether all workflows succeeded.
 */
async function runByEvents(
	client: N8nClient,
	simulator: RunningSimulator,
	workflows: Workflow[],
): Promise<boolean> {
	const before = new Map<string, string[]>();
	let allWell = true;
	for (const workflow of workflows) {
		try {
			const { id } = workflow;
			const known = await client.executionIds(id);
			await client.activate(id);
			started.push(async () => await client.deactivate(id));
			await untilSubscribed(simulator, workflow);
			before.set(id, known);
		} catch (error) {
			console.log(`\n${workflow.name}: not listening\n    ${(error as Error).message}`);
			allWell = false;
		}
	}
	await makeEvents(simulator);
	for (const workflow of workflows.filter(({ id }) => before.has(id))) {
		const execution = await nextExecution(client, workflow, before.get(workflow.id) ?? []);
		console.log(`\n${report(workflow.name, execution)}\n    published and listening`);
		allWell &&= execution.status === 'success';
	}
	return allWell;
}

/** @returns Whether all workflows succeeded. */
async function demo({ dialect, traffic }: Arguments): Promise<boolean> {
	await buildPackage();
	await buildCompanions();
	const [helpers, n8n] = await Promise.all([startHelpers(dialect), startEditor()]);
	const { simulator, mail, crm, store } = helpers;
	const client = new N8nClient(n8n.url);
	await client.signIn();
	const workflows = await importAll(client, helpers);
	let allWell = true;
	const byHand = workflows.filter((one) => !startsByEvents(one) && !isMcpServer(one));
	for (const workflow of byHand) allWell = (await runOnce(client, workflow)) && allWell;
	for (const workflow of workflows.filter(isMcpServer)) {
		started.push(async () => await client.deactivate(workflow.id));
		allWell = (await askByMcp(client, workflow)) && allWell;
	}
	const byEvents = workflows.filter(startsByEvents);
	allWell = (await runByEvents(client, simulator, byEvents)) && allWell;
	if (traffic > 0) await control(simulator, 'POST', '/traffic', { perMinute: traffic });
	const welcome = workflows.find(({ name }) => name === 'Welcome');
	console.log(`
Begin here   ${n8n.url}/workflow/${welcome?.id}   sign in as ${owner.email} with ${owner.password}
Desk         ${simulator.url}/_sim   place calls, send texts, break something${traffic > 0 ? `; ${traffic} a minute happen by themselves` : ''}
Mail         ${mail.url}   ${mail.mails.map(({ subject }) => subject).join(', ')}
CRM          ${crm.origin}   ${crm.posts.length} callers shown, ${crm.calls.length} calls logged, ${crm.tickets.length} tickets
Storage      ${store.origin}   ${[...store.files.keys()].join(', ')}
PBX          ${simulator.url}/ns-api/v2   as ${dialect}
n8n's log    ${n8n.logFile}`);
	return allWell;
}

async function main(): Promise<void> {
	const args = commandLine().parse().opts<Arguments>();
	const interrupted = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
	});
	const finished = demo(args);
	const allWell = await Promise.race([finished, interrupted]);
	if (allWell !== undefined) {
		process.exitCode = allWell ? 0 : 1;
		if (!args.once) {
			console.log('\nPress Ctrl-C to stop everything.');
			await interrupted;
		}
	}
	console.log('\nStopping …');
	await stopAll();
	// What was still starting when Ctrl-C came ends with this process.
	process.exit();
}

main().catch(async (error: Error) => {
	console.error(`\nThe demo stopped: ${error.message}${hintFor(error.message)}`);
	await stopAll();
	process.exit(1);
});
