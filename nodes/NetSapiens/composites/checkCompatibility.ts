import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { compare, type Server } from '../compatibility/compare';
import { readDocument, type ApiDocument } from '../compatibility/document';
import { offeredBy } from '../compatibility/offered';
import { countsOf, problemOf, summaryOf } from '../compatibility/report';
import { versionIn } from '../compatibility/version';
import { readActor, readIfShown } from './actor';
import { asItem } from '../execute/output';
import { operations } from '../generated/operations';
import { properties, resources } from '../generated/properties';
import { spellings } from '../generated/spellings';
import type { Api } from '../transport/api';
import { reachDoubt } from '../transport/reach';
import type { Call } from '../execute/call';

/**
 * Compares the operations of this package with what the server has. Whether the server can post events to
 * this n8n is told above the output.
 *
 * @returns what was found about the server, then one record for each operation that does not fit it
 * @throws NodeApiError when the server cannot be reached or does not accept the credential
 */
export async function checkCompatibility(call: Call): Promise<INodeExecutionData[]> {
	const { api, itemIndex } = call;
	const serverVersion = versionIn((await readIfShown(api, '/version', itemIndex))?.apiversion);
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
	await tellWhetherReached(call);
	return [summary, ...problems.map((problem): IDataObject => ({ ...problem }))].map(asItem);
}

/** Nodes that do not wait for events are not told n8n's webhook address; the one to go on at has it. */
async function tellWhetherReached({ context, api, itemIndex }: Call): Promise<void> {
	// All items have the same server.
	if (itemIndex > 0) return;
	const webhook = context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex);
	if (typeof webhook !== 'string' || !URL.canParse(webhook)) return;
	const doubt = reachDoubt(webhook, await api.baseUrl());
	if (!doubt) return;
	context.addExecutionHints({ message: doubt.words, type: 'warning', location: 'outputPane' });
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
