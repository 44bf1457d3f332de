import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { withFiles, withUpload } from '../../../nodes/NetSapiens/execute/files';
import type { ApiRequest } from '../../../nodes/NetSapiens/transport/api';

const content = Buffer.from('RIFF and some more sound');

/** n8n with a file beside its data, which comes in bits and never whole. */
function storing(chunks: Buffer[], fileSize = content.length): IExecuteFunctions {
	const file: IBinaryData = { id: 'filesystem-v2:1', data: 'filesystem-v2', mimeType: 'audio/wav' };
	return contextWith(file, {
		getBinaryMetadata: async () => ({ fileSize }),
		getBinaryStream: async () => chunks,
		getBinaryDataBuffer: async () => {
			throw new Error('It is not to be read whole.');
		},
	});
}

/** n8n with a file in its data. */
const holding = () => contextWith({ data: content.toString('base64'), mimeType: 'audio/wav' });

function contextWith(file: IBinaryData, helpers: object = {}): IExecuteFunctions {
	return { helpers: { assertBinaryData: () => file, ...helpers } } as unknown as IExecuteFunctions;
}

const file = { name: 'File', binaryField: 'data' };
const create: ApiRequest = { method: 'POST', path: '/msg', body: { script: 'Hi' }, kind: 'write' };
const replace: ApiRequest = { ...create, method: 'PUT' };
const bits = [content.subarray(0, 7), content.subarray(7, 8), content.subarray(8)];

test.each([
	['in the data', holding()],
	['beside it, in one piece', storing([content])],
	['beside it, in bits', storing(bits)],
])('a form holds the bytes of a file that n8n keeps %s', async (_, context) => {
	const { body, headers } = await withUpload(context, create, file, 0);
	const boundary = String(headers?.['Content-Type']).split('boundary=')[1] ?? '';
	expect((body as Buffer).toString()).toBe(
		[
			`--${boundary}`,
			'Content-Disposition: form-data; name="script"',
			'',
			'Hi',
			`--${boundary}`,
			'Content-Disposition: form-data; name="File"; filename="file"',
			'Content-Type: audio/wav',
			'',
			content.toString(),
			`--${boundary}--`,
			'',
		].join('\r\n'),
	);
});

test('what replaces a file goes as text, wherever n8n keeps it', async () => {
	for (const context of [holding(), storing(bits)]) {
		const { body } = await withUpload(context, replace, file, 0);
		expect(body).toEqual({
			script: 'Hi',
			filetype: 'audio/wav',
			base64_file: content.toString('base64'),
		});
	}
});

test.each([content.length - 1, content.length + 1, 1])(
	'a file of another length than n8n noted (%d) is not sent',
	async (noted) => {
		await expect(withUpload(storing(bits, noted), create, file, 0)).rejects.toThrow(
			'The file is not as long any more as it was when n8n stored it.',
		);
	},
);

test('an empty file is not even opened', async () => {
	await expect(withUpload(storing([], 0), create, file, 0)).rejects.toThrow('is empty (0 bytes)');
});

describe('what goes with a message', () => {
	const media = { type: 'mime-type', size: 'size', text: 'message' };
	const message: ApiRequest = { ...create, body: { message: 'Look', to: '101' } };

	/** Items with binary fields of these sizes; an item of its own for each call. */
	function holdingAll(files: Record<string, Buffer | undefined>, mimeType?: string) {
		const binaryOf = (name: string) => {
			const bytes = files[name];
			if (!bytes) throw new Error('n8n says it in its own words');
			return { data: bytes.toString('base64'), mimeType, fileName: `${name}.png` };
		};
		return {
			getInputData: () => [{ json: {} }, { json: {}, binary: files }],
			helpers: { assertBinaryData: (_item: number, name: string) => binaryOf(name) },
		} as unknown as IExecuteFunctions;
	}

	async function sent(context: IExecuteFunctions, binaryField: string | undefined, as = {}) {
		const upload = binaryField === undefined ? undefined : { name: 'data', binaryField };
		const requests: ApiRequest[] = [];
		for await (const one of withFiles(context, { media, ...as }, message, upload, 1)) {
			requests.push(one);
		}
		return requests;
	}

	const [one, two] = [Buffer.from('first'), Buffer.from('second')];

	test('each file is a message, and the text goes with the first', async () => {
		const requests = await sent(holdingAll({ one, two }, 'image/png'), 'one, two');
		const base64 = (bytes: Buffer) => bytes.toString('base64');
		const about = { 'mime-type': 'image/png', to: '101' };
		expect(requests).toEqual([
			{ ...message, body: { ...about, message: 'Look', data: base64(one), size: 5 } },
			{ ...message, body: { ...about, message: '', data: base64(two), size: 6 } },
		]);
	});

	test('without a file the message goes as it is, and so does what takes none', async () => {
		expect(await sent(holdingAll({}), undefined)).toEqual([message]);
		expect(await sent(holdingAll({ one }), 'one', { media: undefined })).toEqual([message]);
	});

	test('a form is a form', async () => {
		const [request] = await sent(holdingAll({ one }), 'one', { multipart: true });
		expect(request?.body).toBeInstanceOf(Buffer);
		expect(request?.fields).toEqual(message.body);
	});

	test('a file that a server does not take is named, before anything is sent', async () => {
		const limit = (25 * 1024 * 1024 * 3) / 4 - 64 * 1024;
		const large = Buffer.alloc(limit + 1);
		await expect(sent(holdingAll({ one, large }), 'one,large')).rejects.toThrow(
			'The file in the binary field "large" has 18.7 MB. A message takes up to 18.7 MB',
		);
		expect(await sent(holdingAll({ large: large.subarray(1) }), 'large')).toHaveLength(1);
	});

	test('a field that is not there is named, beside those that are', async () => {
		await expect(sent(holdingAll({ one, two }), 'photo')).rejects.toThrow(
			'The item has no binary field "photo"; it has "one", "two". Check',
		);
		await expect(sent(holdingAll({}), 'photo')).rejects.toThrow('it has none.');
		const noInput = { ...holdingAll({}), getInputData: () => [] } as unknown as IExecuteFunctions;
		await expect(sent(noInput, 'photo')).rejects.toThrow('it has none.');
	});

	test.each(['image/png', 'audio/x-wav; codecs=1', 'a/b;c="d e" ; f=g', undefined])(
		'the type %p is sent',
		async (type) => {
			const [request] = await sent(holdingAll({ one }, type), 'one');
			expect(request?.body).toMatchObject({ 'mime-type': type ?? 'application/octet-stream' });
		},
	);

	test.each([
		'',
		'image',
		'image/',
		'a/b c',
		'a/b\r\nX: y',
		'a/b;c',
		'a/b; c="d',
		'a/b; c=d e',
		' a/b',
	])('the type %j is none', async (type) => {
		await expect(sent(holdingAll({ one }, type), 'one')).rejects.toThrow(
			`has a MIME type that is none: ${JSON.stringify(type)}`,
		);
	});
});
