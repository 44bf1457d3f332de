import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { offered } from '../support/operations';
import { runNode } from '../support/engine';
import { json, startHostile, type Hostile } from '../support/hostile';
import { criticalValues } from '../support/pathValues';
import { minimalParameters } from '../support/samples';

let server: Hostile;

beforeAll(async () => {
	server = await startHostile(json(200, { deleted: 'everything' }));
});
afterEach(() => server.requests.splice(0));
afterAll(async () => await server.stop());

const binary = {
	data: { data: Buffer.from('RIFF').toString('base64'), mimeType: 'audio/wav', fileName: 'a.wav' },
};

/** One item a value; what is run takes it from there. */
const input: INodeExecutionData[] = criticalValues.map((value) => ({
	json: { value } as INodeExecutionData['json'],
	binary,
}));

/** With a field to send, as an update of nothing is refused before its path is looked at. */
async function run(more: INodeParameters) {
	const parameters = { ...more, options: { bodyJson: '{"x": 1}' } };
	const credential = { server: server.url, authentication: 'apiKey', apiKey: 'nss_0123456789' };
	return await runNode({ parameters, credential, input, onError: 'continueRegularOutput' });
}

/** The parameters with an expression in place of one value, as a picker holds it or as it is. */
function withExpression(parameters: INodeParameters, name: string): INodeParameters {
	const current = parameters[name];
	const isPicker = typeof current === 'object' && current !== null && '__rl' in current;
	const value = '={{ $json.value }}';
	return { ...parameters, [name]: isPicker ? { ...current, value } : value };
}

const places = offered.flatMap((offer) =>
	offer.operation.parameters
		.filter((field) => field.in === 'path')
		.map((field) => ({ title: `${offer.title}: ${field.name}`, offer, field })),
);

test('there are as many places as the API has', () => {
	expect(places.length).toBeGreaterThan(600);
});

test('no operation sends anything for a value that would lead elsewhere', async () => {
	const flaws: string[] = [];
	for (const { title, offer, field } of places) {
		const { items, error } = await run(withExpression(minimalParameters(offer), field.parameter));
		if (error) flaws.push(`${title}: ${error.message}`);
		const words = items.map((item) => String(item.json.error));
		const silent = words.findIndex((message) => !message.includes(`"${field.name}"`));
		if (silent >= 0) flaws.push(`${title}, item ${silent}: ${words[silent]}`);
		if (items.length !== input.length) flaws.push(`${title}: ${items.length} items`);
		const sent = server.requests.splice(0).map(({ method, url }) => `${method} ${url}`);
		flaws.push(...sent.map((request) => `${title} sent ${request}`));
	}
	expect(flaws).toEqual([]);
}, 120_000);
