import { readFileSync } from 'node:fs';
import type { INodeProperties } from 'n8n-workflow';
import { NetSapiens } from '../../../nodes/NetSapiens/NetSapiens.node';
import { inRoot } from '../../support/real';

/** Every property, those in collections and rows included. */
const everyProperty = (properties: INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => [
		property,
		...everyProperty(
			((property.options ?? []) as Array<INodeProperties & { values?: INodeProperties[] }>).flatMap(
				(option) => option.values ?? ('displayName' in option ? [option] : []),
			),
		),
	]);

const jsonLabels = [
	...new Set(
		everyProperty(new NetSapiens().description.properties)
			.filter(({ type }) => type === 'json')
			.map(({ displayName }) => displayName),
	),
];

test('at most three fields take JSON, and the reference says why', () => {
	expect(jsonLabels.length).toBeLessThanOrEqual(3);
	const reference = readFileSync(inRoot('docs/operations.md'), 'utf8');
	for (const label of jsonLabels) expect(reference).toContain(`**${label}**`);
});
