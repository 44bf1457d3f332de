import type * as Within from '../../simulator/steer/within';
import { bundles } from './bundles';

/** Node's own `require`, which keeps what it has loaded for the files that follow; Jest's forgets. */
const load = process.getBuiltinModule('node:module').createRequire(__filename);

/** Starts a simulator in the process of the tests, which loads its code once for all their files. */
export const { startSimulator } = load(bundles.within) as typeof Within;
