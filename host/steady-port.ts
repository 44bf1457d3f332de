import getPort, { portNumbers } from 'get-port';

/** Below the ports that operating systems give to outgoing connections. */
const [FIRST, LAST] = [20_000, 29_999];

/**
 * A free port that stays free while nothing listens on it, for what goes and comes back at the same
 * address: no outgoing connection gets it, and hardly another program that runs at the same time.
 */
export async function steadyPort(): Promise<number> {
	const from = FIRST + Math.floor(Math.random() * (LAST - FIRST));
	return await getPort({ port: portNumbers(from, LAST) });
}
