import { namesOf } from '../support/renamed';
import { list, record } from './client';
import {
	D,
	DATES,
	fields,
	finished,
	poll,
	raw,
	rawGet,
	receiver,
	send,
	status,
	subscribe,
	type Probe,
} from './switch-bench';

const [statusMessage] = namesOf('user', 'status-message');
const user = async () => record(await send('GET', `${D}/users/101`));
const newestCdr = async (dates = DATES) =>
	list(await send('GET', `${D}/cdrs?${dates}&limit=1`))[0]!;

/** Moments in posts are whole seconds. */
async function nextSecond(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
}

/** Lets phones ring for a call from outside; the answer is the call as the control API shows it. */
const ring = async (users = ['101', '102']) =>
	record(
		await send('POST', '/_sim/calls', { body: { from: '12125550111', to: '101', users } }),
	) as { id: string; legs: Array<{ termCallId: string }> };

const events = async () => {
	await poll();
	return receiver.posts.flatMap((post) => post.events);
};

/** Where live servers write values and lists in another way than the document. */
export const dialectProbes: Record<string, Probe> = {
	'record-names': {
		look: async () => {
			const names = [
				...Object.keys(await user()),
				...fields(await rawGet(`${D}/users?limit=1`)),
				...fields(await rawGet(`${D}/phones?limit=1`)),
				...fields(await rawGet(`${D}/users/101/voicemails/new`)),
			].filter((name) =>
				/email$|email-address$|annou.*dial|^mac$|mac-address$|caller.*ani|ani$|file-access-url/i.test(
					name,
				),
			);
			return [...new Set(names)].sort();
		},
		seen: {
			documented: [
				'NmsAni',
				'device-provisioning-mac-address',
				'directory-announce-in-dial-by-name-enabled',
				'email-address',
				'file-access-url',
			],
			'documented-44': [
				'NmsAni',
				'directory-annouce-in-dial-by-name-enabled',
				'email-address',
				'file-access-url',
				'mac',
			],
			'live-44.1': [
				'directory-annouce-in-dial-by-name-enabled',
				'email',
				'file-access-url ',
				'mac',
			],
			'live-44': [
				'device-provisioning-mac-address',
				'directory-annouce-in-dial-by-name-enabled',
				'email',
				'file-access-url ',
			],
			'live-45': [
				'device-provisioning-mac-address',
				'directory-annouce-in-dial-by-name-enabled',
				'email',
				'file-access-url',
			],
		},
	},
	digits: {
		look: async () => {
			const one = await user();
			await send('PUT', `${D}/users/101`, { body: { department: '0100' } });
			const { department } = await user();
			await send('PUT', `${D}/users/101/answerrules/*`, {
				body: { 'simultaneous-ring': { enabled: 'yes', parameters: ['102', '<OwnDevices>'] } },
			});
			const { parameters } = record(await send('GET', `${D}/users/101/answerrules/*`))[
				'simultaneous-ring'
			] as { parameters: unknown[] };
			return [one.user, typeof one['voicemail-login-pin'], department, parameters];
		},
		seen: {
			text: ['101', 'string', '0100', ['102', '<OwnDevices>']],
			integers: [101, 'string', '0100', [102, '<OwnDevices>']],
		},
	},
	'long-digits': {
		look: async () =>
			/"id":(\d{19}|"\d{19}"),/.exec(await rawGet(`${D}/cdrs?${DATES}`))![1]![0] === '"',
		seen: { text: true, integers: false },
	},
	'yes-no': {
		look: async () => {
			await send('PUT', D, { body: { 'is-domain-locked': 'no' } });
			const { 'is-domain-locked': set, 'is-stir-enabled': never } = record(await send('GET', D));
			return [set, never];
		},
		seen: { words: ['no', 'no'], booleans: [false, false], empty: ['no', ''] },
	},
	unset: {
		look: async () => {
			await send('PUT', `${D}/users/101`, { body: { 'caller-id-number-emergency': '' } });
			const [cdr] = list(await send('GET', `${D}/cdrs?${DATES}`));
			const one = await user();
			return [one[statusMessage], one['caller-id-number-emergency'], cdr!['call-fax-codec']];
		},
		seen: {
			documented: ['', '', null],
			empty: ['', '', ''],
			null: [null, null, null],
			star: ['', '[*]', ''],
		},
	},
	detail: {
		look: async () => [
			Array.isArray((await send('GET', `${D}/users/101`)).body),
			Array.isArray((await send('GET', D)).body),
			Array.isArray((await send('GET', '/version')).body),
		],
		seen: { record: [false, false, false], list: [true, true, false] },
	},
	'one-row': {
		look: async () => [
			Array.isArray((await send('GET', `${D}/users?limit=1`)).body),
			Array.isArray((await send('GET', `${D}/users?limit=2`)).body),
		],
		seen: { list: [true, true], record: [false, true] },
	},
	'empty-list': {
		look: async () => {
			const answer = await raw(`${D}/callqueues/4000/agents?callqueue-agent-id=x`);
			return [answer.status, answer.status === 404 ? '' : await answer.text()];
		},
		seen: {
			200: [200, '[]'],
			404: [404, ''],
			204: [204, ''],
			null: [200, 'null'],
			nothing: [200, ''],
		},
	},
	'cdr-dates': {
		look: async () => {
			const pacific = `datetime-start=2020-01-01T00:00:00Z[US/Pacific]&datetime-end=2040-01-01`;
			const rows = await Promise.all([newestCdr(), newestCdr(pacific)]);
			const dates = rows.map((row) => String(row['call-start-datetime']));
			const [east = 0, west = 0] = dates.map((date) => Date.parse(`${date.slice(0, 19)}Z`));
			return [...dates.map((date) => date.replace(/\d/g, '0')), (east - west) / 3600000 === 3];
		},
		seen: {
			'as-asked': ['0000-00-00 00:00:00', expect.stringContaining('[US/Pacific]'), false],
			bracketed: ['0000-00-00T00:00:00Z[US/Eastern]', '0000-00-00T00:00:00Z[US/Pacific]', true],
		},
	},
	'cdr-unanswered': {
		look: async () => {
			await send('POST', `/_sim/calls/${encodeURIComponent((await ring()).id)}/end`);
			return (await newestCdr())['call-answer-datetime'];
		},
		seen: { 'zero-date': '0000-00-00 00:00:00', null: null, empty: '', 0: 0 },
	},
	'cdr-lapses': {
		look: async () => {
			const path = `${D}/cdrs?${DATES}`;
			const rows = list(await send('GET', `${path}&limit=100`));
			const lapses = rows.filter(
				(row) => row['call-disconnect-reason-text'] === 'Term: Reg Expired',
			);
			const { total } = record(await send('GET', `${D}/cdrs/count?${DATES}`));
			const all = list(await send('GET', `${path}&limit=1000`));
			return [
				[...new Set(lapses.map((row) => `${row['call-orig-user']}` === row['call-term-user']))],
				all.length === total,
				(await send('GET', `${D}/cdrs/${String(rows[0]!.id)}`)).status,
			];
		},
		seen: { no: [[], true, 200], yes: [[true], true, 200] },
	},
	'recording-id': {
		look: async () => {
			const { id, legs } = await ring(['101']);
			const path = `/_sim/calls/${encodeURIComponent(id)}`;
			await send('POST', `${path}/answer`);
			await send('POST', `${path}/end`);
			const ids = [id, legs[0]!.termCallId].map(encodeURIComponent);
			return await Promise.all(ids.map((one) => status('GET', `${D}/recordings/${one}`)));
		},
		seen: { any: [200, 200], term: [404, 200] },
	},
	'recording-records': {
		look: async () =>
			list(await send('GET', `${D}/recordings/${await finished()}`)).map((one) => [
				one['call-recording-status'],
				one['file-access-url'] !== '',
			]),
		seen: {
			one: [['converted', true]],
			'first-not-ready': [
				['unconverted', false],
				['converted', true],
			],
		},
	},
	'voicemail-moved': {
		look: async () => {
			await send('POST', '/_sim/voicemails', { body: { user: '105', from: '12125550111' } });
			const folders = ['new', 'save', 'trash'].map((folder) =>
				send('GET', `${D}/users/105/voicemails/${folder}`),
			);
			return (await Promise.all(folders)).map((answer) => list(answer).length);
		},
		seen: { no: [1, 0, 0], save: [0, 1, 0], trash: [0, 0, 1] },
	},
	'event-models': {
		look: async () => {
			const { status: code } = await subscribe({ model: 'call_recording' });
			await finished();
			return [code, (await events()).map((event) => event.event)];
		},
		seen: { documented: [400, []], v1: [200, ['convertDone']] },
	},
	'removal-time': {
		look: async () => {
			await subscribe({ model: 'call' });
			const { id } = await ring(['101']);
			await nextSecond();
			await send('POST', `/_sim/calls/${encodeURIComponent(id)}/end`);
			const [rang, gone] = await events();
			return [gone!.remove, gone!.ts === rang!.ts];
		},
		seen: { now: ['yes', false], 'last-change': ['yes', true] },
	},
	'origid-fields': {
		look: async () => {
			await subscribe({ model: 'call_origid' });
			await send('POST', '/_sim/calls', { body: { from: '101', to: '12125550188' } });
			const [event] = await events();
			return [Object.keys(event!).length, event!.ani, event!.term_domain];
		},
		seen: { full: [74, '101', ''], short: [16, undefined, '*'] },
	},
	'fork-ids': {
		look: async () => {
			await subscribe({ model: 'call' });
			const { id } = await ring();
			await send('POST', `/_sim/calls/${encodeURIComponent(id)}/answer`, { body: { user: '102' } });
			await send('POST', `/_sim/calls/${encodeURIComponent(id)}/end`);
			const seen = await events();
			const distinct = (name: string) => new Set(seen.map((event) => event[name])).size;
			const rows = list(await send('GET', `${D}/cdrs?${DATES}&limit=2`));
			const ids = new Set(rows.map((row) => row['call-orig-call-id']));
			return [distinct('orig_callid'), distinct('sessionId'), ids.size];
		},
		seen: { shared: [1, 1, 1], own: [2, 1, 2] },
	},
	'message-receipts': {
		look: async () => {
			await subscribe({ model: 'message' });
			const body = { from: '12125550188', to: '12025550101', text: 'Hi' };
			await send('POST', '/_sim/messages', { body });
			return (await events()).map(({ direction, text, status: state }) => [direction, text, state]);
		},
		seen: {
			no: [['orig', 'Hi', 'received']],
			yes: [
				['orig', 'Hi', 'received'],
				['term', '', 'delivered'],
			],
		},
	},
};
