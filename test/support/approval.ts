/** What host and browser tests of the approval node share. */
import type { RunningSimulator } from '../../simulator/steer/process';

type Row = Record<string, unknown>;

/** Asks the simulator directly, past n8n and our node. */
export async function listFrom(simulator: RunningSimulator, path: string): Promise<Row[]> {
	const response = await fetch(`${simulator.url}/ns-api/v2${path}`, {
		headers: { authorization: `Bearer ${simulator.credentials.apiKeys.officeManager}` },
	});
	if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
	return (await response.json()) as Row[];
}

/** What user 101 has sent to somebody, oldest first. */
export async function textsTo(simulator: RunningSimulator, remote: string): Promise<string[]> {
	const path = '/domains/~/users/101/messagesessions';
	const sessions = await listFrom(simulator, `${path}?limit=100`);
	const found = sessions.filter((session) => session['messagesession-remote'] === remote);
	const lists = found.map(async (one) => {
		const id = String(one['messagesession-id']);
		return await listFrom(simulator, `${path}/${id}/messages`);
	});
	return (await Promise.all(lists)).flat().map(({ text }) => String(text));
}

/** The link that a message ends with. */
export const linkIn = (text = ''): string => /https?:\S+$/.exec(text)?.[0] ?? '';
