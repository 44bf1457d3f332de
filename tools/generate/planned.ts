import type { Sync, Upsert } from '../../nodes/NetSapiens/execute/operation';
import type { ApiOperation, ApiParameter } from './spec';
import type { DownloadWords, RequestWords, ResourceWords } from './words';

/** One request behind an operation of the panel. */
export interface PlannedRequest {
	api: ApiOperation;
	words: RequestWords;
	/** Value of the selector, where an operation is several requests. */
	option?: { value: string; name: string; description?: string; old?: true };
	/** Other keys of the document that are this very request. */
	also: string[];
	/** Query parameters, those of the other keys included. */
	query: ApiParameter[];
	/** No single endpoint does it: nothing of the API stands behind it. */
	composite?: true;
	/** It makes a record or changes the one that is there. */
	upsert?: Upsert;
	/** It makes the records of a list what the input items say. */
	sync?: Sync;
	/** Gives files; another operation of the resource makes the same request. */
	download?: DownloadWords;
}

/** One operation as the panel lists it. */
export interface PlannedOperation {
	value: string;
	name: string;
	action: string;
	/** Its value is one from before a rename. */
	old?: true;
	description?: string;
	/** What people have to know before they run it. */
	notice?: string;
	selector?: { parameter: string; label: string; description?: string };
	requests: PlannedRequest[];
}

/** One resource as the panel lists it. */
export interface PlannedResource {
	value: string;
	name: string;
	description?: string;
	singular: string;
	plural: string;
	words: ResourceWords;
	operations: PlannedOperation[];
}

/** Collects what is wrong with the words, so that all of it is told at once. */
export type Complain = (mistake: string) => void;

export const fileOf = (resource: string) => `spec/resources/${resource}.yaml`;

/** The operations of one resource: all of them, and those that no words name. */
export interface Members {
	all: ApiOperation[];
	unclaimed: ApiOperation[];
}

/** The operations of the API by their id, and those for the caller's own record by that of their twin. */
export interface KnownOperations {
	byId: ReadonlyMap<string, ApiOperation>;
	mine: ReadonlyMap<string, string[]>;
}
