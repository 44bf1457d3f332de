import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { ask } from '../../../nodes/NetSapiensApproval/ask';
import { linkIn } from '../../support/approval';
import { FakeRun } from './fakes';
import { picked } from '../../support/built';

const path = '/domains/acme.example/users/101/messages';

test('each person gets one message, with a link of their own, and the execution waits', async () => {
	const run = new FakeRun({ parameters: { destination: '+1 (202) 555-0131, 12025550132' } });
	expect(await ask(run.execution())).toEqual([run.input]);
	expect(run.sent).toEqual(
		['12025550131', '12025550132'].map((to) => ({
			method: 'POST',
			url: path,
			body: {
				type: 'sms',
				destination: [to],
				'from-number': '12025550199',
				message: expect.stringMatching(/^Refund \$250\?\n\nhttps:\/\/n8n\.example\.com\/\S+$/),
			},
		})),
	);
	expect(new Set(run.texts.map(linkIn)).size).toBe(2);
	expect(run.waits).toEqual([WAIT_INDEFINITELY]);
	expect(run.hints).toEqual([]);
});

test('a chat names no number', async () => {
	const run = new FakeRun({ parameters: { messageType: 'chat', extensions: '102' } });
	await ask(run.execution());
	expect(run.sent).toMatchObject([{ url: path, body: { type: 'chat', destination: ['102'] } }]);
	expect(run.sent[0]?.body).not.toHaveProperty('from-number');
});

describe('a conversation', () => {
	const parameters = { messageType: 'chat', chatWith: 'conversation', messagesession: 'ab12' };
	const session = '/domains/acme.example/users/101/messagesessions/ab12';

	test.each([
		[{ 'messagesession-remote': '102', 'messagesession-participants': null }, ['102']],
		[{ messagesession_participants: '102, 103 ' }, ['102', '103']],
		// Blanks are nobody.
		[{ 'messagesession-participants': ' ', 'messagesession-remote': ' 102' }, ['102']],
	])('%j gets one message for all who are in it', async (conversation, destination) => {
		const run = new FakeRun({ parameters, conversation });
		await ask(run.execution());
		expect(run.sent).toMatchObject([
			{ method: 'GET', url: session },
			{ method: 'POST', url: `${session}/messages`, body: { type: 'chat', destination } },
		]);
		expect(run.waits).toHaveLength(1);
	});

	test.each([
		[
			{ 'messagesession-type': 'sms', 'messagesession-remote': '12025550131' },
			/text messages with 12025550131\. Choose the message type SMS/,
		],
		[{ 'messagesession-type': 'chat' }, /Nobody else/],
	])('%j is refused', async (conversation, words) => {
		const run = new FakeRun({ parameters, conversation });
		await expect(ask(run.execution())).rejects.toThrow(words);
		expect(run.texts).toEqual([]);
		expect(run.waits).toEqual([]);
	});
});

test('where the server is too old for conversations, people read which version has them', async () => {
	const run = new FakeRun({
		parameters: { messageType: 'chat', chatWith: 'conversation', messagesession: 'ab12' },
		conversation: { code: 404, message: 'No route found' },
	});
	await expect(ask(run.execution())).rejects.toMatchObject({
		description: expect.stringContaining('core version 45'),
	});
});

