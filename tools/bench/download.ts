/** A long recording, kept as a file by n8n: our node beside HTTP Request's file download. */
import type { Bench } from './bench';
import { peakOf } from './memory';
import { byId, download, ours } from './nodes';
import { row } from './rows';
import { withServer } from './start-server';
import { inTurns, secondsOf } from './turns';
import { withN8n } from './with-n8n';
import { publish, type Step } from './workflow';

const SCRIPT = { script: 'Hello' };

/** Answers with the size of the file that came out. */
const size: Step = {
	name: 'Size',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: '={{ { size: $binary.data.bytes } }}' },
};

/** The only operation that answers with bytes is text to speech. */
function contenders(domainUrl: string) {
	const own = ours({
		resource: 'textToSpeech',
		operation: 'synthesize',
		user: byId('101'),
		...SCRIPT,
	});
	const http = download(`${domainUrl}/users/101/voices`, {
		method: 'POST',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: JSON.stringify(SCRIPT),
	});
	return { ours: [own, size], 'HTTP Request': [http, size] };
}

/** 400 MB (100 when quick). */
export const bench: Bench = async ({ quick }) => {
	const megabytes = quick ? 100 : 400;
	const check = ({ size: found }: Record<string, unknown>) => {
		if (found === megabytes * 1024 * 1024) return;
		throw new Error(`${String(found)} bytes of ${megabytes} MB came out`);
	};
	return await withServer({ download: megabytes }, async (server) => {
		const steps = contenders(server.domainUrl);
		const seconds = await withN8n(async ({ client, credentialFor }) => {
			const credential = await credentialFor(server.url);
			const own = await publish(client, 'ours', steps.ours, credential);
			const http = await publish(client, 'HTTP Request', steps['HTTP Request'], credential);
			return await inTurns(
				{
					ours: async () => await secondsOf(async () => check(await own())),
					http: async () => await secondsOf(async () => check(await http())),
				},
				quick ? 1 : 5,
			);
		});
		const peaks = await inTurns(
			{
				ours: async () => await peakOf(server, steps.ours, check),
				http: async () => await peakOf(server, steps['HTTP Request'], check),
			},
			quick ? 1 : 3,
			0,
		);
		return [
			row({
				what: `${megabytes} MB`,
				unit: 's',
				ours: seconds.ours,
				other: ['HTTP Request, file', seconds.http],
			}),
			row({
				what: `${megabytes} MB, peak memory`,
				unit: 'MB',
				ours: peaks.ours,
				other: ['HTTP Request, file', peaks.http],
				atMost: 150,
			}),
		];
	});
};
