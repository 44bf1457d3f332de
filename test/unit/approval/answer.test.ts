import fc from '../../support/fastCheck';

import { answer } from '../../../nodes/NetSapiensApproval/answer';
import { ask } from '../../../nodes/NetSapiensApproval/ask';
import { LONGEST_REASON } from '../../../nodes/NetSapiensApproval/page';
import { linkIn } from '../../support/approval';
import { FakeRun, type Situation } from './fakes';

/** An execution that waits for an answer, and the links it has sent. */
async function asked(situation: Situation = {}) {
	const run = new FakeRun(situation);
	await ask(run.execution());
	return { run, links: run.texts.map(linkIn) };
}

const dataOf = (result: Awaited<ReturnType<typeof answer>>) =>
	result.workflowData?.[0]?.map(({ json }) => json.data);

test('a look at the link shows the question and decides nothing', async () => {
	const { run, links } = await asked();
	const result = await answer(run.visit(links[0]!));
	expect(result).toEqual({ noWebhookResponse: true });
	expect(run.shown).toMatchObject({
		status: 200,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': expect.stringContaining("default-src 'none'"),
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
		},
		html: expect.stringMatching(/Refund \$250\?[^]*>Approve<[^]*>Decline</),
	});
});

test('the buttons say what was chosen for them', async () => {
	const options = { approveLabel: ' Go ahead ', declineLabel: 12 };
	const { run, links } = await asked({ parameters: { options } });
	await answer(run.visit(links[0]!));
	expect(run.shown?.html).toMatch(/>Go ahead<[^]*>12</);
	await answer(run.visit(links[0]!, { body: {} }));
	expect(run.shown?.html).toContain('Press &quot;Go ahead&quot; or &quot;12&quot;.');
});

test('a conversation answers as one', async () => {
	const parameters = { messageType: 'chat', chatWith: 'conversation', messagesession: 'ab12' };
	const conversation = { 'messagesession-participants': '102,103' };
	const { run, links } = await asked({ parameters, conversation });
	const result = await answer(run.visit(links[0]!, { body: { approved: 'true' } }));
	expect(dataOf(result)).toMatchObject([{ respondedBy: '102, 103' }]);
});

test.each([
	['true', 1, { approved: true, respondedBy: '12025550132' }],
	['false', 0, { approved: false, respondedBy: '12025550131' }],
])('the button %s of person %d is the answer', async (approved, person, wanted) => {
	const { run, links } = await asked({ parameters: { destination: '12025550131,12025550132' } });
	const result = await answer(run.visit(links[person]!, { body: { approved, reason: '' } }));
	expect(dataOf(result)).toEqual([
		{ ...wanted, respondedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
	]);
	expect(result.workflowData?.[0]?.[0]?.pairedItem).toEqual({ item: 0 });
	expect(result.webhookResponse).toContain(wanted.approved ? 'Approved' : 'Declined');
	expect(run.shown).toBeUndefined();
});

test('the answer says who did not get the question', async () => {
	const { run, links } = await asked({
		parameters: { destination: '12025550131,12025550132' },
		refused: { '12025550131': 404 },
	});
	const result = await answer(run.visit(links[1]!, { body: { approved: 'true' } }));
	expect(dataOf(result)).toMatchObject([
		{
			respondedBy: '12025550132',
			notSentTo: [{ recipient: '12025550131', error: expect.stringContaining('No such number') }],
		},
	]);
});

describe('the reason', () => {
	test('is cut of blanks and of what is too much', async () => {
		const { run, links } = await asked();
		const reason = ` ${'x'.repeat(LONGEST_REASON + 5)} `;
		const result = await answer(run.visit(links[0]!, { body: { approved: 'false', reason } }));
		expect(dataOf(result)).toMatchObject([{ reason: 'x'.repeat(LONGEST_REASON) }]);
	});

	test('is nobody’s who approves or was not asked for one', async () => {
		const { run, links } = await asked();
		const approved = await answer(
			run.visit(links[0]!, { body: { approved: 'true', reason: 'Why not' } }),
		);
		expect(dataOf(approved)?.[0]).not.toHaveProperty('reason');

		const other = await asked({ parameters: { options: { reason: 'none' } } });
		const declined = await answer(
			other.run.visit(other.links[0]!, { body: { approved: 'false', reason: 'No' } }),
		);
		expect(dataOf(declined)?.[0]).not.toHaveProperty('reason');
	});

	test.each([undefined, '', '  ', ['a', 'b']])(
		'%j is none where one is required',
		async (reason) => {
			const { run, links } = await asked({ parameters: { options: { reason: 'required' } } });
			const result = await answer(run.visit(links[0]!, { body: { approved: 'false', reason } }));
			expect(result).toEqual({ noWebhookResponse: true });
			expect(run.shown).toMatchObject({ status: 400, html: expect.stringContaining('Say why') });
		},
	);

	test('is taken where one is required', async () => {
		const { run, links } = await asked({ parameters: { options: { reason: 'required' } } });
		const body = { approved: 'false', reason: 'Too much' };
		const result = await answer(run.visit(links[0]!, { body }));
		expect(dataOf(result)).toMatchObject([{ approved: false, reason: 'Too much' }]);
	});

	test('goes to the model where the question guards a tool, and only there', async () => {
		const { run, links } = await asked();
		const body = { approved: 'false', reason: 'Not today' };
		const type = 'n8n-nodes-netsapiens-pbx.netSapiensApprovalHitlTool';
		const guard = await answer(run.visit(links[0]!, { body, type }));
		expect(dataOf(guard)).toMatchObject([{ reason: 'Not today', chatInput: 'Not today' }]);
		const step = await answer(run.visit(links[0]!, { body }));
		expect(dataOf(step)?.[0]).not.toHaveProperty('chatInput');
		const silent = await answer(run.visit(links[0]!, { body: { approved: 'false' }, type }));
		expect(dataOf(silent)?.[0]).not.toHaveProperty('chatInput');
	});
});

test('nothing but the two buttons decides', async () => {
	const { run, links } = await asked();
	const bodies = fc.oneof(
		fc.constant(null),
		fc.record({ approved: fc.anything().filter((one) => one !== 'true' && one !== 'false') }),
		fc.dictionary(fc.string(), fc.string()).filter(({ approved }) => !approved),
	);
	await fc.assert(
		fc.asyncProperty(bodies, async (body) => {
			expect(await answer(run.visit(links[0]!, { body }))).toEqual({ noWebhookResponse: true });
			expect(run.shown?.status).toBe(400);
		}),
	);
});

describe('an older link', () => {
	test('answers no newer question', async () => {
		const { run, links } = await asked();
		await ask(run.execution());
		for (const body of [undefined, { approved: 'true' }]) {
			expect(await answer(run.visit(links[0]!, { body }))).toEqual({ noWebhookResponse: true });
			expect(run.shown).toMatchObject({
				status: 410,
				html: expect.stringContaining('Already answered'),
			});
		}
		const newer = await answer(run.visit(linkIn(run.texts.at(-1)), { body: { approved: 'true' } }));
		expect(dataOf(newer)).toMatchObject([{ approved: true }]);
	});

	test('of an execution that asks nothing says so', async () => {
		const { links } = await asked();
		const other = new FakeRun();
		await answer(other.visit(links[0]!, { body: { approved: 'true' } }));
		expect(other.shown?.status).toBe(410);
	});
});
