import { additionalData, TestCredentials } from './engine';

import { ExecuteContext, HookContext, LoadOptionsContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type WorkflowActivateMode,
} from 'n8n-workflow';

/** A node as it stands in a workflow. */
export interface Placed {
	type: INodeType;
	parameters: INodeParameters;
	credential: ICredentialDataDecryptedObject;
}

/** n8n's own objects for what surrounds a node, with nothing but the credential from a test. */
function around({ type, parameters, credential }: Placed) {
	const node: INode = {
		id: 'a',
		name: type.description.displayName,
		type: type.description.name,
		typeVersion: [type.description.version].flat()[0] ?? 1,
		position: [0, 0],
		parameters,
		credentials: { netSapiensApi: { id: '1', name: 'Test' } },
		webhookId: '0b5e',
	};
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		nodeTypes,
		active: false,
		settings: { timezone: 'UTC' },
	});
	const data = additionalData(new TestCredentials(credential));
	data.currentNodeParameters = parameters;
	return { node, workflow, data };
}

/** What `this` is for a picker in the editor. @param path where it stands in the form */
export function loadOptionsContext(placed: Placed, path = 'parameters'): ILoadOptionsFunctions {
	const { node, workflow, data } = around(placed);
	return new LoadOptionsContext(workflow, node, data, path);
}

/** What `this` is when a workflow with a trigger is published. */
export function hookContext(
	placed: Placed,
	activation: WorkflowActivateMode = 'activate',
): IHookFunctions {
	const { node, workflow, data } = around(placed);
	return new HookContext(workflow, node, data, 'trigger', activation);
}

/** What `this` is when a node is executed with the given items. */
export function executeContext(placed: Placed, items: INodeExecutionData[]): IExecuteFunctions {
	const { node, workflow, data } = around(placed);
	const input = { main: [items] };
	return new ExecuteContext(
		workflow,
		node,
		data,
		'trigger',
		createRunExecutionData({}),
		0,
		items,
		input,
		{ node, data: input, source: null },
		[],
	);
}
