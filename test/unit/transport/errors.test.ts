import { NodeApiError, UserError, type INode } from 'n8n-workflow';
import {
	explainedError,
	readFailure,
	refusalInside,
} from '../../../nodes/NetSapiens/transport/errors';

const node = {
	name: 'NetSapiens',
	type: 'x',
	typeVersion: 1,
	parameters: {},
	position: [0, 0],
	id: '1',
} as INode;

/** What n8n's helper throws: its own error around that of its HTTP client. */
function thrown(status: number, data: unknown, headers = {}): NodeApiError {
	const config = { baseURL: 'https://pbx.example.com/ns-api/v2', url: '/x' };
	const inner = Object.assign(new Error('Request failed'), {
		response: { status, data, headers },
		config,
	});
	return new NodeApiError(node, inner as never, { httpCode: String(status) });
}

test.each<[number, unknown, string, string]>([
	[
		404,
		{ code: 404, message: 'Domain nope does not exist' },
		'Not found: Domain nope does not exist',
		'spelled',
	],
	[
		409,
		{ code: 409, message: 'UID already exists.' },
		'It exists already: UID already exists.',
		'Update',
	],
	[
		400,
		{ message: 'user is required' },
		'The server refused the values: user is required',
		'Check',
	],
	[
		401,
		{ message: 'Invalid Scope [APP001]' },
		'The credential may not do this: Invalid Scope [APP001]',
		'scope is too low',
	],
	[
		401,
		{ message: 'Unauthorized' },
		'The server did not accept the credential: Unauthorized',
		'test it',
	],
	[
		403,
		{ message: 'Permission Denied' },
		'The server does not allow this: Permission Denied',
		'read-only',
	],
	[403, '<html>Forbidden</html>', 'pbx.example.com blocks this n8n', 'firewall'],
	[429, '', 'The server asks to slow down', 'Concurrency'],
	[500, '<html>oops</html>', 'The server could not carry out the request (500)', 'provider'],
])('%d %p', (status, body, message, advice) => {
	const error = explainedError(node, thrown(status, body));
	expect(error.message).toBe(message);
	expect(error.description).toContain(advice);
	expect(error.httpCode).toBe(String(status));
});

test('an operation the server lacks names the version that has it', () => {
	const body = { code: 404, message: 'No Route Found [92]' };
	const newer = explainedError(node, thrown(404, body), { since: '45' });
	expect(newer.message).toContain('This server does not have the operation');
	expect(newer.description).toContain('core version 45');
	expect(explainedError(node, thrown(404, body), { since: '44' }).description).not.toContain(
		'core version 4',
	);
});

test('a server that is not there', () => {
	const inner = Object.assign(new Error('connect ECONNREFUSED'), {
		code: 'ECONNREFUSED',
		config: { baseURL: 'http://127.0.0.1:1/ns-api/v2' },
	});
	const error = explainedError(node, new NodeApiError(node, inner as never));
	expect(error.message).toContain('127.0.0.1:1 refuses the connection');
});

test('a refusal to sign in keeps its words', () => {
	const error = explainedError(
		node,
		new NodeApiError(node, new UserError('Paste the whole key.') as never),
	);
	expect(error.message).toBe('Paste the whole key.');
});

test('the item is named', () => {
	expect(explainedError(node, thrown(404, ''), { itemIndex: 7 }).context.itemIndex).toBe(7);
});

test('a refusal that came as bytes is read', () => {
	const bytes = Buffer.from('{"code":404,"message":"File not found."}');
	expect(readFailure(thrown(404, bytes)).words).toBe('File not found.');
});

test.each([
	[{ 'retry-after': '2' }, 2000],
	[{ 'retry-after': 3 }, 3000],
	[{}, undefined],
	[{ 'retry-after': 'nonsense' }, undefined],
])('Retry-After %p is %p ms', (headers, milliseconds) => {
	expect(readFailure(thrown(429, '', headers)).retryAfter).toBe(milliseconds);
});

test('a web page in place of an answer is a refusal', () => {
	const refusal = refusalInside('  <!DOCTYPE html><html></html>');
	expect(explainedError(node, refusal).message).toContain('a web page instead of data');
});

test('a code of 400 or more inside a 2xx answer is a refusal', () => {
	const refusal = refusalInside({
		code: 404,
		message: 'Not Found. Timeframe input was not found.',
	});
	expect(explainedError(node, refusal).message).toContain('Timeframe input was not found');
	for (const fine of [{ code: 202 }, { code: 'ABC' }, [{ code: 404 }], null, 'x', { total: 3 }]) {
		expect(refusalInside(fine)).toBeUndefined();
	}
});
