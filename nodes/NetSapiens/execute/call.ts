import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Api } from '../transport/api';
import type { Wanted } from './list';
import type { Memory } from './memory';
import type { Form } from './operation';
import type { Options } from './options';
import type { Values } from './values';

/** What one input item asks of an operation that no single endpoint does. */
export interface Call {
	context: IExecuteFunctions;
	api: Api;
	/** The resource by its present name. */
	resource: string;
	/** What its form asks. */
	form: Form;
	/** What was filled in; further query parameters of the options are in `query`. */
	values: Values;
	options: Options;
	itemIndex: number;
	/** What the items of the run share. */
	memory: Memory;
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
