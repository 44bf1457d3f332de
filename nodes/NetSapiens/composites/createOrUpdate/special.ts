import { blockedNumber } from './blockedNumber';
import type { Planner } from './tasks';
import { sharedTimeframe } from './sharedTimeframe';

/** Resources whose records are not changed field by field. */
export const special: Record<string, Planner> = { blockedNumber, sharedTimeframe };
