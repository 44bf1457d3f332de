import type { FoundPicker } from './pickers';
import type { Shape } from './shapes';
import type { FieldWords } from './words';

/** One value of a request as the form asks for it. */
export interface FormField {
	/** n8n's parameter name. */
	parameter: string;
	/** The API's name. */
	name: string;
	in: 'path' | 'query' | 'body';
	shape: Shape;
	words: FieldWords;
	picker?: FoundPicker;
	/** Other names under which servers know the same value; it is sent under all of them. */
	also?: string[];
	/** A choice of words beside the field that has the same name. */
	beside?: true;
	/** Stands in view although it is optional. */
	inView?: true;
	/** Shows only where another parameter has one of these values. */
	showFor?: Record<string, string[]>;
}

/** Everything the panel asks for one request. */
export interface Form {
	/** Path parameters, in the order of the path. */
	path: FormField[];
	/** Required query parameters. */
	query: FormField[];
	/** Required body fields. */
	body: FormField[];
	/** Optional body fields. */
	fields: FormField[];
	/** Optional query parameters. */
	filters: FormField[];
	/** What is optional for an operation without an endpoint that writes: it stands in Options. */
	settings: FormField[];
	constants: Record<string, string | number | boolean>;
	synchronous: boolean;
	multipart: boolean;
	/** The body is an array: the value of its only field. */
	arrayBody: boolean;
}
