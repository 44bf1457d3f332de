import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

/** @returns the documented fields of the records that the chosen operation reads, by their names */
export async function getOutputFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	// Only this list needs the table; loading the node is quicker without.
	const { columns } = await import('../generated/columns');
	const resource = this.getCurrentNodeParameter('resource') as string;
	const operation = this.getCurrentNodeParameter('operation') as string;
	const list = columns.lists[columns.of[resource]?.[operation] ?? -1] ?? [];
	return list.map((name) => ({ name, value: name }));
}
