import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../transport/http';
import type { Operation } from './operation';
import type { Options } from './options';
import type { Values } from './values';

/** The call that carries an operation's values out. */
export function buildRequest(
	operation: Operation,
	values: Values,
	options: Options,
	itemIndex: number,
): ApiRequest {
	const { method, since } = operation;
	const body = { ...values.body, ...options.body };
	return {
		method,
		path: fillPath(operation.path, values.path),
		query: { ...values.query, ...options.query },
		body: method === 'GET' || Object.keys(body).length === 0 ? undefined : body,
		bytes: operation.result === 'file',
		since,
		itemIndex,
	};
}

/** The path with its placeholders filled, percent-encoded; `~` and `*` have a meaning and stay. */
export function fillPath(template: string, values: IDataObject): string {
	return template.replace(/\{([^}]+)\}/g, (_, name: string) =>
		encodeURIComponent(String(values[name] ?? '')),
	);
}
