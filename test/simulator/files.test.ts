import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, smallTenant, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;

beforeAll(async () => {
	simulator = await startSimulator(smallTenant(300));
	send = clientOf(simulator);
});

afterAll(() => simulator.stop());

const D = '/domains/acme.example';
const SOUND = Buffer.from('RIFF....WAVEfmt this is our sound');
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';

const upload = (fields: Record<string, string> = {}, bytes = SOUND): FormData => {
	const form = new FormData();
	form.append('script', 'Hello');
	form.append('convert', 'yes');
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append('File', new Blob([bytes], { type: 'audio/wav' }), 'hello.wav');
	return form;
};

const fetchBytes = async (url: unknown): Promise<Buffer> => {
	const response = await fetch(String(url));
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
};

describe('audio', () => {
	const path = `${D}/users/105/greetings`;
	const all = async () => list(await send('GET', path));

	test('an upload is kept and served back from a signed address', async () => {
		expect((await send('POST', path, { body: upload() })).status).toBe(202);
		const [greeting] = await all();
		expect(greeting).toMatchObject({ 'ordinal-order': 1, 'file-script-text': 'Hello' });
		expect(await fetchBytes(greeting!['file-access-url'])).toEqual(SOUND);
	});

	test('POST with an index replaces; PUT with multipart is refused', async () => {
		const other = Buffer.from('another sound');
		await send('POST', path, { body: upload({ index: '1' }, other) });
		const greetings = await all();
		expect(greetings).toHaveLength(1);
		expect(await fetchBytes(greetings[0]!['file-access-url'])).toEqual(other);
		const put = await send('PUT', `${path}/1`, { body: upload() });
		expect(put).toMatchObject({ status: 400, body: { message: 'Missing action' } });
	});

	test('base64 works too, and synchronous answers with the record', async () => {
		const body = {
			script: 'x',
			encoding: 'audio/wav',
			base64_file: SOUND.toString('base64'),
			synchronous: 'yes',
		};
		const made = await send('POST', path, { body });
		expect(made.status).toBe(200);
		expect(await fetchBytes(record(made)['file-access-url'])).toEqual(SOUND);
		expect((await send('POST', path, { body: { ...body, base64_file: '***' } })).status).toBe(400);
	});

	test('a text is spoken: a real WAV', async () => {
		const body = {
			script: 'Our office is closed today',
			voice_id: 'en-US-Wavenet-C',
			synchronous: 'yes',
		};
		const made = record(await send('POST', path, { body }));
		expect((await fetchBytes(made['file-access-url'])).toString('latin1', 0, 4)).toBe('RIFF');
		const preview = await send('POST', `${D}/users/105/voices`, { body: { script: 'Hello' } });
		expect(preview.headers.get('content-type')).toBe('audio/wav');
		expect((preview.body as Buffer).toString('latin1', 8, 12)).toBe('WAVE');
	});

	test('a delete that worked answers 404', async () => {
		const before = (await all()).length;
		const gone = await send('DELETE', `${path}/1`);
		expect(gone).toMatchObject({ status: 404, body: { message: 'not found index for removal' } });
		expect(await all()).toHaveLength(before - 1);
	});

	test('a forged address opens nothing', async () => {
		const [greeting] = await all();
		const url = String(greeting!['file-access-url']).replace(/length=\d+/, 'length=99');
		expect((await fetch(url)).status).toBe(403);
	});
});

