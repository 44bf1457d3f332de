import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { apiKeyCredential, jwtCredential } from '../support/credentials';
import { runNode, type Outcome } from '../support/engine';
import { offered, type Offered } from '../support/operations';
import { minimalParameters } from '../support/samples';
import { signInValues } from '../support/signIn';
import { startSimulator, type RunningSimulator } from '../support/simulator';

let simulator: RunningSimulator;
let logins: Record<string, IDataObject>;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200']);
	logins = await signInValues(simulator);
}, 60_000);
afterAll(async () => await simulator.stop());

/** What cannot be a required field, because the server wants one of several. */
const oneOfSeveral: Record<string, INodeParameters> = {
	'transcription get': { filters: { orig_callid: '20260105120000000123-0a1b2c3d' } },
};

/** An item with a file, which uploads send. */
const withFile: INodeExecutionData = {
	json: {},
	binary: {
		data: {
			data: Buffer.from('RIFF').toString('base64'),
			mimeType: 'audio/wav',
			fileName: 'a.wav',
		},
	},
};

/** Reading or revoking the JWT in use takes one. */
function usesJwt({ operation: { method, path } }: Offered): boolean {
	return path === '/jwt' && method !== 'POST';
}

async function run(one: Offered): Promise<Outcome> {
	const { domain } = simulator.credentials;
	const known = {
		domain,
		user: '101',
		base64_file: 'UklGRg==',
		year: '2026',
		...logins[one.title],
	};
	return await runNode({
		parameters: { ...minimalParameters(one, known), ...oneOfSeveral[one.title] },
		credential: usesJwt(one) ? jwtCredential(simulator) : apiKeyCredential(simulator),
		input: [withFile],
	});
}

/** A path template as pattern for the paths made from it. */
function patternOf(template: string): RegExp {
	const parts = template
		.split(/\{[^}]+\}/)
		.map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('[^/]+')}$`);
}

/** Refusals that are about the records there are, not about how the request was made. */
const aboutRecords = /Please provide all timeframes in the new order|File already exists/;

/**
 * What the server has against the request itself. That a record does not exist (404) or exists
 * already (409) is about the sample value.
 */
function objection({ error }: Outcome): string {
	if (!error || aboutRecords.test(error.message)) return '';
	const { httpCode } = error as { httpCode?: string };
	const missing = httpCode === '404' && !/route/i.test(error.message);
	return missing || httpCode === '409' ? '' : `${error.message} ${error.description ?? ''}`;
}

/** Reads, then writes, then deletes, those of parts before those of the whole: each finds its record. */
function inOrder(all: Offered[]): Offered[] {
	const turn = (one: Offered) => {
		const { method, path } = one.operation;
		if (method === 'GET' || usesJwt(one)) return 0;
		return method === 'DELETE' ? 100 - path.split('/').length : 1;
	};
	return [...all].sort((a, b) => turn(a) - turn(b));
}

describe('every operation is understood by the server with its minimal parameters', () => {
	test.each(inOrder(offered).map((one) => [one.title, one] as const))('%s', async (_, one) => {
		const outcome = await run(one);
		const { method, path } = one.operation;
		expect(outcome.requests[0]).toMatchObject({
			method,
			url: expect.stringMatching(patternOf(path)),
		});
		expect(objection(outcome)).toBe('');
	});
});
