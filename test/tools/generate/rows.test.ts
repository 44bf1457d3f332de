import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { properties } from '../../../nodes/NetSapiens/generated/properties';

/** The fields of all repeatable groups, however deep they stand. */
function rowFields(from: INodeProperties[]): INodeProperties[] {
	return from.flatMap(({ type, options = [] }) => {
		if (type === 'collection') return rowFields(options as INodeProperties[]);
		if (type !== 'fixedCollection') return [];
		return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
	});
}

test('a row sends no choice that nobody made', () => {
	const choices = rowFields(properties).filter(({ type }) => type === 'options');
	expect(choices.length).toBeGreaterThan(10);
	for (const { default: preset, options = [] } of choices) {
		expect(preset).toBe('');
		expect(options[0]).toEqual({ name: '(Not Set)', value: '' });
	}
});
