import type { Operation } from '../execute/operation';
import { bare } from '../spellings';
import { endpointOf, type ApiDocument, type Form } from './document';
import { isOlder } from './version';

/** One request of the package, and how the panel calls it. */
export interface Offered {
	resource: string;
	operation: string;
	request: Operation;
}

/** What is known about a server. */
export interface Server {
	/** Its core version, for example `44.4.10`. */
	version?: string;
	/** Its own OpenAPI document. */
	document?: ApiDocument;
}

type Place = 'query' | 'body';

/** What a form of an endpoint asks for that the package does not send. */
interface Difference {
	/** Fields that must be sent, and that the package has nowhere for this endpoint. */
	requires: Array<{ name: string; in: Place }>;
	/** Fields of the package that the server's document has under another name. */
	renamed: Array<{ name: string; theirs: string; in: Place }>;
}

/** One request of the package that does not fit a server. */
export interface Finding extends Difference {
	offered: Offered;
	/** Why the server cannot carry it out, if it cannot. */
	missing?:
		/** It came with a later version than the server's. */
		| 'newer'
		/** The server's document has its path, but with other methods. */
		| 'method'
		/** The server's document does not have its path. */
		| 'path';
}

/** The names that servers are known to give one value, by kind of record. */
export type Spellings = Record<string, string[][]>;

/**
 * Compares what the package sends with what a server's own document takes; without a document, the
 * version that each operation came with with the server's. With neither nothing can be said.
 */
export function compare(offered: Offered[], server: Server, spellings: Spellings): Finding[] {
	const sent = sentTo(offered.map(({ request }) => request));
	return offered.flatMap((one) => {
		const missing = missingOn(server, one.request);
		if (missing) return [{ offered: one, missing, requires: [], renamed: [] }];
		const different = differenceOn(server, one.request, sent, spellings);
		return different ? [{ offered: one, ...different }] : [];
	});
}

function missingOn({ version, document }: Server, request: Operation): Finding['missing'] {
	const { method, path, since } = request;
	if (document?.endpoints.has(endpointOf(method, path))) return undefined;
	if (version !== undefined && isOlder(version, since)) return 'newer';
	if (!document) return undefined;
	const isKnown = METHODS.some((other) => document.endpoints.has(endpointOf(other, path)));
	return isKnown ? 'method' : 'path';
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Which of an endpoint's documented forms a request uses is not written anywhere: the nearest. */
function differenceOn(
	{ document }: Server,
	request: Operation,
	sent: Map<string, Names>,
	spellings: Spellings,
): Difference | undefined {
	const endpoint = endpointOf(request.method, request.path);
	const forms = document?.endpoints.get(endpoint) ?? [];
	const groups = spellings[request.record ?? ''] ?? [];
	const [nearest] = forms
		.map((form) => differenceTo(form, request, sent.get(endpoint) ?? namesIn(request), groups))
		.sort((one, other) => sizeOf(one) - sizeOf(other));
	return nearest && sizeOf(nearest) > 0 ? nearest : undefined;
}

function sizeOf({ requires, renamed }: Difference): number {
	return requires.length + renamed.length;
}

function differenceTo(
	form: Form,
	request: Operation,
	anywhere: Names,
	groups: string[][],
): Difference {
	const difference: Difference = { requires: [], renamed: [] };
	for (const place of ['query', 'body'] as const) {
		const theirs = form[place];
		if (!theirs || (place === 'body' && !hasFields(form, request))) continue;
		const ours = namesIn(request)[place];
		for (const name of ours) {
			const other = otherName(name, [...theirs.names], ours, groups);
			if (other !== undefined) difference.renamed.push({ name, theirs: other, in: place });
		}
		const said = difference.renamed.map((one) => one.theirs);
		for (const name of theirs.required) {
			const isSent = includes([...anywhere[place], ...said], name);
			if (!isSent) difference.requires.push({ name, in: place });
		}
	}
	return difference;
}

/** Bodies of another kind (a file in place of JSON) and arrays have no fields to compare. */
function hasFields({ multipart }: Form, request: Operation): boolean {
	return request.arrayBody !== true && multipart === (request.multipart ?? false);
}

/** What the server calls a field that it does not know under our name; undefined for nothing. */
function otherName(
	name: string,
	theirs: string[],
	ours: string[],
	groups: string[][],
): string | undefined {
	if (theirs.some((their) => their.trim() === name)) return undefined;
	const group = groups.find((known) => includes(known, name)) ?? [];
	return theirs.find(
		(their) => bare(their) === bare(name) || (includes(group, their) && !includes(ours, their)),
	);
}

function includes(names: string[], name: string): boolean {
	return names.some((one) => bare(one) === bare(name));
}

type Names = Record<Place, string[]>;

/** What the package can send to each endpoint, in whatever form of it. */
function sentTo(requests: Operation[]): Map<string, Names> {
	const sent = new Map<string, Names>();
	for (const request of requests) {
		const endpoint = endpointOf(request.method, request.path);
		const { query, body } = sent.get(endpoint) ?? { query: [], body: BY_ITSELF };
		const own = namesIn(request);
		const inPath = request.parameters.filter((field) => field.in === 'path');
		const repeated = inPath.map(({ name }) => name);
		sent.set(endpoint, {
			query: [...query, ...own.query],
			body: [...body, ...own.body, ...repeated],
		});
	}
	return sent;
}

/** Sent where it is known to work; documents call it required in many places, some misspell it. */
const BY_ITSELF = ['synchronous', 'syncrhonous'];

function namesIn({
	parameters,
	fields = [],
	filters = [],
	constants = {},
	queryConstants = {},
}: Operation): Names {
	const typed = [...parameters, ...fields, ...filters];
	const namesOf = (place: Place) =>
		typed.filter((field) => field.in === place).map(({ name }) => name);
	return {
		query: [...namesOf('query'), ...Object.keys(queryConstants), 'start', 'limit'],
		body: [...namesOf('body'), ...Object.keys(constants)],
	};
}
