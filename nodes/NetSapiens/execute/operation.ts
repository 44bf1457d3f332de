import type { IHttpRequestMethods } from 'n8n-workflow';
import type { TimeUnit } from './durations';

/** How a parameter's value in n8n becomes the value the API wants. */
export type FieldKind =
	/** Text, sent as it is; numbers typed by people are sent as text. */
	| 'string'
	| 'integer'
	| 'number'
	/** Text or a SIP address; the wire form is what stands before the `@` of the address. */
	| 'sipUser'
	/** Text, a SIP address, or the pattern of some; the wire form is what stands behind the `@`. */
	| 'sipHost'
	/** A toggle whose wire form is JSON true/false. */
	| 'boolean'
	/** A toggle whose wire form is the text "yes" or "no". */
	| 'yesNo'
	/** A toggle whose wire form is the number 1 or 0. */
	| 'oneZero'
	/** A toggle whose wire form is the text "true" or "false". */
	| 'trueFalse'
	/** A date picker; the wire form is `YYYY-MM-DD HH:MM:SS` in UTC, in queries ISO in UTC. */
	| 'dateTime'
	/** A date picker; the wire form is `YYYY-MM-DD HH:MM:SS` in UTC everywhere. */
	| 'sqlDateTime'
	/** A date picker; the wire form is ISO in UTC with milliseconds. */
	| 'isoDateTime'
	/** A date picker; the wire form is the number of seconds since 1970. */
	| 'unixTime'
	/** A date picker; the wire form is the day that was written, as `YYYY-MM-DD`. */
	| 'date'
	/** A date picker; the wire form is `YYYYMMDD`. */
	| 'compactDate'
	/** A date picker for any day of a month; the wire form is `YYYYMM`. */
	| 'compactMonth'
	/** A time of day typed by people; the wire form is `HH:MM` with 24 hours. */
	| 'time'
	/** A time of day typed by people; the wire form is `HHMM` with 24 hours. */
	| 'compactTime'
	/** Several values chosen or typed (an array in n8n); the wire form is one comma-separated text. */
	| 'csv'
	/** Several values typed; the wire form is a JSON array. */
	| 'list'
	/** Several whole numbers typed; the wire form is a JSON array of numbers. */
	| 'numbers'
	/**
	 * One group of named fields; the wire form is an object. The panel has a collection, so the
	 * value holds what was set and nothing else.
	 */
	| 'record'
	/**
	 * A repeatable group of named fields; the wire form is an array of objects. The panel has a
	 * fixedCollection whose rows are in `values`; a row holds all its fields, those left empty as ''.
	 */
	| 'records'
	/** Rows of days and times of day; the wire form is one field for each end of a range. */
	| 'weekly'
	/** Rows of what keys of a phone do; the wire form is one object for each key. */
	| 'keyed'
	/** Rows of names and values; the wire form is an object. */
	| 'pairs'
	/** The name of a binary field of the input item; sent as a multipart file, or as `media` says. */
	| 'file';

/** One value of a request: where n8n keeps it and where the API wants it. */
export interface Field {
	/**
	 * n8n's parameter name: top-level for `parameters`, the child's name inside a collection. The
	 * API's name, except that the identifier of a record being created is `new-<name>`.
	 */
	parameter: string;
	/** The API's own name. */
	name: string;
	in: 'path' | 'query' | 'body';
	kind: FieldKind;
	/**
	 * The fields of one group, for `record`, `records` and `keyed`; for `weekly` that of a time. Their
	 * `in` is ignored.
	 */
	fields?: Field[];
	/**
	 * The fields that `weekly` and `keyed` stand for in their group, with `{day}`, `{edge}` and
	 * `{number}`, or `{key}`, for what differs.
	 */
	template?: string;
	/** Ranges that a day of `weekly` has at most. */
	ranges?: number;
	/** The keys of `keyed`. */
	keys?: string[];
	/** What a whole number counts, where that is time: durations are taken for it, too. */
	unit?: TimeUnit;
	/** Words that stand for a date or time, such as `never`; they are sent as they are. */
	words?: string[];
	/** It has always one of a few values: it can be set to another one, and not be emptied. */
	closed?: true;
	/** What is sent to empty it, where that is not the same for all of its kind. */
	empty?: string;
	/** Other names under which the same value is sent, since servers go by different ones. */
	also?: string[];
	/** Only in the form: a choice of words beside the field that has the same name. */
	beside?: true;
	/** Of optional rows: they stand in view, and not in the collection. */
	inView?: true;
	/** It stands in view, and need not be filled in. */
	mayBeEmpty?: true;
}

