import { list, record } from './client';
import {
	bench,
	receiver,
	send,
	D,
	rawGet,
	subscribe,
	poll,
	presence,
	finished,
	status,
	type Probe,
} from './switch-bench';

export const eventProbes: Record<string, Probe> = {
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
		seen: { mixed: ['file-access-url'], old: ['remotepath'] },
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
			(await subscribe({ domain: '*' }, bench.simulator.credentials.apiKeys.reseller)).status,
		seen: { 403: 403, 400: 400, allow: 200 },
	},
	'subscription-siblings': {
		look: async () => {
			await subscribe();
			await subscribe({ 'post-url': `${receiver.url}/y` });
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
			return 'user-presence-status' in receiver.posts[0]!.events[0]!;
		},
		seen: { underscore: false, hyphen: true },
	},
	'geo-off': {
		look: async () => {
			await subscribe();
			await presence();
			await poll();
			return receiver.posts.flatMap((post) => post.events).length;
		},
		seen: { once: 1, twice: 2 },
	},
	'event-batch': {
		look: async () => {
			await subscribe();
			for (let i = 0; i < 3; i++) await presence();
			await poll();
			return receiver.posts.map((post) => post.events.length);
		},
		seen: { 50: [3], 2: [2, 1] },
	},
	'event-retry': {
		look: async () => {
			receiver.answer = () => (receiver.posts.length === 1 ? 500 : 200);
			await subscribe();
			await presence();
			await poll();
			await poll();
			return receiver.posts.length;
		},
		seen: { never: 1, 'next-poll': 2 },
	},
	'event-timeout': {
		look: async () => {
			await subscribe();
			await presence();
			receiver.delay = 600;
			const [seen] = list(await poll());
			return seen!['error-count'];
		},
		seen: { 10000: 0, 300: 1 },
	},
	'correlation-id': {
		look: async () => {
			const { id } = record(await subscribe());
			await presence();
			await poll();
			const header = receiver.posts[0]!.headers['x-correlation-id'];
			return header === undefined ? 'none' : header === id ? 'subscription' : 'random';
		},
		seen: { subscription: 'subscription', random: 'random', none: 'none' },
	},
	'event-user-agent': {
		look: async () => {
			await subscribe();
			await presence();
			await poll();
			return receiver.posts[0]!.headers['user-agent'];
		},
		seen: { netsapiens: 'NetSapiens', none: '' },
	},
	'voicemail-event-delay': {
		look: async () => {
			await subscribe({ model: 'voicemail' });
			await send('POST', '/_sim/voicemails', { body: { user: '101', from: '12125550111' } });
			await poll();
			return receiver.posts.length;
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
