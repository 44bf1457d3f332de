import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { switches } from '../../../simulator/switches';
import { startSimulator, type RunningSimulator } from '../../support/simulator';
import { clientOf, list, record, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;
let receiver: Server;
let hook: string;
let posts: Array<{ headers: Record<string, unknown>; events: Array<Record<string, unknown>> }>;
let answer: () => number | undefined;

beforeAll(async () => {
	simulator = await startSimulator([
		'--cdrs',
		'300',
		'--domains',
		'2',
		'--users',
		'24',
		'--events-interval',
		'1000000',
	]);
	send = clientOf(simulator);
	receiver = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			posts.push({
				headers: request.headers,
				events: JSON.parse(body) as (typeof posts)[0]['events'],
			});
			const status = answer();
			if (status !== undefined) response.writeHead(status).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});

afterAll(async () => {
	receiver.closeAllConnections();
	await new Promise((resolve) => receiver.close(resolve));
	await simulator.stop();
});

beforeEach(async () => {
	await send('POST', '/_sim/reset');
	posts = [];
	answer = () => 200;
});

const D = '/domains/acme.example';
const DATES = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
const grant = (more: object = {}) => {
	const { clientId, clientSecret, username, password } = simulator.credentials.password;
	return {
		grant_type: 'password',
		client_id: clientId,
		client_secret: clientSecret,
		username,
		password,
		...more,
	};
};
const token = (body: object = grant()) => send('POST', '/tokens', { bearer: '', body });
const rawGet = async (path: string) =>
	(
		await fetch(`${simulator.url}/ns-api/v2${path}`, {
			headers: { authorization: `Bearer ${simulator.credentials.apiKeys.superUser}` },
		})
	).text();
const subscribe = (more: object = {}, bearer?: string) =>
	send('POST', '/subscriptions', {
		bearer,
		body: { model: 'presence', 'post-url': `${hook}/x`, domain: 'acme.example', ...more },
	});
const poll = () => send('POST', '/_sim/poll');
const presence = () => send('POST', '/_sim/presence', { body: { user: '101' } });
const finished = async () => {
	const call = record(
		await send('POST', '/_sim/calls', { body: { from: '12125550111', to: '101@acme.example' } }),
	);
	await send('POST', `/_sim/calls/${String(call.id)}/answer`);
	await send('POST', `/_sim/calls/${String(call.id)}/end`);
	return encodeURIComponent(String(call.id));
};
const status = async (method: string, path: string, options = {}) =>
	(await send(method, path, options)).status;
const put = (form: FormData) => status('PUT', `${D}/moh/1`, { body: form });
const form = () => {
	const body = new FormData();
	body.append('script', 'x');
	body.append('File', new Blob(['abc']), 'a.wav');
	return body;
};
const fields = (text: string) => Object.keys(JSON.parse(text)[0] as object);
const login = (body: object) =>
	token(body).then((one) => `${one.status} ${'error' in record(one) ? 'oauth' : 'code'}`);

/** For each switch: what is looked at, and what is seen in each position. */
const probes: Record<string, { look: () => Promise<unknown>; seen: Record<string, unknown> }> = {
	'login-error-status': {
		look: () => token(grant({ password: 'x' })).then((one) => one.status),
		seen: { 401: 401, 400: 400, 403: 403 },
	},
	'client-error-status': {
		look: () => token(grant({ client_secret: 'x' })).then((one) => one.status),
		seen: { 400: 400, 401: 401, 403: 403 },
	},
	'login-error-body': {
		look: () => login(grant({ password: 'x' })),
		seen: { oauth: '401 oauth', code: '401 code' },
	},
	'login-empty': {
		look: () =>
			token(grant({ password: 'x' })).then((one) => [one.status, 'access_token' in record(one)]),
		seen: { no: [401, false], yes: [200, false] },
	},
	'bearer-error-body': {
		look: () =>
			send('GET', '/domains', { bearer: 'a'.repeat(32) }).then((one) => 'code' in record(one)),
		seen: { oauth: false, code: true },
	},
	'missing-bearer-status': {
		look: () => status('GET', '/domains', { bearer: '' }),
		seen: { 401: 401, 403: 403 },
	},
	'malformed-bearer-status': {
		look: () => status('GET', '/domains', { bearer: '', headers: { authorization: 'Basic x' } }),
		seen: { 400: 400, 401: 401 },
	},
	'raw-key': {
		look: () =>
			status('GET', '/domains', {
				bearer: '',
				headers: { authorization: simulator.credentials.apiKeys.superUser },
			}),
		seen: { refuse: 400, accept: 200 },
	},
	'revoked-key-status': {
		look: () => status('GET', '/domains', { bearer: `nss_${'a'.repeat(56)}` }),
		seen: { 401: 401, 403: 403 },
	},
	'blocked-ip-status': {
		look: async () => {
			const body = {
				description: 'Key for a test',
				domain: 'acme.example',
				reseller: '*',
				'ip-address': '192.0.2.1',
			};
			const { key } = record(await send('POST', '/apikeys', { body }));
			return status('GET', '/domains/~', { bearer: String(key) });
		},
		seen: { 403: 403, 401: 401 },
	},
	'scope-error': {
		look: () => status('GET', '/domains', { bearer: simulator.credentials.apiKeys.officeManager }),
		seen: { 401: 401, 403: 403 },
	},
	'apikey-read': {
		look: async () =>
			Array.isArray(
				(await send('GET', `/apikeys/${simulator.credentials.apiKeys.superUser.slice(0, 12)}`))
					.body,
			),
		seen: { list: true, record: false },
	},
	'refresh-rotation': {
		look: async () => {
			const first = record(await token());
			const next = record(
				await token(grant({ grant_type: 'refresh_token', refresh_token: first.refresh_token })),
			);
			return next.refresh_token === undefined
				? 'none'
				: next.refresh_token === first.refresh_token
					? 'same'
					: 'new';
		},
		seen: { yes: 'new', no: 'same', omit: 'none' },
	},
	'mfa-scope': {
		look: async () =>
			record(
				await token(
					grant({
						username: simulator.credentials.mfa.username,
						password: simulator.credentials.mfa.password,
					}),
				),
			).scope,
		seen: { mfa_required: 'mfa_required', MFA: 'MFA' },
	},
	'jwt-cookie': {
		look: async () =>
			(await send('POST', '/jwt', { bearer: '', body: grant() })).headers.has('set-cookie'),
		seen: { no: false, yes: true },
	},
	'scope-spelling': {
		look: async () => record(await token()).scope,
		seen: { words: 'Office Manager', dashes: 'office-manager', joined: 'officemanager' },
	},
	'empty-list': {
		look: () => status('GET', `${D}/callqueues/4000/agents?callqueue-agent-id=x`),
		seen: { 200: 200, 404: 404 },
	},
	'list-max': {
		look: async () => list(await send('GET', `${D}/users?limit=1000`)).length,
		seen: { 1000: 16, 5: 5 },
	},
	'list-over-max': {
		look: () => status('GET', `${D}/users?limit=2000`),
		seen: { cap: 200, reject: 400 },
	},
	'start-base': {
		look: async () => list(await send('GET', `${D}/users?start=1&limit=1`))[0]!.user,
		seen: { 0: '101', 1: 'domain' },
	},
	'ignores-limit': {
		look: async () => list(await send('GET', `${D}/devices?limit=1`)).length > 1,
		seen: { none: false, all: true, devices: true, phones: false, contacts: false },
	},
	'ignores-start': {
		look: async () => {
			const [one, two] = await Promise.all(
				[0, 1].map((start) => send('GET', `${D}/devices?limit=1&start=${start}`)),
			);
			return JSON.stringify(one!.body) === JSON.stringify(two!.body);
		},
		seen: { none: false, all: true, devices: true, phones: false, contacts: false },
	},
	'undocumented-routes': {
		look: () => status('GET', `${D}/timeframes/count`),
		seen: { yes: 200, no: 404 },
	},
	'cdr-order': {
		look: async () => {
			const starts = list(await send('GET', `${D}/cdrs?${DATES}`)).map((row) =>
				String(row['call-start-datetime']),
			);
			return starts[0]! > starts.at(-1)!;
		},
		seen: { newest: true, oldest: false },
	},
	'cdr-short-shape': {
		look: async () => fields(await rawGet(`${D}/cdrs?${DATES}&limit=200`)).length,
		seen: { yes: 28, no: 99 },
	},
	'cdr-user-shape': {
		look: async () => fields(await rawGet(`${D}/users/101/cdrs?${DATES}`)).includes('cdr_id'),
		seen: { hyphens: false, short: true },
	},
	'cdr-numbers': {
		look: async () => {
			const rows = list(await send('GET', `${D}/cdrs?${DATES}&type=Outbound`));
			return [...new Set(rows.map((row) => typeof row['call-orig-user']))].sort();
		},
		seen: { mixed: ['number', 'string'], text: ['string'] },
	},
	'cdr-delay': {
		look: async () => {
			const id = await finished();
			const [row] = list(await send('GET', `${D}/cdrs?${DATES}&limit=1`));
			return encodeURIComponent(String(row!['call-orig-call-id'])) === id;
		},
		seen: { 0: true, 60000: false },
	},
	'recording-delay': {
		look: async () => status('GET', `${D}/recordings/${await finished()}`),
		seen: { 0: 200, 60000: 404 },
	},
	'transcription-delay': {
		look: async () =>
			status('GET', `${D}/transcriptions?id=1&date=202601&callid=${await finished()}`),
		seen: { 0: 200, 60000: 404 },
	},
	'write-delay': {
		look: async () => {
			await send('POST', `${D}/sites`, { body: { site: 'Later' } });
			return status('GET', `${D}/sites/Later`);
		},
		seen: { 0: 200, 60000: 404 },
	},
	'error-in-success': {
		look: async () => {
			const reply = await send('PUT', `${D}/users/101/answerrules/reorder`, { body: [] });
			return [reply.status, record(reply).code];
		},
		seen: { no: [400, 400], yes: [202, 400] },
	},
	'media-delete': { look: () => status('DELETE', `${D}/moh/1`), seen: { 404: 404, 202: 202 } },
	'multipart-put': { look: () => put(form()), seen: { refuse: 400, accept: 202 } },
	'message-send': {
		look: async () => {
			const body = { type: 'sms', message: 'Hi', destination: '12125550188' };
			const session = record(await send('POST', `${D}/users/101/messages`, { body }))[
				'messagesession-id'
			];
			return status('POST', `${D}/users/101/messagesessions/${String(session)}/messages`, { body });
		},
		seen: { 202: 202, 200: 200 },
	},
	'number-filter-add': {
		look: async () => {
			await send('POST', `${D}/number-filters`, {
				body: { 'phone-numbers-to-reject': { parameters: ['12125550188'] } },
			});
			return JSON.stringify((await send('GET', `${D}/number-filters`)).body).includes(
				'12125550188',
			);
		},
		seen: { store: true, drop: false },
	},
	'device-put-query': {
		look: () => status('PUT', `${D}/users/101/devices/101?synchronous=yes`, { body: {} }),
		seen: { ignore: 202, 404: 404 },
	},
	'device-detail': {
		look: () => status('GET', `${D}/users/101/devices/101`),
		seen: { yes: 200, no: 404 },
	},
	'media-url-life': {
		look: async () => {
			const [sound] = list(await send('GET', `${D}/moh`));
			const late = String(sound!['file-access-url']);
			return (await fetch(late)).status;
		},
		seen: { 3600: 200, 0: 403 },
	},
	'media-url-auth': {
		look: async () =>
			(await fetch(String(list(await send('GET', `${D}/moh`))[0]!['file-access-url']))).status,
		seen: { none: 200, bearer: 401 },
	},
	'voicemail-names': {
		look: async () =>
			Object.keys(list(await send('GET', `${D}/users/101/voicemails/new`))[0]!).filter((name) =>
				/url|remotepath/.test(name),
			),
		seen: { mixed: ['file-access-url'], old: ['remotepath'], 44.1: ['file-access-url '] },
	},
	'subscription-geo-default': {
		look: async () => record(await subscribe())['subscription-geo-support'],
		seen: { no: 'no', yes: 'yes' },
	},
	'subscription-dates': {
		look: async () =>
			String(record(await subscribe())['subscription-creation-datetime']).includes('T'),
		seen: { iso: true, plain: false },
	},
	'subscription-reseller-star': {
		look: async () =>
			(await subscribe({ domain: '*' }, simulator.credentials.apiKeys.reseller)).status,
		seen: { 403: 403, 400: 400, allow: 200 },
	},
	'subscription-siblings': {
		look: async () => {
			await subscribe();
			await subscribe({ 'post-url': `${hook}/y` });
			return list(await send('GET', '/subscriptions')).length;
		},
		seen: { kept: 2, disturbed: 1 },
	},
	'subscription-create': {
		look: async () => [(await subscribe()).status, (await subscribe()).status],
		seen: { 200: [200, 409], '404-then-409': [404, 409] },
	},
	'subscription-put-model': {
		look: async () =>
			status('PUT', `/subscriptions/${String(record(await subscribe()).id)}`, {
				body: { 'error-count': 0 },
			}),
		seen: { optional: 202, required: 400 },
	},
	'subscription-purge': {
		look: async () => {
			const { id } = record(await subscribe());
			await send('POST', `/_sim/subscriptions/${String(id)}/expire`);
			return list(await send('GET', '/subscriptions')).length;
		},
		seen: { 60: 1, 0: 0 },
	},
	'event-names': {
		look: async () => {
			await subscribe();
			await presence();
			await poll();
			return 'user-presence-status' in posts[0]!.events[0]!;
		},
		seen: { underscore: false, hyphen: true },
	},
	'geo-off': {
		look: async () => {
			await subscribe();
			await presence();
			await poll();
			return posts.flatMap((post) => post.events).length;
		},
		seen: { once: 1, twice: 2 },
	},
	'event-batch': {
		look: async () => {
			await subscribe();
			for (let i = 0; i < 3; i++) await presence();
			await poll();
			return posts.map((post) => post.events.length);
		},
		seen: { 50: [3], 2: [2, 1] },
	},
	'event-retry': {
		look: async () => {
			answer = () => (posts.length === 1 ? 500 : 200);
			await subscribe();
			await presence();
			await poll();
			await poll();
			return posts.length;
		},
		seen: { never: 1, 'next-poll': 2 },
	},
	'event-timeout': {
		look: async () => {
			answer = () => (posts.length > 0 ? undefined : 200);
			await subscribe();
			await presence();
			await send('POST', '/_sim/switches', { body: { 'event-timeout': 50 } });
			const [seen] = list(await poll());
			return seen!['error-count'];
		},
		seen: { 50: 1 },
	},
	'correlation-id': {
		look: async () => {
			const { id } = record(await subscribe());
			await presence();
			await poll();
			const header = posts[0]!.headers['x-correlation-id'];
			return header === undefined ? 'none' : header === id ? 'subscription' : 'random';
		},
		seen: { subscription: 'subscription', random: 'random', none: 'none' },
	},
	'event-user-agent': {
		look: async () => {
			await subscribe();
			await presence();
			await poll();
			return posts[0]!.headers['user-agent'];
		},
		seen: { netsapiens: 'NetSapiens', none: '' },
	},
	'voicemail-event-delay': {
		look: async () => {
			await subscribe({ model: 'voicemail' });
			await send('POST', '/_sim/voicemails', { body: { user: '101', from: '12125550111' } });
			await poll();
			return posts.length;
		},
		seen: { 0: 1, 60000: 0 },
	},
	'version-word': {
		look: async () => record(await send('GET', '/version')).apiversion,
		seen: { yes: 'Version: 45.0', no: '45.0' },
	},
	'escape-slashes': {
		look: async () => (await rawGet(`${D}/users/101`)).includes('US\\/Eastern'),
		seen: { yes: true, no: false },
	},
	'recording-codec': {
		look: async () => {
			const [recording] = list(await send('GET', `${D}/recordings/${await finished()}`));
			const bytes = Buffer.from(
				await (await fetch(String(recording!['file-access-url']))).arrayBuffer(),
			);
			return bytes.readUInt16LE(20);
		},
		seen: { pcm: 1, gsm: 0x31 },
	},
};

test('every switch is looked at in its default and in every other position', () => {
	for (const [name, { values }] of Object.entries(switches)) {
		const positions = Object.keys(probes[name]?.seen ?? {});
		for (const value of values)
			if (name !== 'event-timeout')
				expect([name, positions]).toEqual([name, expect.arrayContaining([value])]);
	}
});

test.each(
	Object.entries(probes).flatMap(([name, { look, seen }]) =>
		Object.entries(seen).map(([value, what]) => ({ name, value, look, what })),
	),
)('$name = $value', async ({ name, value, look, what }) => {
	expect((await send('POST', '/_sim/switches', { body: { [name]: value } })).status).toBe(200);
	expect(await look()).toEqual(what);
});
