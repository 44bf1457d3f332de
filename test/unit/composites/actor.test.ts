/** Whose the credential is. */
import { readActor, readIfShown } from '../../../nodes/NetSapiens/composites/actor';
import { MemoryServer } from '../../support/memoryServer';

const apiOf = (server: MemoryServer, authentication?: string) =>
	server.calls([{ resource: 'coreServer', operation: 'checkCompatibility' }], authentication)[0]!
		.api;

test.each([
	[403, '', undefined],
	[404, '', undefined],
	[401, 'Your scope does not allow it', undefined],
	[401, 'Token expired', 'Token expired'],
	[500, '', 'Refused'],
])('a record that is answered with %i "%s"', async (status, words, expected) => {
	const server = new MemoryServer({});
	server.refuses['GET /version'] = status;
	const api = apiOf(server);
	const { request } = api;
	api.request = async (asked) =>
		await request(asked).catch((error: Error) => {
			throw Object.assign(error, words && { message: words });
		});
	const read = await readIfShown(api, '/version', 0).catch(({ message }: Error) => message);
	expect(read).toBe(expected);
});

test('is asked of the key, or of the user', async () => {
	const server = new MemoryServer({
		'/apikeys': [{ '~': 'x', 'user-scope': 'Reseller', description: 'Key' }],
		'/domains/~/users': [{ user: '101', domain: 'acme', 'user-scope': 'Basic User' }],
	});
	expect(await readActor(apiOf(server, 'password'), 0)).toMatchObject({
		...{ who: '101@acme', scope: 'Basic User' },
	});
	expect(await readActor(apiOf(server, 'apiKey'), 0)).toMatchObject({ scope: 'Reseller' });
	expect(server.reads).toEqual(['/domains/~/users/~', '/apikeys/~']);
	server.refuses['GET /apikeys/~'] = 403;
	expect(await readActor(apiOf(server, 'apiKey'), 0)).toBeUndefined();
});
