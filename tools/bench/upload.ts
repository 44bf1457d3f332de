/** A file of nearly the size servers take (25 MB), sent as a form: our node beside HTTP Request. */
import type { Bench } from './bench';
import { peakOf } from './memory';
import { download, httpRequest, ours } from './nodes';
import { row } from './rows';
import { withServer, type BenchServer } from './start-server';
import { inTurns } from './turns';
import { withN8n } from './with-n8n';
import { publishTimed, type Step } from './workflow';

const MEGABYTES = 24;

/** Each gets the file first, as a workflow would, from a node whose time does not count. */
function contenders(domainUrl: string) {
	const file: Step = {
		...download(`${domainUrl}/file?megabytes=${MEGABYTES}`),
		name: 'File',
	};
	const own = ours({ resource: 'holdMessage', operation: 'create', File: 'data' });
	const http = httpRequest({
		method: 'POST',
		url: `${domainUrl}/msg`,
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [
				{ parameterType: 'formData', name: 'synchronous', value: 'yes' },
				{ parameterType: 'formBinaryData', name: 'File', inputDataFieldName: 'data' },
			],
		},
	});
	return { ours: [file, own], 'HTTP Request': [file, http] };
}

async function times(server: BenchServer, turns: number) {
	const steps = contenders(server.domainUrl);
	return await withN8n(async ({ client, credentialFor }) => {
		const credential = await credentialFor(server.url);
		return await inTurns(
			{
				ours: await publishTimed(client, 'ours', steps.ours, credential, 1),
				http: await publishTimed(client, 'HTTP Request', steps['HTTP Request'], credential, 1),
			},
			turns,
		);
	});
}

async function memory(server: BenchServer, turns: number) {
	const steps = contenders(server.domainUrl);
	return await inTurns(
		{
			ours: async () => await peakOf(server, steps.ours, () => undefined),
			http: async () => await peakOf(server, steps['HTTP Request'], () => undefined),
		},
		turns,
		0,
	);
}

/** 24 MB, once a turn. */
export const bench: Bench = async ({ quick }) =>
	await withServer({}, async (server) => {
		const seconds = await times(server, quick ? 3 : 7);
		const megabytes = await memory(server, quick ? 1 : 3);
		return [
			row({
				what: `${MEGABYTES} MB`,
				unit: 's',
				ours: seconds.ours,
				other: ['HTTP Request, form', seconds.http],
			}),
			row({
				what: `${MEGABYTES} MB, peak memory`,
				unit: 'MB',
				ours: megabytes.ours,
				other: ['HTTP Request, form', megabytes.http],
			}),
		];
	});
