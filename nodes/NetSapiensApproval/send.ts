import {
	NodeApiError,
	NodeOperationError,
	UserError,
	type IDataObject,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { spelled } from '../NetSapiens/spellings';
import type { Api } from '../NetSapiens/transport/api';
import type { Way } from './settings';

const CONVERSATION = '/domains/{domain}/users/{user}/messagesessions/{messagesession}';

/** One message to be sent: who gets it, and how. */
export interface Letter {
	/** A phone number, an extension, or all who are in a conversation. */
	recipient: string;
	path: string;
	values: IDataObject;
	body: IDataObject;
}

/**
 * The messages that a question takes, without their text: people get one each, a conversation one for all.
 *
 * @throws NodeApiError when the conversation cannot be read
 * @throws UserError when it holds no chat
 */
export async function lettersFor(api: Api, way: Way): Promise<Letter[]> {
	if (way.by === 'conversation') return [await letterInto(api, way)];
	const { domain, user } = way;
	const more = way.by === 'sms' ? { 'from-number': way.from } : {};
	return way.to.map((recipient) => ({
		recipient,
		path: '/domains/{domain}/users/{user}/messages',
		values: { domain, user },
		body: { type: way.by, destination: [recipient], ...more },
	}));
}

/** The API wants to know who is in a conversation, though it could tell. */
async function letterInto(
	api: Api,
	{ domain, user, session }: Extract<Way, { by: 'conversation' }>,
): Promise<Letter> {
	const values = { domain, user, messagesession: session };
	const answer = await api.request({
		method: 'GET',
		path: CONVERSATION,
		values,
		kind: 'record',
		since: '45',
		itemIndex: 0,
	});
	const [record] = [answer].flat() as IDataObject[];
	const conversation = spelled(record ?? {}, 'messageSession');
	const text = (name: string) => String(conversation.get(name) ?? '').trim();
	if (/sms|mms/i.test(text('messagesession-type'))) {
		throw new UserError(
			`The conversation is one of text messages with ${text('messagesession-remote')}. Choose the message type SMS and put that number into "To".`,
		);
	}
	const others = (text('messagesession-participants') || text('messagesession-remote')).split(',');
	const destination = others.map((other) => other.trim()).filter((other) => other !== '');
	if (destination.length === 0) throw new UserError('Nobody else is in the conversation');
	return {
		recipient: destination.join(', '),
		path: `${CONVERSATION}/messages`,
		values,
		body: { type: 'chat', destination },
	};
}

/** Somebody who did not get the question. */
export interface Refusal {
	recipient: string;
	error: Error;
}

/**
 * Sends the messages one after the other. One that is not taken keeps no other from being sent.
 *
 * @param textFor what the message at that place says
 * @returns who did not get it, and why
 * @throws NodeApiError or NodeOperationError when nobody got it
 */
export async function sendAll(
	api: Api,
	letters: Letter[],
	textFor: (index: number) => string,
): Promise<Refusal[]> {
	const refusals: Refusal[] = [];
	for (const [index, { recipient, path, values, body }] of letters.entries()) {
		const message = textFor(index);
		await api
			.request({
				method: 'POST',
				path,
				values,
				body: { ...body, message },
				kind: 'write',
				itemIndex: 0,
			})
			.catch((error: Error) => {
				if (api.stopped.aborted) throw error;
				refusals.push({ recipient, error });
			});
	}
	if (refusals.length === letters.length) throw notSent(api.context.getNode(), refusals);
	return refusals;
}

/** The error of the first, in the name of all. */
function notSent(node: INode, refusals: Refusal[]): Error {
	const { error } = refusals[0] as Refusal;
	const { description, httpCode } = error as Partial<NodeApiError>;
	const people = refusals.map(({ recipient }) => recipient).join(', ');
	const words = {
		message: `The question was not sent to ${people}. ${error.message}`,
		description: description ?? undefined,
		httpCode: httpCode ?? undefined,
		itemIndex: 0,
	};
	if (error instanceof NodeApiError) return new NodeApiError(node, words as JsonObject, words);
	return new NodeOperationError(node, words.message, { ...words, level: 'warning' });
}
