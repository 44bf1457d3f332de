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
			body: { numbers: ['1', '2'] },
		},
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
	}
});