/** What the answer is, which decides how it becomes items. */
export type Result =
	/** An array: one item a record, paged. */
	| 'list'
	/** One object. */
	| 'record'
	/** A number of records. */
	| 'count'
	/** A write: 202 without a record, or the record when the server answers synchronously. */
	| 'write'
	| 'delete'
	/** Raw bytes, which become binary data. */
	| 'file';

/** One operation of the API as the generated table knows it. */
export interface Operation {
	/** Its key in spec/openapi.json, for example `PUT /domains/{domain}/phonenumbers#1`. */
	id: string;
	/** Other keys of spec/openapi.json that are this very request. */
	also?: string[];
	method: IHttpRequestMethods;
	/** Path below /ns-api/v2 with `{name}` placeholders. */
	path: string;
	/** First core version that serves it, for example `44` or `44.3`. */
	since: string;
	result: Result;
	/** Kind of record it reads or writes, where servers spell those differently. */
	record?: string;
	/** The answer is text, and no JSON that could be looked at. */
	text?: true;
	/** Fields that stand in view: path parameters and required ones. */
	parameters: Field[];
	/** The parameter `period` is shown: a name may stand for `datetime-start` and `datetime-end`. */
	period?: true;
	/** Optional body fields, children of the collection `fields`. */
	fields?: Field[];
	/** Optional query parameters, children of the collection `filters`. */
	filters?: Field[];
	/** What an operation without an endpoint that writes asks in the collection `options`. */
	settings?: Field[];
	/** The API takes `synchronous: "yes"` and then answers with the record. */
	synchronous?: true;
	/** The body is multipart/form-data instead of JSON. */
	multipart?: true;
	/** Body fields beside the content of a file that hold its type, its size, and the text with it. */
	media?: { type: string; size: string; text: string };
	/** The parameter `dataMode` is shown: body fields may come from the incoming item's keys. */
	mappable?: true;
	/**
	 * Body values the operation always sends (what makes a variant of an endpoint this variant).
	 * `{id}` stands for the path parameter of that name.
	 */
	constants?: Record<string, string | number | boolean>;
	/** The same for the query. */
	queryConstants?: Record<string, string | number | boolean>;
	/** Identifiers in the body that are made up unless they are given. */
	generated?: string[];
	/** The parameter `fieldsToClear` is shown, and the option Empty Values. */
	clears?: true;
	/** The body is an array: the value of the only body field. */
	arrayBody?: true;
	/** The operation that counts what this one lists, and the filters of the list that it knows too. */
	count?: { path: string; filters: string[] };
	/** Columns that the output has when it is simplified. */
	simplify?: string[];
	/** Where the records are in an answer that is no list of them; see rows.ts. */
	rows?: {
		/** Name under which they stand. */
		at?: string;
		/** What the keys that lead to them are called in their items. */
		keys?: string[];
		/** What a row that is a plain value is called. */
		value?: string;
	};
	/** The answer is not the file itself; this is where the files are found. */
	download?: Download;
}

/** Where the files are that an answer's records link to. */
export interface Download {
	/** Field of the records that holds the link. */
	link: string;
	/** Fields of the records with the file's name and type. */
	fileName?: string;
	mimeType?: string;
	/** Which record of a list is meant: the path parameter that asks for it, and the field it is in. */
	by?: { name: string; field: string };
}

