import type { IDataObject, IExecuteFunctions, INode, IWebhookFunctions } from 'n8n-workflow';
import type { REASONS } from './options';

/** What is asked, as far as the page that the link leads to has to know it. */
export interface Question {
	text: string;
	/** Who was asked, in the order of their links; a conversation is one. */
	recipients: string[];
	/** Who of them did not get it, and why. */
	notSentTo?: Array<{ recipient: string; error: string }>;
	approveLabel: string;
	declineLabel: string;
	reason: (typeof REASONS)[number];
}

/** A question that an execution waits for. A node in a loop, or one that guards a tool, asks several. */
interface Asked extends Question {
	/** Which one of this execution it is, from 1. */
	number: number;
}

/**
 * Keeps the question with the execution, in place of the one before. n8n saves it while the execution
 * waits; expressions of the form cannot all be read again by then.
 *
 * @returns what is kept; the links carry its number, so that an older link answers no newer question
 */
export function keepQuestion(context: IExecuteFunctions, question: Question): Asked {
	const kept = context.getContext('node') as { asked?: Asked };
	const number = (kept.asked?.number ?? 0) + 1;
	kept.asked = { ...question, number };
	return kept.asked;
}

/** The question that the execution waits for; undefined when there is none. */
export function recallQuestion(context: IWebhookFunctions): Asked | undefined {
	const expression = `{{ $node[${nameIn(context.getNode())}].context.asked }}`;
	const asked = context.evaluateExpression(expression) as IDataObject | undefined;
	return asked as unknown as Asked | undefined;
}

/** A node's name as text in an expression, which ends at the first pair of closing braces. */
function nameIn({ name }: INode): string {
	return JSON.stringify(name).replace(/[{}]/g, (brace) => (brace === '{' ? '\\u007b' : '\\u007d'));
}
