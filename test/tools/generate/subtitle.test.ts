import type { INodePropertyOptions } from 'n8n-workflow';
import { NetSapiens } from '../../../nodes/NetSapiens/NetSapiens.node.ts';
import { subtitleOf } from '../../../tools/generate/subtitle';
import { evaluated } from '../../support/expression';

const { properties, subtitle = '' } = new NetSapiens().description;
/** Without what is for models alone. */
const bare = (action = '') =>
	action.replace(/ \((several requests|dry run first|cannot be undone|look up first|; )+\)$/, '');
const shown = (parameters: { resource: string; operation: string }) =>
	evaluated(subtitle, parameters);

describe('the line below the node', () => {
	it('has the words of each operation that the form offers', () => {
		const selectors = properties.filter(({ name }) => name === 'operation');
		const wrong = selectors.flatMap(({ displayOptions, options }) =>
			(displayOptions?.show?.resource as string[]).flatMap((resource) =>
				(options as INodePropertyOptions[])
					.map(({ value, action }) => ({ resource, operation: value as string, action }))
					.filter(({ action, ...chosen }) => shown(chosen) !== bare(action)),
			),
		);
		expect(selectors.length).toBeGreaterThan(70);
		expect(wrong).toEqual([]);
	});

	it('reads like n8n', () => {
		expect(shown({ resource: 'user', operation: 'getAll' })).toBe('Get many users');
		expect(shown({ resource: 'user', operation: 'delete' })).toBe('Delete user');
		expect(shown({ resource: 'apiRequest', operation: 'request' })).toBe('Send API request');
	});

	it('has the bare name of an operation that it does not know', () => {
		expect(shown({ resource: 'user', operation: 'levitate' })).toBe('levitate');
		expect(shown({ resource: 'unicorn', operation: 'getAll' })).toBe('getAll');
	});
});

it('takes words with quotes and backslashes', () => {
	const action = `Say "it's" \\ once`;
	const made = subtitleOf([
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			default: '',
			displayOptions: { show: { resource: ['talk'] } },
			options: [{ name: 'Say', value: 'say', action }],
		},
	]);
	expect(evaluated(made, { resource: 'talk', operation: 'say' })).toBe(action);
});
