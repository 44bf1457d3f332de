import { join } from 'node:path';

import { cacheDirectory } from '../../host/paths';

/** The simulator in one file each: one that runs as a process of its own, one for the process of tests. */
export const bundles = {
	main: join(cacheDirectory, 'simulator.cjs'),
	within: join(cacheDirectory, 'simulator-within.cjs'),
};
