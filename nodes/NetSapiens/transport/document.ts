import { UserError } from 'n8n-workflow';
import type { ApiContext } from './context';
import { readReply, type Reply } from './answers';
import { sendForStream, type ByteStream, type Terms } from './send';

/** Documents are about 2 MB; what is much larger is something else. */
const LARGEST_BYTES = 25 * 1024 * 1024;

/** Where a server keeps the OpenAPI document of its own API (facts: versions). */
export function documentUrl(base: string): string {
	return base.replace(/\/v2$/, '/webroot/openapi/openapi.json');
}

/**
 * Reads the document with the credential, which some servers ask for there too.
 *
 * @throws what n8n's helper throws without an answer, and when there is no end to the document
 */
export async function readDocument(context: ApiContext, url: string, terms: Terms): Promise<Reply> {
	const { status, headers, stream } = await sendForStream(context, { method: 'GET', url }, terms);
	return readReply(status, headers, await textOf(stream));
}

async function textOf(stream: ByteStream): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > LARGEST_BYTES) throw new UserError('It is larger than any document of the API');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString();
}
