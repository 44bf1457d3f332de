import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Wanted } from '../execute/list';
import type { Asked } from '../execute/operation';
import type { Options } from '../execute/options';
import type { Values } from '../execute/values';
import type { Api } from '../transport/api';
import { checkCompatibility } from './checkCompatibility';
import { getCalls } from './getCalls';

/** What one input item asks of an operation that no single endpoint does. */
export interface Call {
	context: IExecuteFunctions;
	api: Api;
	/** What its form asks. */
	form: Asked;
	/** What its form asked; what was added in the options is in `query`. */
	values: Values;
	options: Options;
	itemIndex: number;
	/** How much is wanted, where it gives a list. */
	wanted: Wanted;
}

/** Carries such an operation out for one input item. */
export type Composite = (call: Call) => Promise<INodeExecutionData[]>;

/**
 * Carries such an operation out for all input items at once, which together say what is wanted. Its
 * items say by `pairedItem` which of them they are about.
 */
export type TogetherComposite = (calls: Call[]) => Promise<INodeExecutionData[]>;

/** resource → operation, as spec/resources has them under `composite`. */
export const composites: Record<string, Record<string, Composite>> = {
	cdr: { getCalls },
	coreServer: { checkCompatibility },
};

/** Those that work on all items at once. */
export const togetherComposites: Record<string, Record<string, TogetherComposite>> = {};
