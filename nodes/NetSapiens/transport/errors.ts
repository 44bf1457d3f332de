import { NodeApiError, type IDataObject, type INode, type JsonObject } from 'n8n-workflow';
import { advise, type Circumstances } from './advice';
import type { Failure } from './failure';
import { masked } from './secrets';

/** What the error is made of besides the failure. */
export interface Setting extends Circumstances {
	itemIndex?: number;
	/** Values that no message may repeat. */
	secrets: string[];
}

/** Turns a failed call into an error that says what happened and what to do, and holds no secret. */
export function explainedError(node: INode, failure: Failure, setting: Setting): NodeApiError {
	const { message, description } = advise(failure, setting);
	const words = {
		message: masked(message, setting.secrets),
		description: masked(description, setting.secrets),
		httpCode: failure.status ? String(failure.status) : undefined,
	};
	// A fresh object: n8n would hand an error it knows back unchanged, with its own general words.
	const explained = new NodeApiError(node, words as JsonObject, {
		...words,
		itemIndex: setting.itemIndex,
	});
	if (failure.body !== undefined)
		explained.context.data = maskedBody(failure.body, setting.secrets);
	return explained;
}

function maskedBody(body: unknown, secrets: string[]): IDataObject {
	return JSON.parse(masked(JSON.stringify(body), secrets)) as IDataObject;
}
