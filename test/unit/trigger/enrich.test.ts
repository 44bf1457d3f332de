import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { enrich } from '../../../nodes/NetSapiensTrigger/enrich';
import { cdr, voicemail } from './samples';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const record = {
	event: 'callRecord',
	domain: 'acme.example',
	callId: 'call 1',
	talkSeconds: 52,
	raw: cdr(),
};
const left = { event: 'voicemailLeft', domain: 'acme.example', user: '101', raw: voicemail() };

type Answers = { [path: string]: Array<unknown> };

/** Enriches one item; each path gives its answers in turn, the last one again and again. */
async function enriched(json: IDataObject, options: IDataObject, answers: Answers = {}) {
	const calls: string[] = [];
	const downloads: string[] = [];
	const context = {
		getNode: () => ({ name: 'NetSapiens Trigger', type: 'x' }),
		getNodeParameter: () => options,
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url }: IHttpRequestOptions) => {
				calls.push(url);
				const left = answers[url] ?? [];
				const answer = left.length > 1 ? left.shift() : left[0];
				if (answer === undefined) {
					throw Object.assign(new Error('404'), { response: { status: 404, data: {} } });
				}
				return answer;
			},
			httpRequest: async ({ url }: IHttpRequestOptions) => {
				downloads.push(url);
				return Buffer.from('RIFF');
			},
			prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string) => ({
				data: data.toString(),
				fileName,
				mimeType,
			}),
		},
	} as unknown as IExecuteFunctions;
	const outcome = enrich(context, [{ json, pairedItem: 7 }]);
	await jest.runAllTimersAsync();
	const [item] = await outcome;
	return { item, calls, downloads };
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
	expect(calls).toHaveLength(6);
	expect(item?.json.recording).toEqual({
		url: 'https://core1.example.com/rec.wav',
		status: 'converted',
		durationSeconds: 52,
	});
	expect(item?.pairedItem).toBe(7);
});

test('without recording the event goes on with a note when patience ends', async () => {
	const { item, calls } = await enriched(record, { recording: true, patienceSeconds: 10 });
	expect(item?.json).toMatchObject({
		callId: 'call 1',
		note: expect.stringContaining('recording'),
	});
	expect(calls).toHaveLength(8);
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
	const { item, downloads } = await enriched({ ...left, raw }, { voicemail: true }, answers);
	expect(item?.json.transcription).toBe('Hello.');
	expect(downloads).toEqual(['https://core1.example.com/new.wav']);
});

test('what fails is said, and the event goes on', async () => {
	const { item } = await enriched(
		{ ...left, raw: voicemail({ remotepath: '' }) },
		{ voicemail: true },
	);
	expect(item?.json).toMatchObject({ user: '101', note: expect.stringContaining('address') });
});
