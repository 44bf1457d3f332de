/** Runs a report in n8n's engine against a simulator. */
import type { INodeParameters } from 'n8n-workflow';
import type { RunningSimulator } from '../../simulator/steer/process';
import { apiKeyCredential } from './credentials';
import { runNode, type Outcome } from './engine';

type Scope = Parameters<typeof apiKeyCredential>[1];

/** Runs an operation of a resource about the simulator's first domain. */
export async function runAbout(
	simulator: RunningSimulator,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	scope?: Scope,
): Promise<Outcome> {
	const domain = { __rl: true, mode: 'id', value: simulator.credentials.domain };
	return await runNode({
		parameters: { resource, operation, domain, ...parameters } as INodeParameters,
		credential: apiKeyCredential(simulator, scope),
	});
}

/** What a run read, as paths below the domain; of a list its first page alone. */
export function pathsOf({ requests }: Outcome): string[] {
	return requests
		.filter(({ qs }) => !Number((qs as { start?: number } | undefined)?.start))
		.map(({ url }) => String(url).replace(/^.*\/domains\/[^/]+/, ''));
}
