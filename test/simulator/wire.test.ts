/** What stands on the wire when a request is none, or never comes to its end. */
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';

import { simulatorInProcess, SMALL, type InProcess } from './in-process';

let simulator: InProcess;
let port: number;

beforeAll(async () => {
	simulator = await simulatorInProcess({ ...SMALL, requestTimeout: 300 });
	await simulator.app.listen({ port: 0, host: '127.0.0.1' });
	({ port } = simulator.app.server.address() as AddressInfo);
});
afterAll(() => simulator.stop());

/** Sends some bytes and reads until the server hangs up. */
const say = async (bytes: string): Promise<string> =>
	await new Promise((resolve, reject) => {
		let heard = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
		socket.setEncoding('utf8');
		socket.on('data', (part: string) => (heard += part));
		socket.once('end', () => resolve(heard));
		socket.once('error', reject);
	});

test.each([
	['no request', 'Hello?\r\n\r\n', '400 Bad Request'],
	['half a head', 'GET /ns-api/v2/version HTTP/1.1\r\nHost: x', '408 Request Timeout'],
	[
		'half a body',
		'POST /ns-api/v2/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
		'408 Request Timeout',
	],
])('to %s the server says so in whole, and hangs up', async (_what, bytes, status) => {
	const [head = '', body = ''] = (await say(bytes)).split('\r\n\r\n');
	const [first, ...headers] = head.split('\r\n');
	expect(first).toBe(`HTTP/1.1 ${status}`);
	expect(headers).toContain('Content-Type: application/json; charset=utf-8');
	expect(headers).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
	expect(headers).toContain('Connection: close');
	const [code = '', ...message] = status.split(' ');
	expect(JSON.parse(body)).toEqual({ code: Number(code), message: message.join(' ') });
});
