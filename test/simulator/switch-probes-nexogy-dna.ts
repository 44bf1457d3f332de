import { bench, send, type Probe } from './switch-bench';
import type { Answer } from './client';

/** A token of the DNA API. */
async function dnaToken(): Promise<string> {
	const { clientId, clientSecret, username, password } = bench.simulator.credentials.nexogyDna;
	const fields = { grant_type: 'password', client_id: clientId, client_secret: clientSecret };
	const body = new URLSearchParams({ ...fields, username, password });
	const { body: grants } = await send('POST', '/api/oauth/token', { bearer: '', body });
	return (grants as Array<{ access_token: string }>)[0]?.access_token ?? '';
}

const ask = async (method: string, path: string): Promise<Answer> =>
	await send(method, path, { bearer: await dnaToken() });

export const dnaProbes: Record<string, Probe> = {
	'dna-read-method': {
		look: async () => [
			(await ask('GET', '/api/dids/search?npa=305')).status,
			(await ask('POST', '/api/dids/search?npa=305')).status,
		],
		seen: { both: [200, 200], post: [405, 200], get: [200, 405] },
	},
	'dna-refusal-status': {
		look: async () => {
			const { status, body } = await ask('POST', '/api/residential/client/1/suspend');
			return [status, (body as { result: string }).result];
		},
		seen: { 200: [200, 'ERROR'], 422: [422, 'ERROR'] },
	},
};
