import type { IDataObject } from 'n8n-workflow';

/** All configuration of a domain at one moment, in one spelling. */
export interface Snapshot {
	domain: string;
	/** ISO in UTC. */
	takenAt: string;
	/** Records by list, each in the order of its keys. */
	lists: Record<string, IDataObject[]>;
	/** Lists that are not in it, and why. */
	missing: Array<{ list: string; reason: string }>;
}

/** Whether a value is what Take Snapshot gives. */
export function isSnapshot(value: unknown): value is Snapshot {
	if (typeof value !== 'object' || value === null) return false;
	const { domain, takenAt, lists } = value as Partial<Snapshot>;
	return typeof domain === 'string' && typeof takenAt === 'string' && typeof lists === 'object';
}
