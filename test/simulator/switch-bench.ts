import type { RunningSimulator } from '../../simulator/steer/process';
import { record, type Client } from './client';
import { Receiver } from './receiver';

/** What is looked at for a switch, and what is seen in each position. */
export interface Probe {
	look: () => Promise<unknown>;
	seen: Record<string, unknown>;
}

/** What the probes work on; the test fills it before the first one. */
export const bench = {} as { simulator: RunningSimulator; send: Client };
export const receiver = new Receiver();

export const send: Client = (...request) => bench.send(...request);

export const D = '/domains/acme.example';
export const DATES = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
export const grant = (more: object = {}) => {
	const { clientId, clientSecret, username, password } = bench.simulator.credentials.password;
	return {
		grant_type: 'password',
		client_id: clientId,
		client_secret: clientSecret,
		username,
		password,
		...more,
	};
};
export const token = (body: object = grant()) => send('POST', '/tokens', { bearer: '', body });
/** An answer as it came, whatever its type. */
export const raw = (path: string) =>
	fetch(`${bench.simulator.url}/ns-api/v2${path}`, {
		headers: { authorization: `Bearer ${bench.simulator.credentials.apiKeys.superUser}` },
	});
export const rawGet = async (path: string) => (await raw(path)).text();
export const subscribe = (more: object = {}, bearer?: string) =>
	send('POST', '/subscriptions', {
		bearer,
		body: { model: 'presence', 'post-url': `${receiver.url}/x`, domain: 'acme.example', ...more },
	});
export const poll = () => send('POST', '/_sim/poll');
export const presence = () => send('POST', '/_sim/presence', { body: { user: '101' } });
export const finished = async () => {
	const call = record(
		await send('POST', '/_sim/calls', { body: { from: '12125550111', to: '101@acme.example' } }),
	);
	await send('POST', `/_sim/calls/${String(call.id)}/answer`);
	await send('POST', `/_sim/calls/${String(call.id)}/end`);
	return encodeURIComponent(String(call.id));
};
export const status = async (method: string, path: string, options = {}) =>
	(await send(method, path, options)).status;
export const put = (form: FormData) => status('PUT', `${D}/moh/1`, { body: form });
export const form = () => {
	const body = new FormData();
	body.append('script', 'x');
	body.append('File', new Blob(['abc']), 'a.wav');
	return body;
};
export const fields = (text: string) => Object.keys(JSON.parse(text)[0] as object);
export const login = (body: object) =>
	token(body).then((one) => `${one.status} ${'error' in record(one) ? 'oauth' : 'code'}`);
