import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { withUpload } from '../../../nodes/NetSapiens/execute/files';
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
