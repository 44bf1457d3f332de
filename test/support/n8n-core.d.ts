/** The part of n8n-core the engine tests use; the package itself comes with the pinned n8n. */
declare module 'n8n-core' {
	import type {
		IRun,
		IRunExecutionData,
		IWorkflowExecuteAdditionalData,
		Workflow,
		WorkflowExecuteMode,
	} from 'n8n-workflow';

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
