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

	interface LoadOptionsContext extends ILoadOptionsFunctions {}
	export class LoadOptionsContext {
		constructor(
			workflow: Workflow,
			node: INode,
			additionalData: IWorkflowExecuteAdditionalData,
			path: string,
		);
	}

	interface HookContext extends IHookFunctions {}
	export class HookContext {
		constructor(
			workflow: Workflow,
			node: INode,
			additionalData: IWorkflowExecuteAdditionalData,
			mode: WorkflowExecuteMode,
			activation: WorkflowActivateMode,
		);
	}

	interface ExecuteContext extends IExecuteFunctions {}
	export class ExecuteContext {
		constructor(
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
		);
	}

	export class ExecutionLifecycleHooks {
		constructor(mode: WorkflowExecuteMode, executionId: string, workflowData: object);
	}

	export class WorkflowExecute {
		constructor(
			additionalData: IWorkflowExecuteAdditionalData,
			mode: WorkflowExecuteMode,
			runExecutionData: IRunExecutionData,
		);

		processRunExecutionData(workflow: Workflow): Promise<IRun>;
	}
}

declare module 'reflect-metadata';
