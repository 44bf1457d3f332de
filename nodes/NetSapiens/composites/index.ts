import type { IDataObject } from 'n8n-workflow';
import type { Wanted } from '../execute/list';
import type { Values } from '../execute/values';
import type { Api } from '../transport/api';
import { checkCompatibility } from './checkCompatibility';
import { getCalls } from './getCalls';

/**
 * Carries out, for one input item, an operation that no single endpoint does.
 *
 * @param values what its form asked; all of it is in `query`, with what was added in the options
 * @param wanted how much is wanted, where it gives a list
 * @returns the records of the output
 */
export type Composite = (
	api: Api,
	values: Values,
	itemIndex: number,
	wanted: Wanted,
) => Promise<IDataObject[]>;

/** resource → operation, as spec/resources has them under `composite`. */
export const composites: Record<string, Record<string, Composite>> = {
	cdr: { getCalls },
	coreServer: { checkCompatibility },
};
