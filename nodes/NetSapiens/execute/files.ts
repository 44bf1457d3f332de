import { randomBytes } from 'node:crypto';
import {
	UserError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import type { ApiRequest } from '../transport/api';
import type { Values } from './values';

/**
 * The request with the item's binary field: as multipart form, or as base64 text in JSON where a
 * file is replaced by PUT, which servers refuse as form ("Missing action").
 *
 * @throws UserError naming the binary field when it holds no file that can be sent
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
		part(boundary, `name="${quoted(name)}"`, Buffer.from(textOf(value))),
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
	const file = binaryOf(context, binaryField, itemIndex);
	if (!file) {
		const { binary = {} } = context.getInputData()[itemIndex] ?? {};
		throw new UserError(noFile(binaryField, Object.keys(binary)));
	}
	const { fileName = 'file', mimeType = 'application/octet-stream' } = file;
	if (!MIME_TYPE.test(mimeType)) {
		throw new UserError(
			`The file in the binary field "${binaryField}" has a MIME type that is none: ${JSON.stringify(mimeType.slice(0, 60))}. It takes one such as audio/wav.`,
		);
	}
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, binaryField);
	if (content.length > 0) return { fileName, mimeType, content };
	throw new UserError(
		`The file in the binary field "${binaryField}" is empty (0 bytes). Check the step that it comes from.`,
	);
}

/** The file's facts, wherever n8n keeps them; undefined when the field holds none. */
function binaryOf(
	context: IExecuteFunctions,
	binaryField: string,
	itemIndex: number,
): Partial<IBinaryData> | undefined {
	try {
		return context.helpers.assertBinaryData(itemIndex, binaryField);
	} catch {
		return undefined;
	}
}

/** Type and subtype with parameters, on one line (RFC 9110): nothing that could end a header. */
const MIME_TYPE =
	/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?: *; *[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[^"\\\p{Cc}]*"))*$/u;

function noFile(binaryField: string, fields: string[]): string {
	const has = fields.length > 0 ? fields.map((name) => `"${name}"`).join(', ') : 'none';
	return `The item has no binary field "${binaryField}"; it has ${has}. Check the name of the field, or the step that it comes from.`;
}

function textOf(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
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
