import fc, { anyText } from '../../support/fastCheck';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { enrich } from '../../../nodes/NetSapiensTrigger/enrich';
import { fieldCases } from '../../support/field';
import { hostilePieces, hostileValues } from '../../support/pathValues';
import { cdr, voicemail } from './samples';

// Streams need the ticks of Node.js.
beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

const record = {
	event: 'callRecord',
	domain: 'acme.example',
	callId: 'call 1',
	talkSeconds: 52,
	raw: cdr(),
};
const left = { event: 'voicemailLeft', domain: 'acme.example', user: '101', raw: voicemail() };

type Answers = { [path: string]: unknown[] };

const written = (statusCode: number, body: unknown) => ({
	statusCode,
	headers: {},
	body: JSON.stringify(body),
});

interface Media {
	statusCode?: number;
	type?: string;
	bytes?: string;
}

/** Enriches one item; each path gives its answers in turn, the last one again and again. */
async function enriched(
	json: IDataObject,
	options: IDataObject,
	answers: Answers = {},
	{ statusCode = 200, type = 'audio/wav', bytes = 'RIFF' }: Media = {},
) {
	const calls: string[] = [];
	const queries: Array<IHttpRequestOptions['qs']> = [];
	const downloads: string[] = [];
	const context = {
		getNode: () => ({ name: 'NetSapiens Trigger', type: 'x' }),
		logger: { warn() {} },
		getNodeParameter: () => options,
		getExecutionCancelSignal: () => undefined,
		getCredentials: async () => ({ server: 'core1.example.com', authentication: 'apiKey' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url, qs }: IHttpRequestOptions) => {
				calls.push(url);
				queries.push(qs);
				const left = answers[url] ?? [];
				const answer = left.length > 1 ? left.shift() : left[0];
				if (typeof answer === 'number') return written(answer, { code: answer, message: 'no' });
				return answer === undefined ? written(404, { code: 404 }) : written(200, answer);
			},
			httpRequest: async ({ url }: IHttpRequestOptions) => {
				downloads.push(url);
				const headers = { 'content-type': type };
				return { statusCode, headers, body: Readable.from([Buffer.from(bytes)]) };
			},
			binaryToString: text,
			prepareBinaryData: async (data: Readable, fileName: string, mimeType: string) => ({
				data: await text(data),
				fileName,
				mimeType,
			}),
		},
	} as unknown as IExecuteFunctions;
	const outcome = enrich(context, [{ json, pairedItem: 7 }]);
	let done = false;
	void outcome.finally(() => (done = true));
	while (!done) {
		await jest.runAllTimersAsync();
		await new Promise(setImmediate);
	}
	const [item] = await outcome;
	return { item, calls, queries, downloads };
}

test('without wishes, and for other events, nothing is asked', async () => {
	for (const [json, options] of [
		[record, {}],
		[left, { recording: true }],
		[{ ...record, talkSeconds: 0 }, { recording: true }],
	] as Array<[IDataObject, IDataObject]>) {
		const { item, calls } = await enriched(json, options);
		expect(item).toEqual({ json, pairedItem: 7 });
		expect(calls).toEqual([]);
	}
});

test('the recording is looked for by call, then by leg, until it is there', async () => {
	const byLeg = `/domains/acme.example/recordings/${String(cdr().term_callid)}`;
	const found = {
		'file-access-url ': 'https://core1.example.com/rec.wav',
		'call-recording-status': 'converted',
		'file-duration-seconds': '52',
	};
	const { item, calls } = await enriched(
		record,
		{ recording: true },
		{ [byLeg]: [[], [], [found]] },
	);
	expect(calls[0]).toBe('/domains/acme.example/recordings/call%201');
	expect(calls.at(-1)).toBe(byLeg);
	expect(calls).toHaveLength(9);
	expect(item?.json.recording).toEqual({
		url: 'https://core1.example.com/rec.wav',
		status: 'converted',
		durationSeconds: 52,
	});
	expect(item?.pairedItem).toBe(7);
});

test.each(['call 1', 'orig', 'leg', 'through', 'parent'])(
	'a recording that is kept under the ID %j of the call is found',
	async (id) => {
		const ids = { orig_callid: 'orig', term_callid: 'leg', by_callid: 'through' };
		const raw = cdr({ ...ids, 'call-parent-cdr-id': 'parent' });
		const path = `/domains/acme.example/recordings/${encodeURIComponent(id)}`;
		const answers = { [path]: [{ 'file-access-url': '/rec.wav' }] };
		const options = { recording: true, patienceSeconds: 0 };
		const { item } = await enriched({ ...record, raw }, options, answers);
		expect(item?.json.recording).toMatchObject({ url: '/rec.wav' });
	},
);

