/** Records as a NetSapiens server gives them, taken from the simulator. */
import { startSimulator } from '../../simulator/steer/process';

type Data = Record<string, unknown>;

export interface Samples {
	user: Data;
	/** A hundred call records with all their columns, `id` first. */
	cdrs: Data[];
	/** What a server answers when a message for callers on hold was uploaded. */
	holdMessage: Data;
}

/** Starts a simulator, asks it for the records, and stops it. */
export async function samples(): Promise<Samples> {
	const simulator = await startSimulator(['--domains', '1', '--cdrs', '200']);
	const base = `${simulator.url}/ns-api/v2/domains/${simulator.credentials.domain}`;
	const headers = { authorization: `Bearer ${simulator.credentials.apiKeys.superUser}` };
	const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
		const response = await fetch(base + path, { headers, ...init });
		if (!response.ok) throw new Error(`The simulator answered ${response.status} to ${path}`);
		return (await response.json()) as T;
	};
	try {
		const years = 'datetime-start=2000-01-01T00:00:00Z&datetime-end=2100-01-01T00:00:00Z';
		const form = new FormData();
		form.append('synchronous', 'yes');
		form.append('File', new Blob(['RIFF']), 'hold.wav');
		return {
			user: await ask<Data>('/users/101'),
			cdrs: await ask<Data[]>(`/cdrs?${years}&limit=100`),
			holdMessage: await ask<Data>('/msg', { method: 'POST', body: form }),
		};
	} finally {
		await simulator.stop();
	}
}
