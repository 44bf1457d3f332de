import { NodeApiError, type INode } from 'n8n-workflow';
import { readReply } from '../../../nodes/NetSapiens/transport/answers';
import { explainedError, type Setting } from '../../../nodes/NetSapiens/transport/errors';
import { failureOf, type Failure } from '../../../nodes/NetSapiens/transport/failure';

const node = { id: '1', name: 'NetSapiens', type: 'x', typeVersion: 1, parameters: {} } as INode;
const setting: Setting = {
	method: 'POST',
	base: 'https://pbx.example.com/ns-api/v2',
	secrets: ['s3cret-word', '4711'],
};
const answer = (status: number, body: unknown) =>
	failureOf(readReply(status, {}, typeof body === 'string' ? body : JSON.stringify(body)));
const explained = (failure: Failure, more: Partial<Setting> = {}) =>
	explainedError(node, failure, { ...setting, ...more });

test('is an error as n8n wants it, with status and item', () => {
	const error = explained(answer(404, { message: 'No' }), { itemIndex: 7 });
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error.httpCode).toBe('404');
	expect(error.context.itemIndex).toBe(7);
	expect(error.context.data).toEqual({ message: 'No' });
	expect(error.node).toBe(node);
});

test('has no status when there was no answer', () => {
	const error = explained({ status: 0, words: '', page: false, code: 'ENOTFOUND', report: '' });
	expect(error.httpCode).toBeNull();
	expect(error.context.data).toBeUndefined();
});

test.each(['remoteAccess is off', 'siteAccess', 'superman', 'WhereNowhereENOENT', 'eperm'])(
	'keeps words in which n8n sees a code of Node.js: %s',
	(words) => {
		const error = explained(answer(403, { message: words }));
		expect(error.message).toBe(`The server does not allow this: ${words}`);
		expect(new NodeApiError(node, error as never).message).toBe(error.message);
	},
);

describe('no secret is in it', () => {
	const everywhere = (error: NodeApiError) =>
		JSON.stringify({ ...error, message: error.message, description: error.description });

	test.each<[string, unknown]>([
		['in the words', { message: 'bad s3cret-word here' }],
		['in a page', '<title>s3cret-word</title>'],
		['in a field', { message: 'x', sent: { pwd: 's3cret-word', list: ['s3cret-word'] } }],
		['in the name of a field', { message: 'x', 's3cret-word': 1 }],
		['as a number', { message: 'x', pin: 4711 }],
		['behind a line break', { message: 'x', text: 'a\ns3cret-word\neyJhbGciOi.eyJzdWIi' }],
		['in plain text', 's3cret-word'],
		['at the end of what is shown', { message: `${'x'.repeat(295)} s3cret-word` }],
		['at the end of what is stored', { message: 'x', text: `${'x '.repeat(2_489)}s3cret-word` }],
	])('%s', (_, body) => {
		const text = everywhere(explained(answer(400, body)));
		expect(text).not.toMatch(/s3c|4711|eyJ/);
	});

	test('where a redirect points', () => {
		const location = 'https://s3cret-word.example.com/ns-api/v2';
		const error = explained(failureOf(readReply(302, { location }, '')));
		expect(error.message).toContain('https://***.example.com/ns-api/v2');
		expect(error.description).toContain('put https://***.example.com into');
	});

	test('and the rest of the answer stays as it is', () => {
		const body = { a: [1, true, null, 'x'], b: { c: 'y s3cret-word' } };
		expect(explained(answer(400, body)).context.data).toEqual({
			a: [1, true, null, 'x'],
			b: { c: 'y ***' },
		});
	});
});

describe('large answers', () => {
	test('are quoted and stored in part', () => {
		const error = explained(answer(500, { message: 'word '.repeat(100_000) }));
		expect(error.message.length).toBeLessThan(400);
		expect(error.message).toMatch(/…$/);
		expect((error.context.data as unknown as string).length).toBe(5_001);
	});

	test('what fits is stored whole', () => {
		const body = { text: 'word '.repeat(900) };
		expect(explained(answer(500, body)).context.data).toEqual(body);
	});
});
