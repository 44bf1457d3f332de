import { UserError } from 'n8n-workflow';
import { namesIn, requireConfirmed } from '../../../../nodes/NetSapiens/execute/safety/deletions';
import { isReading } from '../../../../nodes/NetSapiens/execute/safety/reading';
import type { ApiRequest } from '../../../../nodes/NetSapiens/transport/api';
import fc from '../../../support/fastCheck';

const request = (more: Partial<ApiRequest>): ApiRequest => ({
	method: 'DELETE',
	path: '/domains/{domain}/users/{user}',
	values: { domain: 'acme.example', user: '104' },
	kind: 'delete',
	...more,
});

test.each<[string[], Partial<ApiRequest>]>([
	[['104'], {}],
	[['Lobby & Co'], { path: '/domains/a/phones/Lobby%20%26%20Co', values: undefined }],
	[
		['02aa'],
		{
			path: '/domains/{domain}/phones',
			values: { domain: 'a' },
			body: { mac: '02aa', domain: 'a' },
		},
	],
	[
		['1', '2'],
		{
			path: '/domains/{domain}/number-filters',
			values: { domain: 'a' },
			body: { numbers: ['1', ' 2 '], note: null, since: undefined, file: Buffer.from('x') },
		},
	],
	[['104'], { query: { reason: 'moved' }, body: { also: '105' } }],
	[['9'], { path: '/domains/{domain}/number-filters', values: { domain: 'a' }, query: { id: 9 } }],
	[
		['a'],
		{ path: '/domains/{domain}/number-filters', values: { domain: ' a ' }, body: { domain: 'a' } },
	],
	[
		['77'],
		{
			path: '/domains/{domain}/users/{user}/calls/{id}/reject',
			values: { domain: 'a', user: '1', id: 77 },
		},
	],
	[['jwt'], { path: '/jwt', values: undefined }],
])('%j goes', (names, more) => {
	expect(namesIn(request(more))).toEqual(names);
});

test('nothing but the exact name confirms', () => {
	const refused = ['', ' ', '10', '1044', '104@acme.example', 'yes', '*', 'all', 'true'];
	for (const typed of refused) {
		expect(() => requireConfirmed(['104'], [typed])).toThrow(/"104" is not confirmed/);
	}
	expect(() => requireConfirmed(['104'], ['103', '104'])).not.toThrow();
	expect(() => requireConfirmed(['104', '105'], ['104'])).toThrow(/"105" is not confirmed/);
	fc.assert(
		fc.property(fc.string(), fc.string(), (name, typed) => {
			fc.pre(name !== typed);
			expect(() => requireConfirmed([name], [typed])).toThrow(/Ask Before Deleting/);
		}),
	);
});

test('says each name once, and of very many how many more there are', () => {
	const names = Array.from({ length: 21 }, (_, i) => `n${i}`);
	const said = (some: string[]) => {
		expect(() => requireConfirmed([...some, ...some], [])).toThrow(UserError);
		try {
			requireConfirmed([...some, ...some], []);
		} catch (error) {
			return (error as Error).message;
		}
	};
	expect(said(['a', 'b'])).toContain(
		'"a", "b" is not confirmed. Ask the person to type exactly a, b,',
	);
	expect(said(names)).toContain('"n19", 1 more is not confirmed');
	expect(said(names.slice(1))).toContain('"n20" is not confirmed');
});

test('only what reads is reading', () => {
	const reads = (more: Partial<ApiRequest>) => isReading(request(more));
	expect(reads({ method: 'GET' })).toBe(true);
	expect(reads({ method: 'POST', path: '/domains/{domain}/users/{user}/voices' })).toBe(true);
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
		expect(reads({ method })).toBe(false);
	}
	expect(reads({ method: 'POST', path: '/domains/a/users/1/voices', values: undefined })).toBe(
		false,
	);
	for (const name of ['action', '_method', 'method', 'Object', 'X-HTTP-Method-Override']) {
		expect(reads({ method: 'GET', query: { [name]: 'delete' } })).toBe(false);
		expect(reads({ method: 'HEAD', query: { a: 1, [` ${name} `]: 'delete' } })).toBe(false);
	}
	for (const name of ['transaction', 'action-time', 'objects', 'sub_object', 'methods']) {
		expect(reads({ method: 'HEAD', query: { [name]: 'delete' } })).toBe(true);
	}
});
