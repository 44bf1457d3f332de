import { DateTime } from 'luxon';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { addressAllowed } from '../NetSapiens/transport/addresses';
import { readPost } from './body';
import { readCalls, readEndpoint, writeCalls } from './endpoint';
import { isModel } from './events';
import { itemsOf } from './items';
import { emptyMemory, learn, memoryOf, pack, type Memory } from './memory';
import { listeningOf } from './listening';
import { secretMatches } from './sender';
import { readAllowedAddresses, readChoice } from './settings';

/** Takes a post of the server: checks who sent it and starts one execution with its events. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const { model, secret } = context.getQueryData() as { model?: unknown; secret?: unknown };
	if (!addressAllowed(request.ip, readAllowedAddresses(context))) {
		return refuse(context, 401, `its address ${request.ip ?? ''} is not allowed`);
	}
	const saved = readEndpoint(context).secret;
	if (!secretMatches(secret, saved ?? listeningOf(context.getNode())?.secret)) {
		return refuse(context, 401, 'it has not the secret of this trigger');
	}
	// Under content types that n8n does not parse, the body is still on the wire.
	await request.readRawBody();
	const post = readPost(context.getBodyData(), request.rawBody);
	if ('status' in post) return refuse(context, post.status, post.reason);

	const memory = memoryFor(context);
	const arrival = {
		model: isModel(model) ? model : null,
		objects: post.events,
		at: DateTime.utc(),
	};
	const items = itemsOf(arrival, readChoice(context), memory).map((json) => ({ json }));
	// Before n8n has saved the rest, saving the calls would wipe it.
	const answered = saved !== undefined && memory.changed && keepCalls(context, memory);
	if (items.length === 0) return answered ? { noWebhookResponse: true } : {};
	return { noWebhookResponse: answered, workflowData: [items] };
}

/** Throwing would make an execution; an answer of our own makes none. */
function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	context.logger.warn(`${context.getNode().name} refused a post: ${reason}`);
	const message = status === 401 ? 'Unauthorized' : reason;
	context.getResponseObject().status(status).json({ code: status, message });
	return { noWebhookResponse: true };
}

/** Tests start afresh each time: the same event may be tried again and again. */
function memoryFor(context: IWebhookFunctions): Memory {
	if (context.getMode() === 'manual') return emptyMemory();
	const memory = memoryOf(`${context.getWorkflow().id ?? ''}/${context.getNode().id}`);
	learn(memory, readCalls(context));
	return memory;
}

/**
 * Writes the calls into the workflow, for other processes and the next start. n8n only saves what a
 * webhook writes when the webhook answers by itself, before the execution starts.
 */
function keepCalls(context: IWebhookFunctions, memory: Memory): boolean {
	if (context.getMode() === 'manual') return false;
	writeCalls(context, pack(memory));
	context.getResponseObject().status(200).end();
	return true;
}
