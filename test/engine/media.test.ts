import { randomBytes } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runNode, type Outcome } from '../support/engine';
import { json, startHostile, type Hostile } from '../support/hostile';

let server: Hostile;

beforeAll(async () => {
	server = await startHostile(json(202, { code: 202, message: 'Accepted' }));
});
afterEach(() => server.requests.splice(0));
afterAll(async () => await server.stop());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const picture = randomBytes(3000);
const sound = randomBytes(2000);

const input: INodeExecutionData[] = [
	{
		json: {},
		binary: {
			picture: { data: picture.toString('base64'), mimeType: 'image/png', fileName: 'a.png' },
			sound: { data: sound.toString('base64'), mimeType: 'audio/mpeg', fileName: 'a.mp3' },
		},
	},
];

const mms: INodeParameters = {
	resource: 'message',
	operation: 'send',
	messageType: 'mms',
	messagesession: byId('abc'),
	'from-number': byId('12125550110'),
	destination: ['12125550100'],
	message: 'Look',
};

async function send(parameters: INodeParameters, items = input): Promise<Outcome> {
	return await runNode({
		parameters: { domain: byId('acme.example'), user: byId('101'), ...mms, ...parameters },
		credential: {
			server: server.url,
			authentication: 'apiKey',
			apiKey: 'nss_0123456789',
			accessToken: 'nss_0123456789',
		},
		input: items,
	});
}

const bodies = () => server.requests.map(({ body }) => JSON.parse(String(body)) as IDataObject);

test('an MMS takes its file, type and size from a binary field, and does not echo the file', async () => {
	const { items, error } = await send({ data: 'picture' });
	expect(error).toBeUndefined();
	expect(bodies()).toEqual([
		expect.objectContaining({
			type: 'mms',
			message: 'Look',
			data: picture.toString('base64'),
			'mime-type': 'image/png',
			size: 3000,
		}),
	]);
	expect(items).toHaveLength(1);
	expect(JSON.stringify(items)).not.toContain(picture.toString('base64').slice(0, 40));
});

test('several binary fields go as several messages; the text goes once', async () => {
	const { items, error } = await send({ data: 'picture, sound' });
	expect(error).toBeUndefined();
	expect(bodies().map(({ message, size, 'mime-type': type }) => [message, size, type])).toEqual([
		['Look', 3000, 'image/png'],
		['', 2000, 'audio/mpeg'],
	]);
	expect(items).toHaveLength(2);
});

test('a chat with media takes a file, and one without takes none', async () => {
	await send({ messageType: 'chatMedia', data: 'sound' });
	await send({ messageType: 'chat' });
	expect(bodies().map(({ type, size }) => [type, size])).toEqual([
		['chat-media', 2000],
		['chat', undefined],
	]);
});

test('a conversation begins with a file only where one is given', async () => {
	const start = { operation: 'startConversation', type: 'mms' };
	await send({ ...start, fields: { data: 'picture' } });
	await send({ ...start, type: 'sms' });
	expect(bodies().map(({ type, size }) => [type, size])).toEqual([
		['mms', 3000],
		['sms', undefined],
	]);
});

test('a file that is too large for a message is refused before anything is sent', async () => {
	const large = Buffer.alloc(19 * 1024 * 1024, 1).toString('base64');
	const { error } = await send({ data: 'film' }, [
		{ json: {}, binary: { film: { data: large, mimeType: 'video/mp4' } } },
	]);
	expect(error?.message).toBe(
		'The file in the binary field "film" has 19.0 MB. A message takes up to 18.7 MB; send a smaller file.',
	);
	expect(server.requests).toEqual([]);
});

test('a binary field that is not there is named before anything is sent', async () => {
	const { error } = await send({ data: 'picture, photo' });
	expect(error?.message).toContain('The item has no binary field "photo"');
	expect(server.requests).toEqual([]);
});
