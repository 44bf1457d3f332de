import {
	UserError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import { apiBaseUrl } from '../../../credentials/signIn/server';
import { isPage, readReply, type Reply } from './answers';
import type { ApiContext } from './context';
import { sendForStream, type ByteStream, type Incoming, type Terms, type Wire } from './send';

/** Where a file lies, and what to call it when the server does not say. */
export interface Link {
	/** As the server gave it: a URL, or a path on the server itself. */
	url: string;
	fileName?: string;
	mimeType?: string;
}

/** A file that n8n has stored. */
export interface Saved {
	status: number;
	file: IBinaryData;
}

const REDIRECTS = 5;

/** Stores the bytes an operation answers with. @returns the answer itself when it is no file */
export async function saveAnswer(
	context: ApiContext,
	wire: Wire,
	terms: Terms,
): Promise<Saved | Reply> {
	const headers = { Accept: '*/*', ...wire.headers };
	return await store(context, await sendForStream(context, { ...wire, headers }, terms), {});
}

/**
 * Stores what a signed link leads to. It is asked for without the credential; only when the
 * configured server itself refuses that, with it.
 */
export async function saveLink(
	context: ApiContext,
	link: Link,
	terms: Terms,
): Promise<Saved | Reply> {
	const incoming = await fetchPlainly(context, link.url, terms);
	const { origin } = new URL(apiBaseUrl(terms.credential.server));
	const refused = incoming.status === 401 || incoming.status === 403;
	if (!refused || new URL(link.url).origin !== origin) return await store(context, incoming, link);
	incoming.stream.destroy();
	const wire: Wire = { method: 'GET', url: link.url, headers: { Accept: '*/*' } };
	return await store(context, await sendForStream(context, wire, terms), link);
}

/** Redirects may be followed here: nothing goes along that is not in the address. */
async function fetchPlainly(
	context: ApiContext,
	url: string,
	{ credential, signal }: Terms,
): Promise<Incoming> {
	const response = (await context.helpers.httpRequest({
		url,
		headers: { Accept: '*/*' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		maxRedirects: REDIRECTS,
		skipSslCertificateValidation: credential.ignoreSslIssues === true,
		abortSignal: signal,
	})) as { statusCode: number; headers: IDataObject; body: ByteStream };
	return { status: response.statusCode, headers: response.headers, stream: response.body };
}

/** Hands the stream to n8n, after a look at how it begins. */
async function store(
	context: ApiContext,
	{ status, headers, stream }: Incoming,
	{ fileName, mimeType }: Partial<Link>,
): Promise<Saved | Reply> {
	const { helpers } = context as IExecuteFunctions;
	const type =
		String(headers['content-type'] ?? '')
			.split(';')[0]
			?.trim() ?? '';
	const begin = await firstBytes(stream);
	// A template is a page, and its record says so.
	const isExpected = type === mimeType && type.startsWith('text/');
	const isGood = status >= 200 && status < 300 && begin !== '';
	const isFile = isGood && (isExpected || !isWords(type, begin));
	if (!isFile) return readReply(status, headers, await helpers.binaryToString(stream));
	const name = nameIn(headers) ?? fileName;
	const file = await helpers.prepareBinaryData(stream, name, type || mimeType);
	return { status, file };
}

/** Whether an answer is a web page or JSON, and so no file, whatever its type says. */
function isWords(type: string, begin: string): boolean {
	return /[/+]json$/i.test(type) || (isPage(begin) && !/xml|svg/i.test(type));
}

/** How a stream begins, as text; empty when there is nothing in it. The bytes stay in it. */
async function firstBytes(stream: ByteStream): Promise<string> {
	const chunk = await new Promise<unknown>((resolve, reject) => {
		stream.once('error', reject);
		stream.once('end', () => resolve(null));
		stream.once('readable', () => {
			const read: unknown = stream.read();
			// At once: a short file's stream would end before.
			if (Buffer.isBuffer(read)) stream.unshift(read);
			resolve(read);
		});
	});
	return Buffer.isBuffer(chunk) ? chunk.subarray(0, 200).toString('latin1') : '';
}

function nameIn(headers: IDataObject): string | undefined {
	const disposition = String(headers['content-disposition'] ?? '');
	return /filename="?([^";\r\n]+)"?/i.exec(disposition)?.[1]?.replace(/^.*[/\\]/, '');
}

/**
 * The whole address of a link of the server, which may be relative.
 *
 * @throws UserError when it is no web address
 */
export function linkUrl(link: string, base: string): string {
	const folder = base.replace(/v2$/, '');
	const url = URL.canParse(link, folder) ? new URL(link, folder) : undefined;
	if (link.trim() !== '' && (url?.protocol === 'https:' || url?.protocol === 'http:'))
		return url.href;
	throw new UserError('The server gave an address for the file that is no web address.');
}
