import { randomBytes } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { apiKeyCredential } from '../support/credentials';
import { runNode, type Outcome } from '../support/engine';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(async () => (simulator = await startSimulator(['--cdrs', '200'])));
afterAll(async () => await simulator.stop());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Parameters whose values are picked; the others are typed. */
const picked = ['user', 'voicemail', 'greeting', 'holdMusic', 'holdMessage', 'reseller'];

function parametersOf(parameters: INodeParameters): INodeParameters {
	const entries = Object.entries(parameters).map(([name, value]) => [
		name,
		picked.includes(name) ? byId(String(value)) : value,
	]);
	const { domain } = simulator.credentials;
	return { domain: byId(domain), simplify: false, output: 'raw', ...Object.fromEntries(entries) };
}

async function run(parameters: INodeParameters, input?: INodeExecutionData[]): Promise<Outcome> {
	const outcome = await runNode({
		parameters: parametersOf(parameters),
		credential: apiKeyCredential(simulator),
		input,
	});
	return outcome;
}

async function read(parameters: INodeParameters): Promise<IDataObject[]> {
	const { items, error } = await run(parameters);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

const withFile = (content: Buffer, mimeType: string, fileName: string): INodeExecutionData[] => [
	{ json: {}, binary: { data: { data: content.toString('base64'), mimeType, fileName } } },
];

const bytesOf = ({ items }: Outcome, field = 'data') =>
	Buffer.from(items[0]?.binary?.[field]?.data ?? '', 'base64');

/** A recorded call, and one of its users. */
async function recordedCall(): Promise<{ callid: string; user: string }> {
	const cdrs = await read({
		resource: 'cdr',
		operation: 'getAll',
		returnAll: true,
		'datetime-start': '2020-01-01',
		'datetime-end': '2040-01-01',
	});
	for (const cdr of cdrs) {
		const callid = String(cdr['call-orig-call-id']);
		const { items, error } = await run({ resource: 'recording', operation: 'get', callid });
		if (!error && items.length > 0) {
			return { callid, user: String(cdr['call-term-user'] || cdr['call-orig-user']) };
		}
	}
	throw new Error('no call is recorded');
}

test('a recording comes as an audio file, byte for byte what its link leads to', async () => {
	const { callid } = await recordedCall();
	const [record] = await read({ resource: 'recording', operation: 'get', callid });
	const linked = await fetch(String(record?.['file-access-url']));
	const outcome = await run({ resource: 'recording', operation: 'download', callid });
	expect(outcome.error).toBeUndefined();
	expect(outcome.items[0]?.binary?.data).toMatchObject({
		mimeType: 'audio/wav',
		fileName: expect.stringMatching(/\.wav$/),
	});
	expect(outcome.items[0]?.json).toMatchObject({ 'call-id': callid });
	expect(bytesOf(outcome).equals(Buffer.from(await linked.arrayBuffer()))).toBe(true);
});

test('a voicemail comes as an audio file', async () => {
	const folder = 'new';
	const mailboxes = await read({ resource: 'user', operation: 'getAll', returnAll: true });
	for (const { user } of mailboxes) {
		const at = { resource: 'voicemail', user: String(user), folder };
		const [voicemail] = await read({ ...at, operation: 'getAll', returnAll: true });
		if (!voicemail) continue;
		const name = String(voicemail.filename);
		const outcome = await run({ ...at, operation: 'download', voicemail: name });
		expect(outcome.items[0]?.binary?.data).toMatchObject({ mimeType: 'audio/wav', fileName: name });
		const linked = await fetch(String(voicemail['file-access-url']));
		expect(bytesOf(outcome).equals(Buffer.from(await linked.arrayBuffer()))).toBe(true);
		return;
	}
	throw new Error('there is no voicemail');
});

const owner = { domain: byId('*'), reseller: '*', server: '*' };

test.each<[what: string, create: INodeParameters, download: (record: IDataObject) => object]>([
	[
		'greeting',
		{ resource: 'greeting', user: '101' },
		(made) => ({ greeting: made['ordinal-order'] }),
	],
	['musicOnHold', { resource: 'musicOnHold' }, (made) => ({ holdMusic: made['ordinal-order'] })],
	['holdMessage', { resource: 'holdMessage' }, (made) => ({ holdMessage: made['ordinal-order'] })],
	[
		'portalImage',
		{ resource: 'portalImage', filename: 'logo.wav', fileSource: 'file', ...owner },
		() => ({}),
	],
	[
		'emailTemplate',
		{ resource: 'emailTemplate', filename: 'a.wav', fileSource: 'file', ...owner },
		() => ({}),
	],
])('what is uploaded as %s is downloaded byte for byte', async (_, create, download) => {
	const content = randomBytes(5000);
	const made = await run(
		{ ...create, operation: 'create', audioSource: 'file', File: 'data', script: 'Hello' },
		withFile(Buffer.concat([Buffer.from('RIFF'), content]), 'audio/wav', 'hello.wav'),
	);
	expect(made.error).toBeUndefined();
	const outcome = await run({
		...create,
		operation: 'download',
		...download(made.items[0]?.json ?? {}),
		options: { binaryField: 'sound', fileName: 'mine.wav' },
	});
	expect(outcome.error).toBeUndefined();
	expect(outcome.items[0]?.binary?.sound?.fileName).toBe('mine.wav');
	expect(bytesOf(outcome, 'sound').subarray(4).equals(content)).toBe(true);
});

test('a template that is a web page is a file all the same', async () => {
	const page = Buffer.from('<!DOCTYPE html><html><body>Hello</body></html>');
	const template = { resource: 'emailTemplate', filename: 'a.html', fileSource: 'file', ...owner };
	await run(
		{ ...template, operation: 'create', File: 'data' },
		withFile(page, 'text/html', 'a.html'),
	);
	const outcome = await run({ ...template, operation: 'download' });
	expect(outcome.error?.message).toBeUndefined();
	expect(outcome.items[0]?.binary?.data).toMatchObject({ mimeType: 'text/html' });
	expect(bytesOf(outcome).equals(page)).toBe(true);
});

test('a call trace comes as a drawing or as rows', async () => {
	const { callid: callids } = await recordedCall();
	const trace = {
		resource: 'callTrace',
		operation: 'download',
		servers: 'core1.example.com',
		filters: { callids },
	};
	const drawing = await run({ ...trace, traceType: 'callTrace' });
	expect(bytesOf(drawing).toString()).toMatch(/^<svg.*INVITE/);
	expect(drawing.items[0]?.binary?.data).toMatchObject({ mimeType: 'image/svg+xml' });
	const rows = await run({ ...trace, traceType: 'csv' });
	expect(bytesOf(rows).toString()).toMatch(/^time,source,.*INVITE/s);
});

test('what is not in a list is not downloaded, and said by its number', async () => {
	const { error } = await run({ resource: 'musicOnHold', operation: 'download', holdMusic: '987' });
	expect(error?.message).toBe(
		'There is no "987" in the list. Pick one from the list, or check the number.',
	);
});