/** What a form asks: all that is needed to read its values. */
export type Asked = Pick<Operation, 'parameters'> &
	Partial<
		Pick<
			Operation,
			| 'fields'
			| 'filters'
			| 'settings'
			| 'constants'
			| 'queryConstants'
			| 'generated'
			| 'mappable'
			| 'record'
			| 'synchronous'
			| 'clears'
			| 'period'
		>
	>;

/** How Create or Update finds a record, and which operations of the resource make and change it. */
export interface Upsert {
	create: string;
	/** Which of its requests creates, where it is several. */
	choice?: string;
	update: string;
	/** Reads the record that the form names. */
	reads?: string;
	/** Lists the records among which it is looked for. */
	finds?: string;
	/** Fields that tell it among them; of several, `matchBy` chooses one. */
	by?: string[];
	/** Placeholder of the path → field of a listed record that has it. */
	id?: Record<string, string>;
	/** What a new record gets where the form says nothing. */
	presets?: Record<string, string | number | boolean>;
}

/** How Sync tells the records of a list from each other. */
export interface Sync {
	/** Fields that tell whether a record is the same; of several, `matchBy` chooses one. */
	by: string[];
	/** Placeholder of the path → field of a listed record that has it. */
	id: Record<string, string>;
	/**
	 * Records of another kind in the same list, which are left alone: field → how its value begins. Whatever
	 * has a value there is not deleted.
	 */
	others?: Record<string, string>;
	/** What a new record gets where its item says nothing. */
	presets?: Record<string, string | number | boolean>;
}

/** What the form of an operation without an endpoint asks. */
export type Form = Asked & { upsert?: Upsert; sync?: Sync };

/** One operation in the panel that is several in the API: another parameter chooses among them. */
export interface Choice<T> {
	/** The parameter whose value chooses. */
	selector: string;
	options: Record<string, T>;
}

export type OperationChoice = Choice<Operation>;

/** resource → operation → what is sent. */
export type OperationTable = Record<string, Record<string, Operation | OperationChoice>>;

/** resource → operation → what the form asks, of operations without an endpoint. */
export type FormTable = Record<string, Record<string, Form | Choice<Form>>>;

/** Names that workflows may hold from before a rename, and what stands for them now. */
export interface OldNames {
	resources: Record<string, string>;
	/** resource → older operation → operation, and the choice in it that does the same. */
	operations: Record<string, Record<string, { operation: string; choice?: string }>>;
	/** resource → operation → older choice → choice. */
	choices: Record<string, Record<string, Record<string, string>>>;
}

/** How a picker (resource locator) finds what it offers. */
export interface Picker {
	/** Lists that it reads. */
	sources?: PickerSource[];
	/** In place of lists: all there is. */
	values?: string[];
	/** Values that no list has, shown first. */
	offers?: Array<{ name: string; value: string }>;
}

/** A list of the API that a picker reads. */
export interface PickerSource {
	/** Path of the list, with placeholders filled from the parameters of the same name. */
	path: string;
	/** First core version that serves it. */
	since: string;
	/** Kind of record it lists, where servers spell those differently. */
	record?: string;
	/** Key of a record's identifier, or text with keys in it: `{user}@{domain}`. */
	value: string;
	/** Keys shown to people before the identifier; empty ones are left out. */
	label: string[];
	/** The only records that are shown: key → how its value begins. */
	only?: Record<string, string>;
	/** Records that are left out: key → how its value begins. */
	without?: Record<string, string>;
	/** Records that are shown only when something is searched for, in the same way. */
	onSearch?: Record<string, string>;
	/** Read behind the list before it; the others stand in where those before gave nothing. */
	further?: true;
	/** Read in place of all others where the form has what it needs. */
	alone?: true;
}

/** Which fields the records of an operation have; operations that have the same share a list. */
export interface ColumnTable {
	lists: string[][];
	/** resource → operation → which list. */
	of: Record<string, Record<string, number>>;
}
