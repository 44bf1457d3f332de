/** The part of n8n-core the engine tests use; the package itself comes with the pinned n8n. */
declare module 'n8n-core' {
	import type {
		IExecuteData,
		IExecuteFunctions,
		IHookFunctions,
		ILoadOptionsFunctions,
		INode,
		INodeExecutionData,
		IRun,
		IRunExecutionData,
		ITaskDataConnections,
		IWorkflowExecuteAdditionalData,
		Workflow,
		WorkflowActivateMode,
		WorkflowExecuteMode,
	} from 'n8n-workflow';

	export const LoadOptionsContext: new (
		workflow: Workflow,
		node: INode,
		additionalData: IWorkflowExecuteAdditionalData,
		path: string,
	) => ILoadOptionsFunctions;

	export const HookContext: new (
		workflow: Workflow,
		node: INode,
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	) => IHookFunctions;

	export const ExecuteContext: new (
		workflow: Workflow,
		node: INode,
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
		runExecutionData: IRunExecutionData,
		runIndex: number,
		connectionInputData: INodeExecutionData[],
		inputData: ITaskDataConnections,
		executeData: IExecuteData,
		closeFunctions: Array<() => Promise<void>>,
	) => IExecuteFunctions;

	export class ExecutionLifecycleHooks {
		constructor(mode: WorkflowExecuteMode, executionId: string, workflowData: object);
	}

	export class WorkflowExecute {
		constructor(
			additionalData: IWorkflowExecuteAdditionalData,
			mode: WorkflowExecuteMode,
			runExecutionData: IRunExecutionData,
		);

		processRunExecutionData(workflow: Workflow): Promise<IRun> & { cancel(): void };
	}
}

declare module 'reflect-metadata';

/** Its service container. */
declare module '@n8n/di' {
	export const Container: { get<T>(type: new () => T): T };
}

/** Its settings from the environment. */
declare module '@n8n/config' {
	export class SsrfProtectionConfig {
		enabled: boolean;
	}
}
