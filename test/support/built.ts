/** Workflows that host tests put together, from node to node. */
import type { IDataObject, NodeConnectionType } from 'n8n-workflow';

import type { SavedCredential, Workflow } from '../../host/rest';

/** A picker's value. */
export const picked = (value: string) => ({ __rl: true, mode: 'id', value });

export function node(name: string, type: string, more: IDataObject = {}) {
	const id = name.toLowerCase().replaceAll(' ', '-');
	return { id, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more };
}

/** @param connections from node to node */
export function workflowOf(
	id: string,
	nodes: IDataObject[],
	connections: Workflow['connections'],
): Workflow {
	const settings = { executionOrder: 'v1' };
	return { id, name: id, nodes, connections, settings } as unknown as Workflow;
}

/** One end of a connection. */
export const to = (node: string, type: NodeConnectionType = 'main') => ({ node, type, index: 0 });

/** How a node names a saved credential. */
export const using = ({ type, id, name }: SavedCredential) => ({ [type]: { id, name } });
