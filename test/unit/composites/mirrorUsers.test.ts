/** A mirror of users, which deletes neither those of the server nor the one that it works as. */
import type { IDataObject } from 'n8n-workflow';
import { sync } from '../../../nodes/NetSapiens/composites/sync/sync';
import { asked } from '../../support/asked';
import { MemoryServer } from '../../support/memoryServer';

const USERS = '/domains/acme/users';

describe('a mirror of users', () => {
	const there = [
		{ user: '101', domain: 'acme', 'email-address': 'a@x.test' },
		{ user: '102', domain: 'acme', 'email-address': 'b@x.test' },
		{ user: '103', domain: 'acme', 'email-address': 'c@x.test' },
		{ user: '900', domain: 'acme', 'service-code': 'system-queue' },
		{ user: '901', domain: 'acme', 'service-code': 'something else' },
	];
	const mirror = async (authentication: string, own?: IDataObject) => {
		const server = new MemoryServer({ [USERS]: structuredClone(there) });
		if (own) server.lists['/domains/~/users'] = [own];
		const items = asked('user', { matchBy: 'user', syncMode: 'mirror' }, [{ user: '101' }]);
		const error = await sync(server.calls(items, authentication)).then(() => '', String);
		return [error, ...server.writes];
	};

	test('leaves what is or could be of the server', async () => {
		const both = ['', 'DELETE /domains/acme/users/102', 'DELETE /domains/acme/users/103'];
		expect(await mirror('apiKey')).toEqual(both);
	});

	test('never deletes the user that it works as', async () => {
		const own = { user: 103, domain: 'Acme', 'user-scope': 'Office Manager' };
		expect(await mirror('password', own)).toEqual(['', 'DELETE /domains/acme/users/102']);
	});

	test('takes a user of another domain with the same extension for somebody else', async () => {
		const own = { user: '103', domain: 'other', 'user-scope': 'Reseller' };
		const both = ['', 'DELETE /domains/acme/users/102', 'DELETE /domains/acme/users/103'];
		expect(await mirror('password', own)).toEqual(both);
	});

	test.each([
		[403, ['', 'DELETE /domains/acme/users/102', 'DELETE /domains/acme/users/103']],
		[500, ['Error: Refused']],
	])('asks who it is, and %i is the answer', async (status, expected) => {
		const server = new MemoryServer({ [USERS]: structuredClone(there) });
		server.refuses['GET /domains/~/users/~'] = status;
		const items = asked('user', { matchBy: 'user', syncMode: 'mirror' }, [{ user: '101' }]);
		const error = await sync(server.calls(items, 'password')).then(() => '', String);
		expect([error, ...server.writes]).toEqual(expected);
	});

	test('may be looked at by whom may change one user only, where nothing differs', async () => {
		const own = { user: '103', domain: 'acme', 'user-scope': 'Basic User' };
		const server = new MemoryServer({ [USERS]: structuredClone(there), '/domains/~/users': [own] });
		const items = asked('user', { matchBy: 'user' }, [{ user: '101' }]);
		const results = await sync(server.calls(items, 'password'));
		expect(results.map(({ json }) => json.result)).toEqual(['unchanged']);
		const dry = asked('user', { matchBy: 'user', syncMode: 'mirror', dryRun: true }, [
			{ user: '101' },
		]);
		expect(await sync(server.calls(dry, 'password'))).toHaveLength(2);
	});

	test.each(['Basic User', 'Simple User', 'Advanced User', 'No Portal', 'basic-user'])(
		'is not begun as a %s, who may change one user only',
		async (scope) => {
			const own = { user: '103', domain: 'acme', 'user-scope': scope };
			const words = `The credential has scope ${scope}, which has permission for its own user only.`;
			const [error, ...writes] = await mirror('password', own);
			expect(error).toContain(words);
			expect(writes).toEqual([]);
		},
	);

	test('is left to the server where nobody may know who it works as', async () => {
		const both = ['', 'DELETE /domains/acme/users/102', 'DELETE /domains/acme/users/103'];
		expect(await mirror('password')).toEqual(both);
	});
});
