import type { IDataObject } from 'n8n-workflow';

/** How a value is written for people; items and CSV keep it as it is. */
export type ValueKind = 'text' | 'number' | 'seconds' | 'percent' | 'dateTime';

export interface Column {
	/** Key of the value in a row. */
	key: string;
	/** What people see above it. */
	label: string;
	/** Text when not given. Seconds are a length of time; a percentage is 0 to 100. */
	kind?: ValueKind;
	/** Shown with a bar in HTML; only for numbers. */
	bar?: true;
}

export interface Table {
	title: string;
	columns: Column[];
	/** Rows may have more keys than there are columns; only items show those. */
	rows: IDataObject[];
	/** Stands below the rows. */
	total?: IDataObject;
	/** Columns that tell a row from others, and the figure that is compared with the period before. */
	compares?: { by: string[]; figure: string };
}

/** A number above the tables, with that of the period before where it was asked for. */
export interface Figure {
	label: string;
	value: number | string | null;
	kind?: ValueKind;
	before?: number | string | null;
}

/**
 * What a report found, before it is shown in any way. Dates are ISO with the offset of the
 * workflow's time zone.
 */
export interface Report {
	title: string;
	/** What it is about: domain and period. */
	subtitle: string;
	figures: Figure[];
	/** The rows of the first are the items. */
	tables: Table[];
	/** What the reader has to know: what could not be read, what was left out. */
	notes: string[];
}
