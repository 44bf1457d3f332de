/** Reads expressions of a node's description as the editor does: they know the parameters only. */
import { Workflow, type INodeParameters, type INodeType, type INodeTypes } from 'n8n-workflow';

/** @returns what the expression gives in a node with these parameters */
export function evaluated(expression: string, parameters: INodeParameters): unknown {
	// n8n drops the parameters that the type does not have.
	const properties = Object.keys(parameters).map((name) => ({ name, type: 'string', default: '' }));
	const type = { description: { version: 1, properties } } as unknown as INodeType;
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const node = { id: '1', name: 'Node', type: 'any', typeVersion: 1, parameters };
	const nodes = [{ ...node, position: [0, 0] as [number, number] }];
	const workflow = new Workflow({ nodes, connections: {}, active: false, nodeTypes });
	const { expression: reader } = workflow;
	return reader.getSimpleParameterValue(workflow.getNode('Node')!, expression, 'internal', {});
}
