import type { Call } from './handler';
import type { Data, Row } from './state/table';

/** One kind of record with create, read, update, delete, count and list. */
export interface Collection {
	table: string;
	/** Path of the list, parameters written `{}`. */
	shape: string;
	/** Field that names the record; it is the last path value of the single record. */
	key: string;
	/** Fields that hold the path values before the record, outermost first. */
	owners: string[];
	/** Other lists of the same records, whose paths name fewer owners. */
	views?: string[];
	/** PUT and DELETE on the list path find the record by this body field. */
	bodyKey?: string;
	/** Makes an id when the body has none. */
	makeId?: (body: Data) => string;
	/** Text of the 409 when the id is taken. */
	exists?: string;
	/** Text of the 404. */
	missing?: (id: string, owners: readonly string[]) => string;
	/** Answers a single record as a list of one. */
	single?: 'list';
	/** Where the fields of a record are documented best: at the single record when left out. */
	fields?: 'list';
	/** Fields a `/list` answers; without it `/list` gives full records. */
	brief?: string[];
	/** Where an id is taken by any record that has it: in the whole table, or below the first owner. */
	unique?: 'everywhere' | 'in-domain';
	/** Tables whose records stay when this one goes, although they are below it. */
	outlivedBy?: string[];
	/** PUT or POST on a record that is not there makes it. */
	upsert?: boolean;
	/** Changes or checks the data before it is stored. */
	prepare?: (call: Call, data: Data, row?: Row) => void;
	created?: (row: Row, call?: Call) => void;
	updated?: (row: Row, before: Data, call?: Call) => void;
	deleted?: (row: Row, call?: Call) => void;
	/** Adds what is computed on reading. Records with this are not kept as text. */
	shown?: (record: Data, row: Row) => Data;
}
