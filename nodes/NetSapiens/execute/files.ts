import { randomBytes } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest } from '../transport/api';
import type { Values } from './values';

/**
 * The request with the item's binary field: as multipart form, or as base64 text in JSON where a
 * file is replaced by PUT, which servers refuse as form ("Missing action").
 */
export async function withUpload(
	context: IExecuteFunctions,
	request: ApiRequest,
	file: Values['file'],
	itemIndex: number,
): Promise<ApiRequest> {
	if (request.method !== 'PUT') return await asForm(context, request, file, itemIndex);
	if (!file) return request;
	const { mimeType, content } = await readFile(context, file, itemIndex);
	const body = { ...request.body, filetype: mimeType, base64_file: content.toString('base64') };
	return { ...request, body };
}

/**
 * The body is put together here, as bytes: n8n can then send it again after renewing a token,
 * which it cannot with a form or a stream.
 */
async function asForm(
	context: IExecuteFunctions,
	request: ApiRequest,
	file: Values['file'],
	itemIndex: number,
): Promise<ApiRequest> {
	const boundary = `n8n-${randomBytes(16).toString('hex')}`;
	const parts = Object.entries((request.body ?? {}) as IDataObject).map(([name, value]) =>
		part(boundary, `name="${quoted(name)}"`, Buffer.from(String(value))),
	);
	if (file) parts.push(await filePart(context, boundary, file, itemIndex));
	return {
		...request,
		body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
		headers: { ...request.headers, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
	};
}

async function readFile(
	context: IExecuteFunctions,
	{ binaryField }: NonNullable<Values['file']>,
	itemIndex: number,
): Promise<{ fileName: string; mimeType: string; content: Buffer }> {
	const { fileName = 'file', mimeType } = context.helpers.assertBinaryData(itemIndex, binaryField);
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, binaryField);
	return { fileName, mimeType, content };
}

async function filePart(
	context: IExecuteFunctions,
	boundary: string,
	file: NonNullable<Values['file']>,
	itemIndex: number,
): Promise<Buffer> {
	const { fileName, mimeType, content } = await readFile(context, file, itemIndex);
	const disposition = `name="${quoted(file.name)}"; filename="${quoted(fileName)}"`;
	return part(boundary, `${disposition}\r\nContent-Type: ${mimeType}`, content);
}

/** One part of a form (RFC 7578). */
function part(boundary: string, disposition: string, content: Buffer): Buffer {
	const head = `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
	return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')]);
}

function quoted(name: string): string {
	return name.replace(/"/g, '%22').replace(/[\r\n]+/g, ' ');
}