test('without recording the event goes on with a note when patience ends', async () => {
	const { item, calls } = await enriched(record, { recording: true, patienceSeconds: 10 });
	expect(item?.json).toMatchObject({
		callId: 'call 1',
		note: expect.stringContaining('recording'),
	});
	expect(calls).toHaveLength(12);
});

test('a voicemail comes with its sound; its transcription is not asked for when it is there', async () => {
	const { item, calls, downloads } = await enriched(left, { voicemail: true });
	expect(calls).toEqual([]);
	expect(downloads).toEqual([voicemail().remotepath]);
	expect(item).toMatchObject({
		json: { transcription: 'Please call me back.' },
		binary: { data: { data: 'RIFF', fileName: voicemail().filename, mimeType: 'audio/wav' } },
	});
});

test('a transcription that is late is waited for', async () => {
	const raw = voicemail({ transcription: '' });
	const path = `/domains/acme.example/users/101/voicemails/new/${String(raw.filename)}`;
	const later = { 'file-access-url': 'https://core1.example.com/new.wav', transcription: 'Hello.' };
	const answers = { [path]: [[raw], [later]] };
	const { item, calls, downloads } = await enriched({ ...left, raw }, { voicemail: true }, answers);
	expect(item?.json.transcription).toBe('Hello.');
	expect(calls).toEqual([path, path]);
	expect(downloads).toEqual(['https://core1.example.com/new.wav']);
});

test.each([
	['a web page', { bytes: '<html>Sign in</html>' }],
	['a refusal', { statusCode: 403, type: 'application/json', bytes: '{"message":"expired"}' }],
	['nothing', { bytes: '' }],
])('%s in place of the sound is said, and the transcription goes on', async (_, media) => {
	const { item } = await enriched(left, { voicemail: true }, {}, media);
	expect(item).not.toHaveProperty('binary');
	expect(item?.json).toMatchObject({
		transcription: 'Please call me back.',
		note: expect.stringMatching(/\w/),
	});
});

test('a link without a host leads to the server itself', async () => {
	const raw = voicemail({ remotepath: '/recordings/get.php?a=1' });
	const { downloads } = await enriched({ ...left, raw }, { voicemail: true });
	expect(downloads).toEqual(['https://core1.example.com/recordings/get.php?a=1']);
});

test('a link that is no web address is said', async () => {
	const raw = voicemail({ remotepath: 'file:///etc/passwd' });
	const { item, downloads } = await enriched({ ...left, raw }, { voicemail: true });
	expect(downloads).toEqual([]);
	expect(item?.json.note).toContain('no web address');
});

test('without an address the event goes on with a note', async () => {
	const raw = voicemail({ remotepath: '' });
	const { item } = await enriched({ ...left, raw }, { voicemail: true });
	expect(item?.json).toMatchObject({ user: '101', note: expect.stringContaining('address') });
});

test('when the voicemail may not be read, the event has the address of its sound', async () => {
	const raw = voicemail({ transcription: '' });
	const path = `/domains/acme.example/users/101/voicemails/new/${String(raw.filename)}`;
	const { item } = await enriched({ ...left, raw }, { voicemail: true }, { [path]: [403] });
	expect(item).toMatchObject({
		json: { transcription: null, note: expect.stringContaining('does not allow') },
		binary: { data: { data: 'RIFF' } },
	});
});

test('all that could not be had of a voicemail is said', async () => {
	const raw = voicemail({ transcription: '', remotepath: 'https://media.example.com/vm.wav' });
	const path = `/domains/acme.example/users/101/voicemails/new/${String(raw.filename)}`;
	const media = { statusCode: 403, type: 'application/json', bytes: '{"message":"expired"}' };
	const { item } = await enriched({ ...left, raw }, { voicemail: true }, { [path]: [403] }, media);
	expect(item?.json.note).toMatch(/does not allow this.*; .*expired/);
});

test.each([
	[{ 'file-duration-seconds': 52 }, { status: null, durationSeconds: 52 }],
	[{ 'call-recording-status': 7 }, { status: '7', durationSeconds: null }],
	[{ 'call-recording-status': ['converted'] }, { status: null, durationSeconds: null }],
])('of a recording that says %j the event says %j', async (said, wanted) => {
	const address = 'https://core1.example.com/rec.wav';
	const path = '/domains/acme.example/recordings/call%201';
	const answers = { [path]: [{ 'file-access-url': address, ...said }] };
	const { item } = await enriched(record, { recording: true }, answers);
	expect(item?.json.recording).toEqual({ url: address, ...wanted });
});

