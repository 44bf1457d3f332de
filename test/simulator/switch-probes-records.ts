import { namesOf } from '../support/renamed';
import { list, record } from './client';
import {
	send,
	D,
	DATES,
	rawGet,
	finished,
	status,
	put,
	form,
	fields,
	type Probe,
} from './switch-bench';

const [statusMessage] = namesOf('user', 'status-message');

/** Which of two values empty a field; the last of the names is that inside of a group. */
const emptied = async (path: string, names: string[], set: unknown, values: unknown[]) => {
	const sent = (value: unknown) => names.reduceRight((inner, name) => ({ [name]: inner }), value);
	const found: boolean[] = [];
	for (const value of values) {
		await send('PUT', `${D}/${path}`, { body: sent(set) });
		const before = JSON.stringify((await send('GET', `${D}/${path}`)).body);
		expect(before).toContain(JSON.stringify(set));
		await send('PUT', `${D}/${path}`, { body: sent(value) });
		const after = JSON.stringify((await send('GET', `${D}/${path}`)).body);
		found.push(!after.includes(JSON.stringify(set)));
	}
	return found;
};
const clearedBy = {
	both: [true, true],
	empty: [true, false],
	null: [false, true],
	none: [false, false],
};

export const recordProbes: Record<string, Probe> = {
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
	'clear-text': {
		look: () => emptied('users/101', [statusMessage], 'At the lab', ['', null]),
		seen: clearedBy,
	},
	'clear-number': {
		look: () => emptied('users/101', ['ring-no-answer-timeout-seconds'], 1234, ['', null]),
		seen: clearedBy,
	},
	'clear-list': {
		look: () =>
			emptied(
				'users/101/answerrules/*',
				['phone-numbers-to-reject', 'parameters'],
				['12025550111'],
				[[], null],
			),
		seen: clearedBy,
	},
	'device-put-query': {
		look: () => status('PUT', `${D}/users/101/devices/101?synchronous=yes`, { body: {} }),
		seen: { ignore: 202, 404: 404 },
	},
	'device-detail': {
		look: () => status('GET', `${D}/users/101/devices/101`),
		seen: { yes: 200, no: 404 },
	},
};
