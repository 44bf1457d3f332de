import { randomBytes } from 'node:crypto';
import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ApiRequest, FullAnswer } from '../transport/http';
import type { Values } from './values';

/**
 * The request with an item's binary field as multipart upload.
 *
 * The body is put together here, as bytes: n8n can then send it again after renewing a token,
 * which it cannot with a form or a stream.
 */
export async function withUpload(
	context: IExecuteFunctions,
	request: ApiRequest,
	{ binaryField, name }: NonNullable<Values['file']>,
	itemIndex: number,
): Promise<ApiRequest> {
	const binary = context.helpers.assertBinaryData(itemIndex, binaryField);
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, binaryField);
	const boundary = `n8n-${randomBytes(16).toString('hex')}`;
	const fields = (request.body ?? {}) as IDataObject;
	return {
		...request,
		body: multipart(boundary, fields, name, binary, content),
		headers: { ...request.headers, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
	};
}

/** The bytes of a form with one file (RFC 7578). */
function multipart(
	boundary: string,
	fields: IDataObject,
	name: string,
	file: IBinaryData,
	content: Buffer,
): Buffer {
	const texts = Object.entries(fields).map(
		([field, value]) =>
			`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(field)}"\r\n\r\n${String(value)}\r\n`,
	);
	const head =
		`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"; ` +
		`filename="${quoted(file.fileName ?? 'file')}"\r\nContent-Type: ${file.mimeType}\r\n\r\n`;
	return Buffer.concat([
		Buffer.from(texts.join('') + head),
		content,
		Buffer.from(`\r\n--${boundary}--\r\n`),
	]);
}

function quoted(name: string): string {
	return name.replace(/"/g, '%22').replace(/[\r\n]+/g, ' ');
}

/** An item with the bytes of an answer as binary field `data`. */
export async function binaryItem(
	context: IExecuteFunctions,
	{ body, headers }: FullAnswer,
): Promise<INodeExecutionData> {
	const mimeType = String(headers['content-type'] ?? 'application/octet-stream').split(';')[0];
	const fileName = /filename="?([^";]+)"?/.exec(String(headers['content-disposition'] ?? ''))?.[1];
	const data = await context.helpers.prepareBinaryData(Buffer.from(body), fileName, mimeType);
	return { json: {}, binary: { data } };
}
