import type { IDataObject } from 'n8n-workflow';
import written from '../field/flows.json';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from './simulator';

/** A step of a call in the simulator. */
interface Step {
	do: string;
	with?: IDataObject;
}

/** A flow of a call, and what has to be said of it. test/field/README.md explains the form. */
export interface Flow {
	name: string;
	steps: Step[];
	want: { call: IDataObject; events: string[]; statistics: Record<string, IDataObject> };
}

export const flows: Flow[] = written as unknown as Flow[];

/** A simulator in which the flows can be taken, and which knows of no other call. */
export async function startForFlows(dialect = 'documented'): Promise<RunningSimulator> {
	const size = ['--cdrs', '0', '--domains', '1', '--users', '30'];
	const simulator = await startSimulator([...size, '--events-interval', '1000000']);
	// Its version stays the newest: older ones have no figures to compare with.
	await control(simulator, 'POST', '/dialect', { dialect });
	return simulator;
}

/** Takes the steps of a flow; the server posts what came of each at once. @returns the call's ID */
export async function take(simulator: RunningSimulator, steps: Step[]): Promise<string> {
	let id = '';
	for (const { do: what, with: body = {} } of steps) {
		const path = what === 'calls' ? '/calls' : `/calls/${encodeURIComponent(id)}/${what}`;
		({ id } = await control<{ id: string }>(simulator, 'POST', path, body));
		await control(simulator, 'POST', '/poll');
	}
	return id;
}

/** Figures of the server for all time. @param of path below `statistics`, for example `agent/101` */
export async function statistics(
	{ url, credentials }: RunningSimulator,
	of: string,
): Promise<IDataObject> {
	const period = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
	const path = `/domains/${credentials.domain}/statistics/${of}?${period}`;
	const response = await fetch(`${url}/ns-api/v2${path}`, {
		headers: { authorization: `Bearer ${credentials.apiKeys.officeManager}` },
	});
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	// Some servers answer with a record in a list of one.
	return ([await response.json()] as IDataObject[]).flat()[0] ?? {};
}