describe('when a message is not taken', () => {
	const destination = '12025550131, 12025550132, 12025550133';
	const refused = { '12025550132': 404 };

	test('the others get theirs and the execution waits, with word of who has none', async () => {
		const run = new FakeRun({ parameters: { destination }, refused });
		expect(await ask(run.execution())).toEqual([run.input]);
		expect(run.texts).toHaveLength(3);
		expect(run.waits).toEqual([WAIT_INDEFINITELY]);
		expect(run.hints).toEqual([
			{
				message: expect.stringMatching(
					/^The question was not sent to 12025550132\. .*No such number.*The others have it/,
				),
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	const all = { '12025550131': 404, '12025550132': 404, '12025550133': 404 };
	const nobody = { parameters: { destination }, refused: all };

	test('from anybody, nothing waits, and the error says whom it was for', async () => {
		const run = new FakeRun(nobody);
		await expect(ask(run.execution())).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The question was not sent to 12025550131, 12025550132, 12025550133\. .*No such number/,
			),
			description: expect.stringContaining('spelled as on the server'),
			httpCode: '404',
			context: { itemIndex: 0 },
		});
		expect(run.waits).toEqual([]);
		expect(run.hints).toEqual([]);
	});

	test('from anybody, a workflow that is to go on gets it as an item', async () => {
		const run = new FakeRun({ ...nobody, goesOn: true });
		expect(await ask(run.execution())).toEqual([
			[
				{
					json: {
						error: expect.stringContaining('not sent to 12025550131'),
						details: expect.objectContaining({ status: 404 }),
					},
					pairedItem: { item: 0 },
				},
			],
		]);
		expect(run.waits).toEqual([]);
	});
});

test('because the execution was stopped, the others get none either and nothing waits', async () => {
	const destination = '12025550131, 12025550132, 12025550133';
	const run = new FakeRun({ parameters: { destination }, stopAfter: 2 });
	await expect(ask(run.execution())).rejects.toThrow('The execution was stopped');
	expect(run.texts).toHaveLength(2);
	expect(run.waits).toEqual([]);
	expect(run.hints).toEqual([]);
});

test('numbers that an expression gives are taken as text', async () => {
	const run = new FakeRun({ parameters: { user: 101, message: 250, destination: 12025550131 } });
	await ask(run.execution());
	expect(run.sent).toMatchObject([{ url: path, body: { destination: ['12025550131'] } }]);
	expect(run.texts[0]).toMatch(/^250\n\nhttps/);
});

/** As n8n marks what people have to mend themselves. */
const theirs = { name: 'NodeOperationError', level: 'warning', context: { itemIndex: 0 } };

test('a value that can be in no path is named', async () => {
	const run = new FakeRun({ parameters: { domain: picked('acme/example') } });
	await expect(ask(run.execution())).rejects.toMatchObject({
		...theirs,
		message: expect.stringMatching(/^The question was not sent .*"domain" cannot be used/),
	});
	expect(run.sent).toEqual([]);
});

test.each([
	[{ message: ' ' }, '"Message" is empty'],
	[{ message: undefined }, '"Message" is empty'],
	[{ message: { text: 'Refund?' } }, '"Message" is empty'],
	[{ domain: '' }, '"Domain" is empty'],
	[{ domain: picked('') }, '"Domain" is empty'],
	[{ user: '' }, '"User" is empty'],
	[{ 'from-number': '' }, '"From Number" is empty'],
	[{ destination: ' , ' }, '"To" is empty'],
	[{ destination: undefined }, '"To" is empty'],
	[{ destination: 'Pat' }, '"To" takes phone numbers'],
	[{ messageType: 'chat', extensions: '' }, '"To Users" is empty'],
	[{ messageType: 'chat', chatWith: 'conversation' }, '"Message Session" is empty'],
	[{ messageType: 'fax' }, '"Message Type" takes one of'],
	[{ messageType: 'chat', chatWith: 'everybody' }, '"Chat With" takes one of'],
	[{ options: { reason: 'maybe' } }, '"Ask for a Reason" takes one of'],
	[
		{ options: { limitWaitTime: { values: { resumeAmount: 0, resumeUnit: 'hours' } } } },
		'"Amount" takes a number above 0',
	],
	[{ options: { limitWaitTime: { values: { limitType: 'never' } } } }, '"Limit Type" takes one of'],
])('%j is refused before anything is sent', async (parameters, words) => {
	const run = new FakeRun({ parameters });
	const message = expect.stringContaining(words) as string;
	await expect(ask(run.execution())).rejects.toMatchObject({ ...theirs, message });
	expect(run.sent).toEqual([]);
	expect(run.waits).toEqual([]);
});

test.each([
	['http://localhost:5678', 1],
	['http://127.0.0.1:5678', 1],
	['http://0.0.0.0:5678', 1],
	['http://[::1]:5678', 1],
	['https://n8n.example.com', 0],
	['https://localhost.example.com', 0],
	['https://not-localhost', 0],
])('links that begin with %s bring %d hints', async (base, count) => {
	const run = new FakeRun({ base });
	await ask(run.execution());
	const words = `leads to ${base}, which only n8n's own machine can open. Set WEBHOOK_URL`;
	const message = expect.stringContaining(words) as string;
	const hint = { message, type: 'warning', location: 'outputPane' };
	expect(run.hints).toEqual(Array(count).fill(hint));
});

test('asks n8n 1.x to check the signature of links, before any link is sent', async () => {
	const run = new FakeRun();
	const sentBefore: number[] = [];
	const context = Object.assign(run.execution(), {
		setSignatureValidationRequired: () => sentBefore.push(run.texts.length),
	});
	await ask(context);
	expect(sentBefore).toEqual([0]);
	expect(run.texts).toHaveLength(1);
});