test.each([null, 7, {}])('an address %j is none of a recording', async (address) => {
	const path = '/domains/acme.example/recordings/call%201';
	const answers = { [path]: [[{ 'file-access-url': address }, { 'file-access-url': '/rec.wav' }]] };
	const { item } = await enriched(record, { recording: true }, answers);
	expect(item?.json.recording).toMatchObject({
		url: typeof address === 'number' ? '7' : '/rec.wav',
	});
});

test.each(['yes', 'true', 1])('a wish by expression as %p counts', async (wish) => {
	const { calls } = await enriched(record, { recording: wish, patienceSeconds: '0' });
	expect(calls).toHaveLength(3);
});

test.each(['no', 'false', 0, '', null])('a wish by expression as %p does not', async (wish) => {
	const { calls } = await enriched(record, { recording: wish });
	expect(calls).toEqual([]);
});

test.each([NaN, Infinity, 'soon', null])('patience of %p is the usual one', async (patience) => {
	const { item, calls } = await enriched(record, { recording: true, patienceSeconds: patience });
	// After 0, 2, 5, 10, 20, 35, 50 and 60 seconds, by three IDs.
	expect(calls).toHaveLength(24);
	expect(item?.json.note).toContain('no recording');
});

test.each([undefined, null, 'text', 5, []])('an event with %p as raw goes on', async (raw) => {
	const json = { ...record, raw } as IDataObject;
	const { item } = await enriched(json, { recording: true, patienceSeconds: 0 });
	expect(item?.json.note).toContain('no recording');
});

describe('an event made to lead elsewhere', () => {
	const piece = fc.constantFrom(...hostilePieces, 'a', '101', 'acme.example');
	const value = fc.oneof(
		fc.constantFrom(...hostileValues),
		fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')),
		anyText({ maxLength: 30 }),
		fc.constantFrom('x'.repeat(5000), '../'.repeat(1700)),
		fc.jsonValue(),
	);
	const event = fc.record(
		{
			event: fc.constantFrom('callRecord', 'voicemailLeft'),
			domain: value,
			user: value,
			callId: value,
			raw: fc.record({ filename: value, term_callid: value }, { requiredKeys: [] }),
		},
		{ requiredKeys: ['event'] },
	);
	/** What a server sees once it has read the path: these segments, each of them one name. */
	const recording = /^\/domains\/[^/]+\/recordings\/[^/]+$/;
	const newVoicemail = /^\/domains\/[^/]+\/users\/[^/]+\/voicemails\/(?:new|save|trash)\/[^/]+$/;
	const isDots = (segment: string) => /^\.{1,2}(;.*)?$/.test(decodeURIComponent(segment));

	it('is never asked for anywhere else', async () => {
		const options = { recording: true, voicemail: true, patienceSeconds: 0 };
		await fc.assert(
			fc.asyncProperty(event, async (json) => {
				const { item, calls, downloads } = await enriched(json as IDataObject, options);
				for (const call of calls) {
					const { pathname, search, hash } = new URL(`http://server${call}`);
					expect(`${pathname}${search}${hash}`).toBe(call);
					expect(call).toMatch(json.event === 'callRecord' ? recording : newVoicemail);
					expect(call.split('/').filter(isDots)).toEqual([]);
				}
				expect(downloads).toEqual([]);
				expect(item?.json).toMatchObject({ event: json.event, note: expect.any(String) });
			}),
			{ numRuns: 500 },
		);
	});
});

describe('what real servers have ready', () => {
	const cases = fieldCases().filter(
		({ posts, answers }) => posts.length > 0 && Object.keys(answers).length > 0,
	);
	const wishes = { recording: true, voicemail: true, patienceSeconds: 0 };

	test.each(cases.map((one) => [one.about, one] as const))('%s', async (_, one) => {
		const [post] = one.posts;
		const answers = Object.fromEntries(
			Object.entries(one.answers).map(([request, answer]) => [request.split(' ')[1], [answer]]),
		);
		const event = post?.model === 'voicemail' ? 'voicemailLeft' : 'callRecord';
		const raw = post?.objects[0] ?? {};
		const { user, filename: fileName } = raw;
		const json = { event, domain: 'acme.example', user, fileName, raw };
		const { item } = await enriched(json, wishes, answers);
		expect(item?.json).toMatchObject((one.want.items as IDataObject)[event] as IDataObject);
	});
});

