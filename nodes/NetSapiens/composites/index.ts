import type { Composite, TogetherComposite } from '../execute/call';
import { checkCompatibility } from './checkCompatibility';
import { getCalls } from './getCalls';

/** resource → operation, as spec/resources has them under `composite`. */
export const composites: Record<string, Record<string, Composite>> = {
	cdr: { getCalls },
	coreServer: { checkCompatibility },
};

/** Those that work on all items at once. */
export const togetherComposites: Record<string, Record<string, TogetherComposite>> = {};
