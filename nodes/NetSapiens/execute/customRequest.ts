import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { Api, ApiRequest } from '../transport/api';
import { readAddress } from './apiPath';
import { jsonObjectOrArray } from './jsonFields';
import { readList } from './list';
import { optionsFor, type Options } from './options';
import { recordsOf } from './output';
import { oneOf, toggle } from './scalars';

/** The resource for calls the forms do not have. */
export const apiRequestResource: INodePropertyOptions = {
	name: 'API Request',
	value: 'apiRequest',
	description: 'Send any request to the API with the sign-in of the credential',
};

const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

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
		options: methods.map((value) => ({ name: value, value })),
		default: 'GET',
		description: 'GET reads, POST creates, PUT and PATCH change, DELETE removes',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. /domains/~/users',
		description: 'Path after /ns-api/v2, including the query string if any',
	},
	{
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		displayOptions: { show: { ...show, method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
		default: '{}',
		description: 'What to send, as a JSON object or array',
	},
	{
		displayName: 'Fetch All Pages',
		name: 'allPages',
		type: 'boolean',
		displayOptions: { show: { ...show, method: ['GET'] } },
		default: false,
		description: 'Whether to request page after page until the end of the list',
	},
	{ ...optionsFor(['list']), displayOptions: { show } },
];

/**
 * Sends what the user typed and gives the answer's records as items.
 *
 * @throws UserError naming the field that cannot be used
 */
export async function customRequest(
	context: IExecuteFunctions,
	api: Api,
	{ onBrokenList, concurrency }: Options,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const method = oneOf(context.getNodeParameter('method', itemIndex, 'GET'), 'Method', methods);
	const typed = context.getNodeParameter('path', itemIndex, '');
	const { path, query } = readAddress(typed, await api.baseUrl());
	const request: ApiRequest = { method, path, query, kind: 'any', itemIndex };
	if (method !== 'GET') {
		const body = context.getNodeParameter('body', itemIndex, {});
		const answer = await api.request({ ...request, body: readBody(body) });
		const records = recordsOf(answer);
		return itemsOf(records.length > 0 ? records : [{ success: true }]);
	}
	const pages = context.getNodeParameter('allPages', itemIndex, false);
	return itemsOf(
		toggle(pages, 'Fetch All Pages')
			? await readList(api, request, { rows: Infinity, onBrokenList, concurrency })
			: recordsOf(await api.request(request)),
	);
}

/** As typed; an object with nothing in it is what stands in the field before anybody types. */
function readBody(value: unknown): ApiRequest['body'] {
	const body = jsonObjectOrArray(value, 'Body (JSON)');
	return Array.isArray(body) || Object.keys(body).length > 0 ? body : undefined;
}

function itemsOf(records: IDataObject[]): INodeExecutionData[] {
	return records.map((json) => ({ json }));
}
