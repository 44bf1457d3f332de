/** The nodes that are compared. */
import type { INodeParameters } from 'n8n-workflow';

import { packageName } from '../../host/install-package';
import { MEASURED, type Step } from './workflow';

/** Fields that every form of the domain's records has. */
const domain = { __rl: true, mode: 'id', value: 'acme.example' };

/** Our node; the domain is filled in. */
export function ours(parameters: INodeParameters): Step {
	return {
		name: MEASURED,
		type: `${packageName}.netSapiens`,
		parameters: { domain, ...parameters },
	};
}

/** What a picker holds when somebody typed an identifier. */
export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

/** n8n's HTTP Request node of the version people get today, with our credential. */
export function httpRequest(parameters: INodeParameters): Step {
	return {
		name: MEASURED,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'netSapiensApi',
			...parameters,
		},
	};
}

/** HTTP Request keeps the answer as a file. */
export function download(url: string, parameters: INodeParameters = {}): Step {
	const options = {
		response: { response: { responseFormat: 'file', outputPropertyName: 'data' } },
	};
	return httpRequest({ url, ...parameters, options });
}

/**
 * HTTP Request's setting for so many items at once. It starts that many, pauses, and starts the
 * next ones, whether or not answers have come; without a pause it starts all items at once.
 */
export function batches(batchSize: number): INodeParameters {
	return { batching: { batch: { batchSize, batchInterval: 1 } } };
}

/** The least a node can do: so many requests of one address, or for pages of it, at the same time. */
export function barePool(url: string, width: number, pages = 0): Step {
	return {
		name: MEASURED,
		type: 'n8n-nodes-bench-bare-pool.barePool',
		parameters: { url, width, pages },
	};
}

/** The contestants of `items`, by name: one user is asked for per item, so many at a time. */
export function getUser(
	width: number,
	domainUrl: string,
): Record<'ours' | 'bare pool' | 'HTTP Request', Step> {
	const url = `${domainUrl}/users/101`;
	return {
		ours: ours({
			resource: 'user',
			operation: 'get',
			user: byId('101'),
			output: 'raw',
			options: { concurrency: width },
		}),
		'bare pool': barePool(url, width),
		'HTTP Request': httpRequest({ url, options: batches(width) }),
	};
}
