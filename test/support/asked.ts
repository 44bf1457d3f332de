import type { IDataObject } from 'n8n-workflow';
import type { Asked } from './memoryServer';

const noLimits = { maxDeletions: 1000, maxDeletionsPercent: 100, returnRecords: 'all' };

/** What the items of a sync ask for, one for each body; nothing keeps it from deleting. */
export const asked = (resource: string, query: IDataObject, bodies: IDataObject[]): Asked[] =>
	bodies.map((body) => ({
		...{ resource, operation: 'sync', body },
		query: { matchBy: 'email', syncMode: 'addAndUpdate', ...noLimits, ...query },
	}));
