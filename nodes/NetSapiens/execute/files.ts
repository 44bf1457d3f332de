import { randomBytes } from 'node:crypto';
import {
	UserError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import type { ApiRequest } from '../transport/api';
import type { Operation } from './operation';
import type { Values } from './values';

/**
 * What is sent: the request with the item's binary field, one request for each where it may name
 * several, or the request as it is.
 *
 * @throws UserError naming the binary field when it holds no file that can be sent
 */
export async function* withFiles(
	context: IExecuteFunctions,
	{ multipart, media }: Pick<Operation, 'multipart' | 'media'>,
	request: ApiRequest,
	file: Values['file'],
	itemIndex: number,
): AsyncGenerator<ApiRequest> {
	if (multipart) yield await withUpload(context, request, file, itemIndex);
	else if (media && file) yield* withMedia(context, request, file, media, itemIndex);
	else yield request;
}

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
	const { mimeType, content } = await base64Of(context, file.binaryField, itemIndex);
	return { ...request, body: { ...request.body, filetype: mimeType, base64_file: content } };
}

/**
 * A file of the item, its content as base64 text.
 *
 * @throws UserError naming the binary field when it holds no file that can be sent
 */
export async function base64Of(
	context: IExecuteFunctions,
	binaryField: string,
	itemIndex: number,
): Promise<{ fileName: string; mimeType: string; content: string }> {
	const { fileName, mimeType, bytes } = await openFile(context, { binaryField }, itemIndex);
	return { fileName, mimeType, content: (await joined([bytes])).toString('base64') };
}

/** Servers take 25 MB in one request (facts: uploads); base64 makes three bytes four. */
const LARGEST_MEDIA = Math.floor((25 * 1024 * 1024 * 3) / 4) - 64 * 1024;

/**
 * One request for each of the item's binary fields, with the file as base64 text in the body; they
 * are made one by one, so that one file at a time is in memory. The text goes with the first.
 *
 * @throws UserError naming the binary field when it holds no file that can be sent
 */
async function* withMedia(
	context: IExecuteFunctions,
	request: ApiRequest,
	file: NonNullable<Values['file']>,
	names: NonNullable<Operation['media']>,
	itemIndex: number,
): AsyncGenerator<ApiRequest> {
	const fields = file.binaryField.split(',').map((name) => name.trim());
	const files = await Promise.all(
		fields.map(async (binaryField) => {
			const opened = await openFile(context, { binaryField }, itemIndex);
			const { size } = opened.bytes;
			if (size > LARGEST_MEDIA) throw new UserError(tooLarge(binaryField, size));
			return opened;
		}),
	);
	let body = request.body as IDataObject;
	for (const { mimeType, bytes } of files) {
		const content = (await joined([bytes])).toString('base64');
		const { type, size } = names;
		yield {
			...request,
			body: { ...body, [file.name]: content, [type]: mimeType, [size]: bytes.size },
		};
		body = { ...body, [names.text]: '' };
	}
}

function tooLarge(binaryField: string, size: number): string {
	const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
	return `The file in the binary field "${binaryField}" has ${megabytes(size)} MB. A message takes up to ${megabytes(LARGEST_MEDIA)} MB; send a smaller file.`;
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
	const pieces = Object.entries((request.body ?? {}) as IDataObject).flatMap(([name, value]) =>
		part(boundary, `name="${quoted(name)}"`, text(textOf(value))),
	);
	if (file) pieces.push(...(await filePart(context, boundary, file, itemIndex)));
	return {
		...request,
		body: await joined([...pieces, text(`--${boundary}--\r\n`)]),
		fields: request.body as IDataObject,
		headers: { ...request.headers, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
	};
}

/** Some bytes of a body; those of a file come as they are read. */
interface Bytes {
	size: number;
	chunks: Iterable<Buffer> | AsyncIterable<Buffer>;
}

function held(bytes: Buffer): Bytes {
	return { size: bytes.length, chunks: [bytes] };
}

const text = (words: string): Bytes => held(Buffer.from(words));

/**
 * All bytes, one behind the other, in the memory that they take and no more: files are large.
 *
 * @throws UserError when there are more or fewer of them than was said
 */
async function joined(pieces: Bytes[]): Promise<Buffer> {
	const all = Buffer.allocUnsafe(pieces.reduce((sum, { size }) => sum + size, 0));
	let end = 0;
	for (const { chunks } of pieces) {
		for await (const chunk of chunks) {
			chunk.copy(all, end);
			end += chunk.length;
		}
	}
	if (end === all.length) return all;
	throw new UserError(
		'The file is not as long any more as it was when n8n stored it. Run the step again that it comes from.',
	);
}

/** A file of the item, ready to be read. @throws UserError when it cannot be sent */
async function openFile(
	context: IExecuteFunctions,
	{ binaryField }: Pick<NonNullable<Values['file']>, 'binaryField'>,
	itemIndex: number,
): Promise<{ fileName: string; mimeType: string; bytes: Bytes }> {
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
	const bytes = await bytesOf(context, file);
	if (bytes.size > 0) return { fileName, mimeType, bytes };
	throw new UserError(
		`The file in the binary field "${binaryField}" is empty (0 bytes). Check the step that it comes from.`,
	);
}

/** Where n8n keeps files beside the workflow's data, they are read bit by bit. */
async function bytesOf(
	{ helpers }: IExecuteFunctions,
	{ id, data = '' }: Partial<IBinaryData>,
): Promise<Bytes> {
	if (!id) return held(Buffer.from(data, 'base64'));
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return { size: fileSize, chunks: stored(helpers, id) };
}

async function* stored(helpers: IExecuteFunctions['helpers'], id: string): AsyncIterable<Buffer> {
	yield* (await helpers.getBinaryStream(id)) as AsyncIterable<Buffer>;
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
): Promise<Bytes[]> {
	const { fileName, mimeType, bytes } = await openFile(context, file, itemIndex);
	const disposition = `name="${quoted(file.name)}"; filename="${quoted(fileName)}"`;
	return part(boundary, `${disposition}\r\nContent-Type: ${mimeType}`, bytes);
}

/** One part of a form (RFC 7578). */
function part(boundary: string, disposition: string, content: Bytes): Bytes[] {
	const head = `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
	return [text(head), content, text('\r\n')];
}

function quoted(name: string): string {
	return name.replace(/"/g, '%22').replace(/[\r\n]+/g, ' ');
}
