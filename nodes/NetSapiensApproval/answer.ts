import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { answeredPage, LONGEST_REASON, questionPage, thanksPage } from './page';
import { recallQuestion, type Question } from './question';

/**
 * Answers a request for the link of a message; n8n has checked its signature. A GET never decides
 * anything, whoever sends it: message apps, link previews and virus scanners open links by themselves.
 */
export async function answer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { q, to } = context.getQueryData() as { q?: string; to?: string };
	const question = recallQuestion(context);
	if (question === undefined || q !== String(question.number)) {
		return show(context, 410, answeredPage());
	}
	if (context.getRequestObject().method !== 'POST') {
		return show(context, 200, questionPage(question));
	}
	// n8n gives nothing at all for a body without anything in it.
	const body = (context.getBodyData() as IDataObject | undefined | null) ?? {};
	const given = readAnswer(body, question);
	if (typeof given === 'string') return show(context, 400, questionPage(question, given));
	const { approved, reason } = given;
	const respondedBy = question.recipients[Number(to)] ?? '';
	const data = {
		approved,
		...(reason === '' ? {} : { reason }),
		respondedAt: new Date().toISOString(),
		respondedBy,
		...(question.notSentTo ? { notSentTo: question.notSentTo } : {}),
		// n8n hands this to the model in place of "rejected", when the question guards a tool.
		...(reason !== '' && isGuard(context) ? { chatInput: reason } : {}),
	};
	return {
		webhookResponse: thanksPage(approved),
		workflowData: [[{ json: { data }, pairedItem: { item: 0 } }]],
	};
}

/** @returns the answer, or what to tell the person whose answer cannot be taken */
function readAnswer(
	{ approved, reason: typed }: IDataObject,
	{ reason: wanted, approveLabel, declineLabel }: Question,
): { approved: boolean; reason: string } | string {
	if (approved === 'true') return { approved: true, reason: '' };
	if (approved !== 'false') return `Press "${approveLabel}" or "${declineLabel}".`;
	const reason = typeof typed === 'string' ? typed.trim().slice(0, LONGEST_REASON) : '';
	if (wanted === 'required' && reason === '') return 'Say why you decline.';
	return { approved: false, reason: wanted === 'none' ? '' : reason };
}

/** Whether the node is the form of it that asks before an agent's tool runs. */
function isGuard(context: IWebhookFunctions): boolean {
	return context.getNode().type.endsWith('HitlTool');
}

/** Shows a page and lets the execution wait on. */
function show(context: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	context
		.getResponseObject()
		.status(status)
		.set({
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			'cache-control': 'no-store',
			// The address is what answers the question.
			'referrer-policy': 'no-referrer',
		})
		.send(html);
	return { noWebhookResponse: true };
}
