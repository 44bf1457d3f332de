import type { INodeProperties } from 'n8n-workflow';
import { offeredBy } from '../../../nodes/NetSapiens/compatibility/offered';
import { changing } from '../execute/form';

const choice = (name: string, show: object | undefined, ...names: string[]): INodeProperties => ({
	displayName: name,
	name,
	type: 'options',
	default: '',
	...(show && { displayOptions: show }),
	options: names.map((one) => ({ name: one, value: one.toLowerCase() })),
});

const properties = [
	choice('operation', undefined, 'GET IT'),
	choice('operation', { hide: { resource: ['toy'] } }, 'GET IT'),
	choice('operation', { show: { resource: ['ball'] } }, 'GET IT'),
	choice('operation', { show: { resource: ['toy', 'game'] } }, 'Get', 'Send'),
	choice('to', { show: { resource: ['toy'], operation: ['get'] } }, 'EVERYBODY'),
	choice('to', { show: { resource: ['toy'], operation: ['send'] } }, 'Everybody', 'Nobody'),
];
const resources = [{ name: 'Toy', value: 'toy' }];

test('every request is called as the panel calls it where it shows', () => {
	const [get, all, none] = ['get', 'all', 'none'].map((id) => changing({ id }));
	const send = { selector: 'to', options: { everybody: all!, nobody: none!, somebody: get! } };
	const table = { toy: { get: get!, send, fly: none! }, game: { send: all! } };
	expect(offeredBy(table, { resources, properties })).toEqual([
		{ resource: 'Toy', operation: 'Get', request: get },
		{ resource: 'Toy', operation: 'Send (Everybody)', request: all },
		{ resource: 'Toy', operation: 'Send (Nobody)', request: none },
		{ resource: 'Toy', operation: 'Send (somebody)', request: get },
		{ resource: 'Toy', operation: 'fly', request: none },
		{ resource: 'game', operation: 'Send', request: all },
	]);
});

test('without a panel, by the names that workflows hold', () => {
	const table = { toy: { get: changing({}) } };
	const [offered] = offeredBy(table, { resources: [], properties: [] });
	expect(offered).toMatchObject({ resource: 'toy', operation: 'get' });
});
