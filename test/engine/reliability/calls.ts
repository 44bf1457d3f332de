import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

const user: INodeParameters = { resource: 'user', domain: 'acme.example', user: '101' };

export const get: INodeParameters = { ...user, operation: 'get', output: 'raw' };
export const update: INodeParameters = {
	...user,
	operation: 'update',
	fields: { 'status-message': 'At lunch' },
};
export const remove: INodeParameters = { ...user, operation: 'delete' };
export const create: INodeParameters = {
	resource: 'user',
	operation: 'create',
	domain: 'acme.example',
	'new-user': '101',
	'name-first-name': 'Ann',
	'name-last-name': 'Lee',
	'email-address': 'ann@acme.example',
	'user-scope': 'Basic User',
};
export const count: INodeParameters = {
	resource: 'device',
	operation: 'count',
	domain: 'acme.example',
	user: '101',
};
export const list: INodeParameters = {
	resource: 'user',
	operation: 'getAll',
	domain: 'acme.example',
	returnAll: true,
	output: 'raw',
};
export const trace: INodeParameters = {
	resource: 'callTrace',
	operation: 'download',
	traceType: 'csv',
	servers: 'core1',
};
export const upload: INodeParameters = {
	resource: 'greeting',
	operation: 'create',
	audioSource: 'file',
	domain: 'acme.example',
	user: '101',
	File: 'data',
};

/** The paths of these calls, as requests of the document name them. */
export const USER = '/domains/acme.example/users/101';
export const USERS = '/domains/acme.example/users';

export const record = { user: '101', domain: 'acme.example', 'name-first-name': 'Ann' };

/** So many items, numbered. */
export const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, n) => ({ json: { n } }));

/** So many equal requests. */
export const times = (count: number, request: string): string[] =>
	Array.from({ length: count }, () => request);
