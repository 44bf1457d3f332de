import { readFileSync } from 'node:fs';

import { readDocument } from '../../tools/spec-import/documents';
import { correctedKey } from '../../tools/spec-import/merge';
import { operationId } from '../../tools/spec-import/types';

interface VendorOperation {
	requestBody?: { content?: Record<string, unknown> };
}

interface VendorDocument {
	paths: Record<string, Record<string, VendorOperation | undefined>>;
}

/** One documented form of a request. */
export interface Way {
	/** Its key in spec/openapi.json. */
	id: string;
	method: string;
	/** As it is sent, with placeholders. */
	path: string;
	/** What stands before the path in the routed document. */
	prefix: string;
	/** Content types its body can have; none when it has no body. */
	types: string[];
}

/** A vendor's document in which every operation has a path of its own. */
export interface Routed {
	document: object;
	ways: Way[];
}

/**
 * Puts every operation of a document under a path of its own. Several share one as the vendor has
 * them (`/tokens#1`), and a server cannot tell them apart by what it is asked. Answers are left out:
 * they are not what is judged, and their examples do not always fit.
 *
 * @throws ImportError when the file is no OpenAPI document
 */
export function routed(file: string): Routed {
	const text = readFileSync(file, 'utf8');
	const sources = readDocument(file, text).operations;
	const given = JSON.parse(text) as VendorDocument;
	const paths: VendorDocument['paths'] = {};
	const ways = sources.map((source, index): Way => {
		const key = correctedKey(source);
		const [path = ''] = key.split('#');
		const prefix = `/${index}`;
		const { parameters, [source.method]: operation } = given.paths[source.key] ?? {};
		paths[`${prefix}${path}`] = {
			...(parameters && { parameters }),
			[source.method]: operation && { ...operation, responses: anyAnswer },
		};
		return {
			id: operationId(source.method, key),
			method: source.method.toUpperCase(),
			path,
			prefix,
			types: Object.keys(operation?.requestBody?.content ?? {}),
		};
	});
	return { document: { ...given, servers: [], paths }, ways };
}

const anyAnswer = { 200: { description: '' } };
