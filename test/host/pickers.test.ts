import { packageName } from '../../host/install-package';
import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let officeManager: SavedCredential;
let superUser: SavedCredential;

beforeAll(async () => {
	simulator = await startSimulator();
	const { apiKey } = credentialsFor(simulator);
	officeManager = await n8n.saveCredential({ ...apiKey, name: 'Pickers: office manager' });
	superUser = await n8n.saveCredential({
		...apiKey,
		name: 'Pickers: super user',
		data: { ...apiKey.data, apiKey: simulator.credentials.apiKeys.superUser },
	});
});

afterAll(async () => await simulator.stop());

async function pick(
	method: string,
	credential: SavedCredential,
	parameters: Record<string, unknown> = {},
	{ filter, path, node = 'netSapiens' }: { filter?: string; path?: string; node?: string } = {},
) {
	const nodeType = `${packageName}.${node}`;
	const page = await n8n.pick({ nodeType, method, parameters, credential, filter, path });
	return page.results;
}

describe('domain picker', () => {
	it('lists every domain to a super user, and offers the own one', async () => {
		const results = await pick('searchDomains', superUser);
		expect(results[0]?.value).toBe('~');
		expect(results.map(({ value }) => value)).toContain(simulator.credentials.domain);
		expect(results.length).toBeGreaterThan(5);
	});

	it('lists the own domain to an office manager, who may not list them all', async () => {
		const values = (await pick('searchDomains', officeManager)).map(({ value }) => value);
		expect(values).toEqual(['~', simulator.credentials.domain]);
	});

	it('searches', async () => {
		const { domain } = simulator.credentials;
		const values = (
			await pick('searchDomains', superUser, {}, { filter: domain.toUpperCase() })
		).map(({ value }) => value);
		expect(values).toEqual([domain]);
	});
});

describe('user picker', () => {
	const domain = { __rl: true, mode: 'list', value: '~' };

	it('lists the users of the chosen domain by name and extension', async () => {
		const results = await pick('searchUsers', officeManager, { domain });
		const user = results.find(({ value }) => value === '101');
		expect(user?.name).toMatch(/^\S.+ \(101\)$/);
	});

	it('finds a user by extension', async () => {
		const results = await pick('searchUsers', officeManager, { domain }, { filter: '102' });
		expect(results.map(({ value }) => value)).toEqual(['102']);
	});

	it('says what to do about a domain that does not exist', async () => {
		const unknown = { __rl: true, mode: 'id', value: 'nowhere.example' };
		await expect(pick('searchUsers', superUser, { domain: unknown })).rejects.toThrow(/Not found/);
	});
});

describe('a picker in a collection', () => {
	const own = { __rl: true, mode: 'list', value: '~' };
	const path = 'parameters.fields.dial-plan';

	it('lists by the domain in view, to who may not list all dial plans', async () => {
		const parameters = {
			domain: own,
			fields: { 'dial-plan': { __rl: true, mode: 'list', value: '' } },
		};
		const results = await pick('searchDialPlans', officeManager, parameters, { path });
		expect(results.map(({ value }) => value)).toContain(simulator.credentials.domain);
	});

	it('lists by what stands beside it', async () => {
		const parameters = { filters: { domain: own, user: '' } };
		const place = { path: 'parameters.filters.user' };
		const results = await pick('searchUsers', officeManager, parameters, place);
		expect(results.map(({ value }) => value)).toContain('101');
	});

	it('lists to the node as a tool of an agent', async () => {
		const node = 'netSapiensTool';
		const results = await pick('searchSites', officeManager, { domain: own }, { node });
		expect(results.map(({ value }) => value)).toContain('HQ');
	});
});

describe('a list that cannot be read', () => {
	it('says to choose By ID, and why', async () => {
		const refused = pick('searchRoutes', officeManager);
		await expect(refused).rejects.toThrow(/Choose By ID and type it.+Invalid Scope/);
	});
});

it('finds time zones by their city', async () => {
	const results = await pick('searchTimeZones', officeManager, {}, { filter: 'new york' });
	expect(results.map(({ value }) => value)).toEqual(['America/New_York']);
});
