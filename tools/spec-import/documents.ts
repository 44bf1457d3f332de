import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { plainOperation, plainSchema } from './plain';
import { isScope, parseScope } from './scope';
import {
	ImportError,
	methods,
	type AppliedCorrection,
	type Operation,
	type ScopeRow,
	type SourceDocument,
} from './types';

type Loose = Record<string, unknown>;

const isObject = (value: unknown): value is Loose =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const section = (value: unknown): Loose => (isObject(value) ? value : {});

/** A version nobody chose: what documentation tools write into every export. */
const placeholderVersion = '1.0.0';

/**
 * The API version a document describes: its own `info.version`, or, where that is a placeholder, the
 * one in the file's name (`openapi-v45.0.json`).
 */
function versionOf(file: string, document: Loose): string {
	const stated = section(document.info).version;
	if (typeof stated === 'string' && stated !== placeholderVersion && /^v?\d/.test(stated))
		return stated.replace(/^v/, '');
	const named = /v?(\d+(?:\.\d+)+)/.exec(basename(file))?.[1];
	if (named) return named;
	throw new ImportError(
		`${file}: cannot tell which API version it describes. Put the version into the file's name, for example openapi-v45.0.json.`,
	);
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		throw new ImportError(`${file}: cannot be read. Check the path.`);
	}
}

function parse(file: string, text: string): Loose {
	let document: unknown;
	try {
		document = JSON.parse(text);
	} catch {
		throw new ImportError(
			`${file}: is not JSON. Save the OpenAPI document itself, as a server serves it at /ns-api/webroot/openapi/openapi.json.`,
		);
	}
	if (isObject(document) && 'swagger' in document)
		throw new ImportError(
			`${file}: is a Swagger ${String(document.swagger)} document. Convert it to OpenAPI 3 first (for example with swagger2openapi).`,
		);
	if (!isObject(document) || typeof document.openapi !== 'string')
		throw new ImportError(
			`${file}: is JSON, but not an OpenAPI document (it has no "openapi" key). Give the OpenAPI 3 document of the API.`,
		);
	if (!document.openapi.startsWith('3.'))
		throw new ImportError(`${file}: is OpenAPI ${document.openapi}. Only OpenAPI 3 can be read.`);
	if (!isObject(document.paths) || Object.keys(document.paths).length === 0)
		throw new ImportError(
			`${file}: has no paths. The download may be incomplete; fetch the document again.`,
		);
	return document;
}

/** What a spec/openapi.json of ours says of an operation beyond the vendor's facts. */
function ownWords(source: Loose, operation: Operation): Operation {
	const versions = source['x-documented-in'];
	const olderFields = source['x-older-fields'];
	return {
		...operation,
		...(typeof source['x-since'] === 'string' && { 'x-since': source['x-since'] }),
		...(Array.isArray(olderFields) && { 'x-older-fields': olderFields as string[] }),
		...(Array.isArray(versions) && { 'x-documented-in': versions as string[] }),
	};
}

/**
 * Reads one OpenAPI document.
 *
 * @param file - Path of the file, for messages and, if need be, the version.
 * @param text - Its content.
 * @throws ImportError when it is not an OpenAPI 3 document with paths.
 */
export function readDocument(file: string, text: string): SourceDocument {
	const document = parse(file, text);
	const version = versionOf(file, document);
	const corrections = document['x-corrections'];
	const own = Array.isArray(corrections)
		? { corrections: corrections as AppliedCorrection[] }
		: undefined;
	const operations = Object.entries(section(document.paths)).flatMap(([key, item]) =>
		methods
			.filter((method) => isObject(section(item)[method]))
			.map((method) => {
				const source = section(section(item)[method]);
				const operation = plainOperation(source, version);
				return { method, key, operation: own ? ownWords(source, operation) : operation };
			}),
	);
	const schemas = Object.fromEntries(
		Object.entries(section(section(document.components).schemas)).map(([name, schema]) => [
			name,
			plainSchema(schema),
		]),
	);
	return { file, version, operations, schemas, ...(own && { own }) };
}

/**
 * Newer versions first; parts of a version compare as numbers. Of one version, a spec of ours comes
 * after the vendor's document it was made from.
 */
export function newestFirst(one: SourceDocument, other: SourceDocument): number {
	const [a, b] = [one, other].map(({ version }) => version.split('.').map(Number));
	for (let part = 0; part < Math.max(a!.length, b!.length); part++) {
		const difference = (b![part] ?? 0) - (a![part] ?? 0);
		if (difference !== 0) return difference;
	}
	return Number(one.own !== undefined) - Number(other.own !== undefined);
}

/**
 * Reads the files given to the import: OpenAPI documents and tables of operations.
 *
 * @param files - Paths; a table is recognized by its header line.
 * @throws ImportError for a file that is neither, and for two documents of one version.
 */
export function readFiles(files: string[]): { documents: SourceDocument[]; scope: ScopeRow[] } {
	const documents: SourceDocument[] = [];
	const scope: ScopeRow[] = [];
	for (const file of files) {
		const text = read(file);
		if (isScope(text)) scope.push(...parseScope(file, text));
		else documents.push(readDocument(file, text));
	}
	if (documents.length === 0)
		throw new ImportError(
			'No OpenAPI document given. Usage: npm run spec:import -- FILE… with at least one OpenAPI document.',
		);
	return { documents: documents.sort(newestFirst), scope };
}
