import { list, record } from './client';
import { bench, send, D, grant, token, status, login, type Probe } from './switch-bench';

export const signInProbes: Record<string, Probe> = {
	'token-endpoint': {
		look: async () => {
			const asForm = await token(new URLSearchParams(grant()));
			return [(await token()).status, asForm.status];
		},
		seen: { 'json-and-form': [200, 200], 'form-only': [400, 200] },
	},
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
				headers: { authorization: bench.simulator.credentials.apiKeys.superUser },
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
		look: () =>
			status('GET', '/domains', { bearer: bench.simulator.credentials.apiKeys.officeManager }),
		seen: { 401: 401, 403: 403 },
	},
	'apikey-read': {
		look: async () =>
			Array.isArray(
				(
					await send(
						'GET',
						`/apikeys/${bench.simulator.credentials.apiKeys.superUser.slice(0, 12)}`,
					)
				).body,
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
						username: bench.simulator.credentials.mfa.username,
						password: bench.simulator.credentials.mfa.password,
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
};
