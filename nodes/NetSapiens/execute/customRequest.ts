import {
	UserError,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import type { Api, ApiRequest } from '../transport/api';
import { typedPath } from '../transport/path';
import { readList } from './list';
import { jsonObject } from './options';
import { recordsOf } from './output';

/** The resource for calls the forms do not have. */
export const apiRequestResource: INodePropertyOptions = {
	name: 'API Request',
	value: 'apiRequest',
	description: 'Call any path of the API with the same sign-in, paging and messages',
};

const show = { resource: ['apiRequest'], operation: ['request'] };

/** Operation selector and fields of the API Request resource. */
export const apiRequestProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['apiRequest'] } },
		options: [
			{
				name: 'Send',
				value: 'request',
				action: 'Send API request',
				description: 'Send a request to any path of the API',
			},
		],
		default: 'request',
	},
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		displayOptions: { show },
		options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((value) => ({ name: value, value })),
		default: 'GET',
		description: 'What to do: GET reads, POST creates, PUT and PATCH change, DELETE removes',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. /domains/~/users',
		description: 'Path below /ns-api/v2, with a query if there is one',
	},
	{
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		displayOptions: { show: { ...show, method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
		default: '{}',
	},
	{
		displayName: 'Fetch All Pages',
		name: 'allPages',
		type: 'boolean',
		displayOptions: { show: { ...show, method: ['GET'] } },
		default: false,
		description: 'Whether to ask for page after page until the list ends',
	},
];

/** Sends what the user typed and gives the answer's records as items. */
export async function customRequest(
	context: IExecuteFunctions,
	api: Api,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const method = context.getNodeParameter('method', itemIndex) as IHttpRequestMethods;
	const { path, query } = splitPath(context.getNodeParameter('path', itemIndex) as string);
	const body = jsonObject(context.getNodeParameter('body', itemIndex, {}), 'Body (JSON)');
	const request: ApiRequest = { method, path, query, kind: 'any', itemIndex };
	if (method !== 'GET' && Object.keys(body).length > 0) request.body = body;

	const allPages = method === 'GET' && context.getNodeParameter('allPages', itemIndex, false);
	const records = allPages
		? await readList(api, request, { rows: Infinity, onBrokenList: 'fail' })
		: recordsOf(await api.request(request));
	const none = records.length === 0 && method !== 'GET';
	return (none ? [{ success: true }] : records).map((json) => ({ json }));
}

/**
 * Path and query of what people paste: with or without the first slash, /ns-api/v2, or the host.
 *
 * @throws UserError when nothing is left
 */
function splitPath(typed: string): { path: string; query: Record<string, string> } {
	const text = typed
		.trim()
		.replace(/^https?:\/\/[^/]+/i, '')
		.replace(/^\/?ns-api\/v2(?=\/|$)/i, '');
	const [path = '', search = ''] = text.split(/\?(.*)/s);
	if (path.replace(/\//g, '') === '') {
		throw new UserError('Fill in the Path field, for example /domains/~/users');
	}
	const query = Object.fromEntries(new URLSearchParams(search));
	return { path: typedPath(path.startsWith('/') ? path : `/${path}`), query };
}
