import { connect } from 'node:net';

/**
 * Sends a GET as it is, which a well-behaved client would tidy up.
 *
 * @param origin scheme, host and port; plain HTTP only
 * @param path goes into the request line unchanged
 * @returns head and body as they came over the wire, marks between chunks included
 */
export function getRaw(
	origin: string,
	path: string,
	headers: Record<string, string> = {},
): Promise<string> {
	const { hostname, port } = new URL(origin);
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return new Promise((resolve, reject) => {
		const socket = connect(Number(port), hostname, () =>
			socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n${lines.join('')}Connection: close\r\n\r\n`),
		);
		let answer = '';
		socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
		socket.on('end', () => resolve(answer));
		socket.on('error', reject);
	});
}

/** The body of a raw answer that is sent in these chunks. */
export const inChunks = (chunks: string[]): string =>
	[...chunks, ''].map((one) => `${one.length.toString(16)}\r\n${one}\r\n`).join('');
