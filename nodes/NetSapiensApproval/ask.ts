import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { failedItem } from '../NetSapiens/execute/failedItem';
import { Api } from '../NetSapiens/transport/api';
import { keepQuestion } from './question';
import { lettersFor, sendAll } from './send';
import { readSettings } from './settings';

/**
 * Sends the question and puts the execution to wait for the answer.
 *
 * @returns what flows on when nobody answers in time: the input
 * @throws NodeApiError or NodeOperationError when nobody got it; nothing waits then
 */
export async function ask(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		await context.putExecutionToWait(await sendQuestion(context));
	} catch (error) {
		if (!context.continueOnFail()) throw nodeError(context.getNode(), error as Error);
		return [[{ ...failedItem(error as Error), pairedItem: { item: 0 } }]];
	}
	return [context.getInputData()];
}

/** @returns until when to wait */
async function sendQuestion(context: IExecuteFunctions): Promise<Date> {
	const { way, question, until } = readSettings(context);
	const api = new Api(context);
	const letters = await lettersFor(api, way);
	const recipients = letters.map(({ recipient }) => recipient);
	warnOfLocalLinks(context);
	requireSignature(context);
	const asked = keepQuestion(context, { ...question, recipients });
	const refusals = await sendAll(api, letters, (index) => {
		const link = context.getSignedResumeUrl({ q: String(asked.number), to: String(index) });
		return `${question.text}\n\n${link}`;
	});
	for (const { recipient, error } of refusals) {
		(asked.notSentTo ??= []).push({ recipient, error: error.message });
		const message = `The question was not sent to ${recipient}. ${error.message}. The others have it, and their answer counts.`;
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
	return until;
}

/** n8n 1.x checks the signature of a link only when it is told to; newer ones always do. */
function requireSignature(context: IExecuteFunctions): void {
	const { setSignatureValidationRequired: require } = context as Partial<OfN8n1>;
	require?.call(context);
}

interface OfN8n1 {
	setSignatureValidationRequired: () => void;
}

/** Phones open no link to the machine that n8n itself runs on. */
function warnOfLocalLinks(context: IExecuteFunctions): void {
	const { origin, hostname } = new URL(context.getSignedResumeUrl());
	if (!/^(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1\])$/.test(hostname)) return;
	context.addExecutionHints({
		message: `The link in the message leads to ${origin}, which only n8n's own machine can open. Set WEBHOOK_URL (newer name: N8N_WEBHOOK_URL) to an address of n8n that phones can reach, and restart n8n.`,
		type: 'warning',
		location: 'outputPane',
	});
}

function nodeError(node: INode, error: Error): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	return new NodeOperationError(node, error, { itemIndex: 0, level: 'warning' });
}
