import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { oneOf } from '../NetSapiens/execute/scalars';
import { waitUntil } from './limit';
import { REASONS } from './options';
import type { Question } from './question';
import { extensions, phoneNumbers } from './recipients';

/** How and to whom a question goes. */
export type Way =
	| { by: 'sms'; domain: string; user: string; from: string; to: string[] }
	| { by: 'chat'; domain: string; user: string; to: string[] }
	| { by: 'conversation'; domain: string; user: string; session: string };

export interface Settings {
	way: Way;
	question: Omit<Question, 'recipients'>;
	until: Date;
}

/**
 * All that the form holds. One question is asked for all input items, so the first one's values count.
 *
 * @throws UserError naming the field that cannot be used
 */
export function readSettings(context: IExecuteFunctions): Settings {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	return {
		way: readWay(context),
		question: {
			text: filled(context.getNodeParameter('message', 0, ''), 'Message'),
			approveLabel: textOf(options.approveLabel) || 'Approve',
			declineLabel: textOf(options.declineLabel) || 'Decline',
			reason: oneOf(options.reason ?? 'optional', 'Ask for a Reason', REASONS),
		},
		until: waitUntil(options.limitWaitTime, context.getTimezone()),
	};
}

function readWay(context: IExecuteFunctions): Way {
	const value = (name: string) => context.getNodeParameter(name, 0, '');
	const picked = (name: string, label: string) =>
		filled(context.getNodeParameter(name, 0, '', { extractValue: true }), label);
	const sender = { domain: picked('domain', 'Domain'), user: picked('user', 'User') };
	if (oneOf(value('messageType'), 'Message Type', ['sms', 'chat']) === 'sms') {
		const from = picked('from-number', 'From Number');
		return { by: 'sms', ...sender, from, to: phoneNumbers(value('destination')) };
	}
	if (oneOf(value('chatWith'), 'Chat With', ['users', 'conversation']) === 'users') {
		return { by: 'chat', ...sender, to: extensions(value('extensions')) };
	}
	const session = picked('messagesession', 'Message Session');
	return { by: 'conversation', ...sender, session };
}

/** @throws UserError when the field is empty */
function filled(value: unknown, label: string): string {
	const text = textOf(value);
	if (text !== '') return text;
	throw new UserError(`"${label}" is empty`);
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