describe('images and templates', () => {
	test('create, read, replace, delete, in the documented words', async () => {
		const image = new FormData();
		image.append('reseller', '*');
		image.append('File', new Blob([Buffer.from('PNG')], { type: 'image/png' }), 'x.png');
		expect((await send('POST', '/images/x.png', { body: image })).status).toBe(202);
		expect(await send('POST', '/images/x.png', { body: image })).toMatchObject({
			status: 400,
			body: { message: 'File already exists.' },
		});
		const query = 'reseller=*&domain=*&server=*';
		const shown = record(await send('GET', `/images/x.png?${query}`));
		expect(shown).toMatchObject({ 'file-mime-type': 'image/png', 'file-size-bytes': 3 });
		expect((await fetchBytes(shown['file-access-url '])).toString()).toBe('PNG');
		const body = { filetype: 'image/png', base64_file: Buffer.from('NEWER').toString('base64') };
		expect((await send('PUT', '/images/x.png', { body })).status).toBe(202);
		expect(record(await send('GET', `/images/x.png?${query}`))['file-size-bytes']).toBe(5);
		expect((await send('DELETE', '/images/x.png', { body: {} })).status).toBe(202);
		expect(await send('GET', `/images/x.png?${query}`)).toMatchObject({
			status: 404,
			body: { message: 'File not found.' },
		});
		expect(await send('DELETE', '/images/x.png', { body: {} })).toMatchObject({
			status: 404,
			body: { message: 'File does not exist.' },
		});
	});
});

describe('voicemail', () => {
	const box = `${D}/users/106/voicemails`;

	test('is left, listened to, saved, forwarded and deleted', async () => {
		await send('POST', '/_sim/voicemails', {
			body: { user: '106', from: '12125550111', text: 'Call me', seconds: 4 },
		});
		const [mail] = list(await send('GET', `${box}/new`));
		expect(mail).toMatchObject({
			FromUser: '12125550111',
			transcription: 'Call me',
			'file-duration-seconds': 4,
		});
		expect((await fetchBytes(mail!['file-access-url'])).readUInt32LE(40)).toBe(4 * 16000);
		const name = String(mail!.filename);
		expect((await send('GET', `${box}/new/${name}`)).body).toHaveLength(1);
		await send('PATCH', `${box}/new/${name}/forward`, {
			body: { 'voicemail-forward-new-destination': '107' },
		});
		expect(list(await send('GET', `${D}/users/107/voicemails/new`))).toHaveLength(1);
		await send('PATCH', `${box}/new/${name}/save`);
		expect((await send('GET', `${box}/new`)).body).toEqual([]);
		expect(record(await send('GET', `${box}/save/count`))).toEqual({ count: 1, size: 63 });
		await send('DELETE', `${box}/save/${name}`);
		expect((await send('GET', `${box}/save/${name}`)).status).toBe(404);
		expect((await send('GET', `${box}/inbox`)).status).toBe(400);
	});
});

describe('recordings and transcriptions', () => {
	test('an answered call of the past has both', async () => {
		const rows = list(await send('GET', `${D}/cdrs?${ALL}&type=Inbound&limit=100`));
		const row = rows.find((one) => Number(one['call-talking-duration-seconds']) > 0)!;
		const path = `${D}/recordings/${encodeURIComponent(String(row['call-orig-call-id']))}`;
		const [recording] = list(await send('GET', path));
		expect(recording!['file-duration-seconds']).toBe(row['call-talking-duration-seconds']);
		expect((await fetchBytes(recording!['file-access-url'])).toString('latin1', 0, 4)).toBe('RIFF');
		const transcript = record(
			await send(
				'GET',
				`/ns-api/v2${String(row['prefilled-transcription-api']).replace('/ns-api/v2', '')}`,
			),
		);
		expect(transcript['call-intelligence-processing-status']).toBe('finished');
		expect((transcript['call-intelligence-segments'] as unknown[]).length).toBeGreaterThan(2);
	});

	test('a missed call has none', async () => {
		const [row] = list(await send('GET', `${D}/cdrs?${ALL}&type=Missed&limit=1&caller=1`));
		const id = encodeURIComponent(String(row!['call-term-call-id']));
		const answer = await send(
			'GET',
			`${D}/users/${String(row!['call-term-user'])}/recordings/${id}`,
		);
		expect(answer).toMatchObject({ status: 404 });
	});
});