describe('events that wait', () => {
	const recorded = { ...record, event: 'recordingReady' };
	const byCall = '/domains/acme.example/recordings/call%201';
	const ready = [
		{ 'call-recording-status': 'open', 'file-access-url': 'https://core1.example.com/open.wav' },
		{ 'call-recording-status': 'converted', 'file-access-url': '/rec.wav' },
	];

	test('a recording is told of once it can be listened to, with its sound if wanted', async () => {
		const answers = { [byCall]: [[ready[0]], ready] };
		const link = await enriched(recorded, {}, answers);
		expect(link.item?.json.recording).toMatchObject({ url: '/rec.wav', status: 'converted' });
		expect(link.item).not.toHaveProperty('binary');
		const sound = await enriched(recorded, { recordingAudio: true }, { [byCall]: [ready] });
		expect(sound.downloads).toEqual(['https://core1.example.com/rec.wav']);
		expect(sound.item?.binary?.data?.mimeType).toBe('audio/wav');
	});

	test('nothing is told of a recording that never gets ready', async () => {
		expect((await enriched(recorded, { patienceSeconds: 20 })).item).toBeUndefined();
		const refused = { [byCall]: [403] };
		expect((await enriched(recorded, { patienceSeconds: 0 }, refused)).item).toBeUndefined();
	});

	test('a transcription is told of once there is text in it', async () => {
		const raw = cdr({ 'call-intelligence-job-id': '118394979.0' });
		const transcribed = { ...record, event: 'transcriptionReady', raw };
		const path = '/domains/acme.example/transcriptions';
		const answers = {
			[path]: [
				[{ 'call-intelligence-processing-status': 'started' }],
				[
					{
						'call-intelligence-processing-status': 'finished',
						'call-intelligence-summary': 'A greeting.',
						'call-intelligence-segments': [{ comment: 'Hello.' }, { comment: 'Good morning.' }],
					},
				],
			],
		};
		const { item } = await enriched(transcribed, {}, answers);
		expect(item?.json.transcription).toMatchObject({
			text: 'Hello.\nGood morning.',
			summary: 'A greeting.',
		});
		expect((await enriched(transcribed, { patienceSeconds: 0 })).item).toBeUndefined();
	});

	test('the job that a transcription is asked for by stands in the call record', async () => {
		const transcribed = { ...record, event: 'transcriptionReady' };
		const leg = cdr({ 'call-intelligence-job-id': 118394979 });
		const other = cdr({
			orig_callid: 'another',
			term_callid: 'leg',
			'call-intelligence-job-id': 5,
		});
		const { item, queries } = await enriched(
			transcribed,
			{},
			{
				// It comes some time after the event.
				'/domains/acme.example/cdrs': [[other], [other, leg]],
				'/domains/acme.example/transcriptions': [
					[{ 'call-intelligence-segments': [{ comment: 'Hello.' }] }],
				],
			},
		);
		expect(item?.json.transcription).toMatchObject({ text: 'Hello.' });
		const period = {
			'datetime-start': '2026-01-05T11:59:55Z',
			'datetime-end': '2026-01-05T12:00:05Z',
			limit: 100,
		};
		expect(queries).toEqual([
			period,
			period,
			{ id: '118394979', date: '202601', callid: 'call 1' },
		]);
	});

	test('a record that has the query ready-made is taken at its word', async () => {
		const raw = cdr({
			'prefilled-transcription-api': '/transcriptions?id=9&date=202601&callid=leg',
		});
		const transcribed = { ...record, event: 'transcriptionReady', raw };
		const path = '/domains/acme.example/transcriptions';
		const answers = { [path]: [[{ 'call-intelligence-segments': [{ comment: 'Hello.' }] }]] };
		const { item, queries } = await enriched(transcribed, {}, answers);
		expect(queries).toEqual([{ id: '9', date: '202601', callid: 'leg' }]);
		expect(item?.json.transcription).toEqual({
			text: 'Hello.',
			summary: null,
			topics: null,
			segments: [{ comment: 'Hello.' }],
		});
	});

	test('where nobody said a word the transcription is not ready', async () => {
		const raw = cdr({ 'call-intelligence-job-id': 5 });
		const transcribed = { ...record, event: 'transcriptionReady', raw };
		const path = '/domains/acme.example/transcriptions';
		const answers = { [path]: [[{ 'call-intelligence-segments': [{ comment: null }, {}] }]] };
		expect((await enriched(transcribed, { patienceSeconds: 0 }, answers)).item).toBeUndefined();
	});

	test('a call that does not say when it began is looked for nowhere', async () => {
		const raw = cdr({ time_start: '' });
		const transcribed = { ...record, event: 'transcriptionReady', raw };
		const { item, calls } = await enriched(transcribed, { patienceSeconds: 0 });
		expect(item).toBeUndefined();
		expect(calls).toEqual([]);
	});

	test('without a job nothing is asked that no server answers', async () => {
		const transcribed = { ...record, event: 'transcriptionReady' };
		const { item, calls } = await enriched(transcribed, { patienceSeconds: 0 });
		expect(item).toBeUndefined();
		expect(calls).toEqual(['/domains/acme.example/cdrs']);
	});
});
