import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { actingKey, actingUser, type Actor } from '../../../credentials/signIn/person';
import { compare, type Server } from '../compatibility/compare';
import { readDocument, type ApiDocument } from '../compatibility/document';
import { offeredBy } from '../compatibility/offered';
import { countsOf, problemOf, summaryOf } from '../compatibility/report';
import { versionIn } from '../compatibility/version';
import { asItem, recordsOf } from '../execute/output';
import { operations } from '../generated/operations';
import { properties, resources } from '../generated/properties';
import { spellings } from '../generated/spellings';
import type { Api } from '../transport/api';
import { isAboutRights } from '../transport/failure';
import type { Call } from '../execute/call';

/**
 * Compares the operations of this package with what the server has.
 *
 * @returns what was found about the server, then one record for each operation that does not fit it
 * @throws NodeApiError when the server cannot be reached or does not accept the credential
 */
export async function checkCompatibility({ api, itemIndex }: Call): Promise<INodeExecutionData[]> {
	const serverVersion = versionIn((await read(api, '/version', itemIndex))?.apiversion);
	const actor = await readActor(api, itemIndex);
	const { document, why } = await readOwnDocument(api, itemIndex);
	const server: Server = { version: serverVersion ?? document?.version, document };
	const offered = offeredBy(operations, { resources, properties });
	const problems = compare(offered, server, spellings).map((one) => problemOf(one, server));
	const isComparable = server.version !== undefined || document !== undefined;
	const counts = countsOf(problems, isComparable ? offered.length : 0);
	const summary = {
		summary: summaryOf(counts, server),
		serverVersion: serverVersion ?? null,
		apiVersion: document?.version ?? null,
		signedInAs: actor?.who || null,
		scope: actor?.scope || null,
		...counts,
		source: document
			? 'OpenAPI document of the server'
			: `Versions that operations came with, as the document of the server could not be read: ${why}`,
	};
	return [summary, ...problems.map((problem): IDataObject => ({ ...problem }))].map(asItem);
}

/** Whose the credential is, asked for as signing in does. */
async function readActor(api: Api, itemIndex: number): Promise<Actor | undefined> {
	const isKey = (await api.authentication()) === 'apiKey';
	const record = await read(api, isKey ? '/apikeys/~' : '/domains/~/users/~', itemIndex);
	return record && (isKey ? actingKey(record) : actingUser(record));
}

/** A record of the API, unless the server does not have it, or does not show it to this caller. */
async function read(api: Api, path: string, itemIndex: number): Promise<IDataObject | undefined> {
	const request = { method: 'GET', path, kind: 'record', itemIndex } as const;
	const answer = await api.request(request).catch((error: NodeApiError) => {
		const { httpCode = '', message } = error;
		const isAbsent = httpCode === '403' || httpCode === '404';
		return isAbsent || (httpCode === '401' && isAboutRights(message)) ? undefined : fail(error);
	});
	return recordsOf(answer)[0];
}

/** The server's own document, or why there is none to compare with. */
async function readOwnDocument(
	api: Api,
	itemIndex: number,
): Promise<{ document?: ApiDocument; why?: string }> {
	const answer = await api
		.ownDocument(itemIndex)
		.then((found) => ({ found }))
		.catch((error: Error) => (api.stopped.aborted ? fail(error) : { why: error.message }));
	if ('why' in answer) return answer;
	const document = readDocument(answer.found);
	return document ? { document } : { why: 'it is no OpenAPI document' };
}

function fail(error: Error): never {
	throw error;
}
