import type { RunningSimulator } from './process';

/**
 * Makes things happen in the simulated server, or looks what happened: its control API.
 *
 * @param path below `/_sim`, see simulator/README.md
 * @throws Error with the simulator's answer when it refuses
 */
export async function control<T = unknown>(
	{ url }: Pick<RunningSimulator, 'url'>,
	method: string,
	path: string,
	body?: Record<string, unknown>,
): Promise<T> {
	const response = await fetch(`${url}/_sim${path}`, {
		method,
		headers: body && { 'content-type': 'application/json' },
		body: body && JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${method} /_sim${path}: ${response.status} ${text}`);
	return (text === '' ? undefined : JSON.parse(text)) as T;
}
