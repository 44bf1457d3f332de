import type * as Within from '../../simulator/steer/within';
import { bundles } from './bundles';

declare const requireNatively: NodeJS.Require;

/** Starts a simulator in the process of the tests, which loads its code once for all their files. */
export const { startSimulator } = requireNatively(bundles.within) as typeof Within;
