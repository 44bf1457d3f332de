import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200']);
});
afterAll(async () => await simulator.stop());

const file = (text: string) => ({
	data: {
		data: Buffer.from(text).toString('base64'),
		mimeType: 'audio/wav',
		fileName: `${text}.wav`,
	},
});

const domain = { __rl: true, mode: 'id', value: '={{ $json.domain }}' };
const user = { __rl: true, mode: 'id', value: '={{ $json.user }}' };

/** Two items whose parameters differ; a file each for uploads. */
function twoItems(first: object, second: object): INodeExecutionData[] {
	return [
		{ json: { domain: simulator.credentials.domain, ...first }, binary: file('first') },
		{ json: { domain: simulator.credentials.domain, ...second }, binary: file('second') },
	];
}

async function run(parameters: INodeParameters, input: INodeExecutionData[]) {
	const outcome = await runNode({ parameters, input, credential: apiKeyCredential(simulator) });
	expect(outcome.error).toBeUndefined();
	return outcome;
}

const pairs = (items: INodeExecutionData[]) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

/** Each kind of operation, what tells the two items apart, and what each request must carry. */
const kinds: [string, INodeParameters, object, object, RegExp][] = [
	[
		'list',
		{ resource: 'device', operation: 'getAll', returnAll: true, domain, user },
		{ user: '101' },
		{ user: '102' },
		/users\/(\d+)\/devices$/,
	],
	[
		'record',
		{ resource: 'user', operation: 'get', domain, user, output: 'raw' },
		{ user: '101' },
		{ user: '102' },
		/users\/(\d+)$/,
	],
	[
		'count',
		{ resource: 'device', operation: 'count', domain, user },
		{ user: '101' },
		{ user: '102' },
		/users\/(\d+)\/devices\/count$/,
	],
	[
		'write',
		{
			resource: 'user',
			operation: 'update',
			domain,
			user,
			fields: { 'status-message': '={{ $json.user }}' },
		},
		{ user: '101' },
		{ user: '102' },
		/users\/(\d+)$/,
	],
	[
		'upload',
		{ resource: 'greeting', operation: 'create', audioSource: 'file', domain, user, File: 'data' },
		{ user: '101' },
		{ user: '102' },
		/users\/(\d+)\/greetings$/,
	],
	[
		'file',
		{
			resource: 'textToSpeech',
			operation: 'synthesize',
			domain,
			user,
			script: '={{ $json.user }}',
		},
		{ user: '101' },
		{ user: '102' },
		/users\/(\d+)\//,
	],
	[
		'delete',
		{ resource: 'user', operation: 'delete', domain, user },
		{ user: '103' },
		{ user: '104' },
		/users\/(\d+)$/,
	],
	[
		'API request',
		{
			resource: 'apiRequest',
			operation: 'request',
			method: 'GET',
			path: '=/domains/{{ $json.domain }}/users/{{ $json.user }}',
		},
		{ user: '101' },
		{ user: '102' },
		/users\/(\d+)$/,
	],
];

describe('two items give requests with their own parameters, paired with their items', () => {
	test.each(kinds)('%s', async (_, parameters, first, second, pattern) => {
		const { items, requests } = await run(parameters, twoItems(first, second));
		const users = new Set(requests.map(({ url }) => pattern.exec(url)?.[1]));
		expect([...users].sort()).toEqual(
			[first, second].map((item) => (item as { user: string }).user),
		);
		if (parameters.returnAll !== true) expect(requests).toHaveLength(2);
		expect(new Set(pairs(items))).toEqual(new Set([0, 1]));
		expect(pairs(items)).toEqual([...pairs(items)].sort());
	});
});
