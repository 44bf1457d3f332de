import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { advise, type Circumstances } from './advice';
import type { Failure } from './failure';
import { masked } from './secrets';

/** What the error is made of besides the failure. */
export interface Setting extends Circumstances {
	itemIndex?: number;
	/** Values that no message may repeat. */
	secrets: string[];
}

/** Of the server's words; they are cut off after they are masked, so that no half secret remains. */
const LONGEST_WORDS = 300;

/** Of the answer, as JSON, that n8n stores with the error. */
const LONGEST_BODY = 5_000;

/** Turns a failed call into an error that says what happened and what to do, and holds no secret. */
export function explainedError(node: INode, failure: Failure, setting: Setting): NodeApiError {
	const mask = (text: string) => masked(text, setting.secrets);
	const words = shortened(mask(failure.words), LONGEST_WORDS);
	const advice = advise({ ...failure, words }, setting);
	const message = mask(advice.message);
	const description = mask(advice.description) || undefined;
	const httpCode = failure.status ? String(failure.status) : undefined;
	// A fresh object: n8n would hand an error it knows back unchanged, with its own general words.
	const explained = new NodeApiError(node, { message } as JsonObject, {
		message,
		description,
		httpCode,
		itemIndex: setting.itemIndex,
	});
	if (failure.body !== undefined) explained.context.data = maskedBody(failure.body, mask) as never;
	// n8n replaces messages that seem to hold a code of Node.js: "remoteAccess" has EACCES in it.
	return Object.assign(explained, { message, description });
}

function shortened(text: string, longest: number): string {
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The body with its shape, or the beginning of its text when it is large. */
function maskedBody(body: unknown, mask: (text: string) => string): unknown {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	if (text.length <= LONGEST_BODY) return maskedValue(body, mask);
	// More than is shown is masked: a secret must not be cut in two.
	return shortened(mask(text.slice(0, 2 * LONGEST_BODY)), LONGEST_BODY);
}

function maskedValue(value: unknown, mask: (text: string) => string): unknown {
	if (typeof value === 'string') return mask(value);
	if (typeof value === 'number') return mask(String(value)) === String(value) ? value : '***';
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => maskedValue(one, mask));
	const fields = Object.entries(value).map(([name, one]) => [mask(name), maskedValue(one, mask)]);
	return Object.fromEntries(fields) as unknown;
}
