import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { pickers } from '../../nodes/NetSapiens/generated/pickers';
import { Search } from '../../nodes/NetSapiens/methods/search';
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node';
import { enrich } from '../../nodes/NetSapiensTrigger/enrich';
import { NetSapiensTrigger } from '../../nodes/NetSapiensTrigger/NetSapiensTrigger.node';
import { placeholders } from '../../tools/generate/spec';
import { executeContext, loadOptionsContext } from '../support/contexts';
import { runNode } from '../support/engine';
import { json, startHostile, type Hostile } from '../support/hostile';
import { criticalValues } from '../support/pathValues';
import { offered } from '../support/operations';
import { minimalParameters } from '../support/filled';

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

const credential = () => ({
	server: server.url,
	authentication: 'apiKey',
	apiKey: 'nss_0123456789',
	accessToken: 'nss_0123456789',
});

const sent = () => server.requests.map(({ method, url }) => `${method} ${url}`);

/** With a field to send, as an update of nothing is refused before its path is looked at. */
async function run(more: INodeParameters) {
	const parameters = { ...more, options: { bodyJson: '{"x": 1}' } };
	return await runNode({
		parameters,
		credential: credential(),
		input,
		onError: 'continueRegularOutput',
	});
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
		// What is looked for in a list is not sent.
		.filter(({ in: place, name }) => place === 'path' && offer.operation.path.includes(`{${name}}`))
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
		flaws.push(...sent().map((request) => `${title} sent ${request}`));
		server.requests.length = 0;
	}
	expect(flaws).toEqual([]);
}, 120_000);

const listPlaces = Object.entries(pickers).flatMap(([name, { sources = [] }]) =>
	sources.flatMap((source) =>
		placeholders(source.path).map((field) => ({ name, source, path: source.path, field })),
	),
);

test.each(listPlaces)('$name sends nothing for such a $field of $path', async (place) => {
	const { source, path, field } = place;
	const ordinary = Object.fromEntries(placeholders(path).map((other) => [other, 'x1']));
	for (const value of criticalValues) {
		const parameters = { ...ordinary, [field]: value } as INodeParameters;
		const placed = { type: new NetSapiens(), parameters, credential: credential() };
		const search = new Search(loadOptionsContext(placed), '').run([source]);
		await expect(search).rejects.toThrow(`"${field}"`);
	}
	expect(sent()).toEqual([]);
});

test.each([
	...['/..', '/../../x', '/domains/..', '/domains/%2e%2e/x', '/domains/../../../x', '/./x', '..'],
	...['https://HOST/ns-api/v2/../../x', '/ns-api/v2/../../x', '/ns-api/v2/..', '/a\\..\\..\\b'],
	...['/domains/\uff0e\uff0e', '/domains/..;/x', '/domains//x', '/domains/', '/', '   '],
	...['/domains/undefined', '/domains/[object Object]', '/domains/null/users', '/domains/a\nb'],
])('API Request sends nothing for %j', async (typed) => {
	const path = typed.replace('https://HOST', server.url);
	for (const method of ['GET', 'DELETE']) {
		const { items } = await run({ resource: 'apiRequest', operation: 'request', method, path });
		expect(items.map(({ json: { error } }) => error)).toEqual(input.map(() => expect.any(String)));
	}
	expect(sent()).toEqual([]);
});

test('the trigger sends nothing for an event with such values', async () => {
	const options = { recording: true, voicemail: true, patienceSeconds: 0 };
	const placed = {
		type: new NetSapiensTrigger(),
		parameters: { options },
		credential: credential(),
	};
	const events = criticalValues.flatMap((value) =>
		['domain', 'user', 'callId', 'fileName'].map((field) => {
			const names = { domain: 'acme.example', user: '101', callId: 'c1', [field]: value };
			const event = field === 'domain' || field === 'callId' ? 'callRecord' : 'voicemailLeft';
			const raw = field === 'fileName' ? { filename: value } : {};
			return { json: { event, raw, ...names } as INodeExecutionData['json'] };
		}),
	);
	const items = await enrich(executeContext(placed, events), events);
	expect(items).toHaveLength(events.length);
	// A file without a name is asked for under the name that servers give.
	const usual = 'GET /ns-api/v2/domains/acme.example/users/101/voicemails/new/voicemail.wav';
	expect(sent().filter((request) => request !== usual)).toEqual([]);
});
