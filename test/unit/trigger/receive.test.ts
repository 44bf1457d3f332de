import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { receive } from '../../../nodes/NetSapiensTrigger/receive';
import { call, message } from './samples';

interface Request {
	query?: IDataObject;
	body?: unknown;
	raw?: string;
	ip?: string;
	parameters?: IDataObject;
	staticData?: IDataObject;
	mode?: string;
	node?: string;
}

/** A post to a trigger whose secret is `right`, and what the trigger made of it. */
async function post(given: Request) {
	const answers: Array<{ status: number; body?: unknown }> = [];
	const warnings: string[] = [];
	const parameters: IDataObject = { events: ['smsReceived', 'callRinging'], ...given.parameters };
	const staticData = given.staticData ?? { secret: 'right' };
	const response = {
		status: (status: number) => {
			answers.push({ status });
			return response;
		},
		json: (body: unknown) => void Object.assign(answers[answers.length - 1] ?? {}, { body }),
		end: () => undefined,
	};
	const request = {
		ip: given.ip ?? '203.0.113.7',
		rawBody: undefined as Buffer | undefined,
		readRawBody: async () => {
			if (given.raw !== undefined) request.rawBody = Buffer.from(given.raw);
		},
	};
	const context = {
		getRequestObject: () => request,
		getResponseObject: () => response,
		getQueryData: () => given.query ?? { model: 'message', secret: 'right' },
		getBodyData: () => given.body ?? {},
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: () => staticData,
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: given.node ?? Math.random().toString(), name: 'NetSapiens Trigger' }),
		getMode: () => given.mode ?? 'webhook',
		logger: { warn: (line: string) => warnings.push(line) },
	} as unknown as IWebhookFunctions;
	const result = await receive(context);
	const items = result.workflowData?.[0]?.map(({ json }) => json) ?? [];
	return { result, items, answers, warnings, staticData };
}

test('a good post gives its items, and n8n answers', async () => {
	const { result, items, answers } = await post({ body: [message(), message({ id: 2 })] });
	expect(items).toHaveLength(2);
	expect(result.noWebhookResponse).toBe(false);
	expect(answers).toEqual([]);
});

test.each([
	['no secret', { query: { model: 'message' } }],
	['a wrong secret', { query: { model: 'message', secret: 'wrong' } }],
	['two secrets', { query: { model: 'message', secret: ['right', 'right'] } }],
	['a trigger that has none yet', { staticData: {} }],
	['an address that is not allowed', { parameters: { options: { allowedAddresses: '10.0.0.1' } } }],
])('a post with %s gets 401, starts nothing and leaves one line', async (_, request) => {
	const { result, answers, warnings } = await post({ body: [message()], ...request });
	expect(answers).toEqual([{ status: 401, body: { code: 401, message: 'Unauthorized' } }]);
	expect(result).toEqual({ noWebhookResponse: true });
	expect(warnings).toHaveLength(1);
	expect(warnings[0]).not.toContain('wrong');
});

test.each([
	['no array', { body: { a: 1 } }, 400],
	['no JSON', { raw: '<a/>' }, 400],
])('a body that is %s is refused', async (_, request, status) => {
	const { result, answers } = await post(request);
	expect(answers).toMatchObject([{ status }]);
	expect(result.workflowData).toBeUndefined();
});

test('a post of a model that nobody documents is passed on under Any Event', async () => {
	const { items } = await post({
		query: { model: 'call_recording', secret: 'right' },
		body: [{ object: 'call_recording', status: 'converted' }],
		parameters: { events: ['anyEvent'], otherModels: 'call_recording' },
	});
	expect(items).toMatchObject([
		{ event: 'anyEvent', model: 'call_recording', raw: { status: 'converted' } },
	]);
});

test('a body of another content type is read from the wire', async () => {
	const { items } = await post({ raw: JSON.stringify([message()]) });
	expect(items).toHaveLength(1);
});

test('a post without any chosen event starts nothing', async () => {
	const { result } = await post({ body: [message({ direction: 'term' })] });
	expect(result).toEqual({});
	expect((await post({ body: [] })).result).toEqual({});
});

const toCall = { query: { model: 'call', secret: 'right' } };

test('a call is noted in the workflow, for which the trigger answers by itself', async () => {
	const staticData: IDataObject = { secret: 'right' };
	const { result, answers } = await post({ ...toCall, body: [call()], staticData });
	expect(result).toMatchObject({ noWebhookResponse: true, workflowData: [[expect.anything()]] });
	expect(answers).toEqual([{ status: 200 }]);

	// Another process knows it from there.
	const again = await post({ ...toCall, body: [call()], staticData, node: 'elsewhere' });
	expect(again.result).toEqual({});
});

test('a call without any chosen event is noted all the same, and answered once', async () => {
	const parameters = { events: ['missedCall'] };
	const { result, answers, staticData } = await post({ ...toCall, body: [call()], parameters });
	expect(result).toEqual({ noWebhookResponse: true });
	expect(answers).toEqual([{ status: 200 }]);
	expect(staticData.calls).toEqual(expect.stringContaining('101@acme.example'));
});

test('a call that changed nothing is not noted again', async () => {
	const node = 'same';
	const staticData: IDataObject = { secret: 'right' };
	await post({ ...toCall, body: [call()], node, staticData });
	const { result, answers } = await post({ ...toCall, body: [call()], node, staticData });
	expect(result).toEqual({});
	expect(answers).toEqual([]);
});

test('a test listens afresh each time and notes nothing', async () => {
	const request = { ...toCall, body: [call()], node: 'test', mode: 'manual' };
	const { items, staticData } = await post(request);
	expect(items).toHaveLength(1);
	expect(staticData).toEqual({ secret: 'right' });
	expect((await post(request)).items).toHaveLength(1);
});

test('triggers do not know what others were told', async () => {
	expect((await post({ body: [message()], node: 'a' })).items).toHaveLength(1);
	expect((await post({ body: [message()], node: 'b' })).items).toHaveLength(1);
	expect((await post({ body: [message()], node: 'a' })).items).toHaveLength(0);
});
