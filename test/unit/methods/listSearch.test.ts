import type { ILoadOptionsFunctions, IHttpRequestOptions } from 'n8n-workflow';

jest.mock('../../../nodes/NetSapiens/generated/pickers', () => ({
	pickers: {
		searchDomains: {
			path: '/domains',
			value: 'domain',
			label: ['domain', 'description'],
			mine: true,
			fallbackPath: '/domains/~',
		},
		searchUsers: {
			path: '/domains/{domain}/users',
			value: 'user',
			label: ['user', 'name-first-name', 'name-last-name'],
		},
	},
}));

import { listSearch } from '../../../nodes/NetSapiens/methods/listSearch';

/** A context whose server lists the given records, paged, and remembers the requests. */
function context(records: object[], parameters: Record<string, string> = {}, refuse = false) {
	const requests: IHttpRequestOptions[] = [];
	const httpRequestWithAuthentication = async (_type: string, request: IHttpRequestOptions) => {
		requests.push(request);
		const { start = 0, limit = 100 } = request.qs ?? {};
		if (request.url === '/domains/~') return { domain: 'own.example' };
		if (refuse) throw Object.assign(new Error('401'), { response: { status: 401, data: {} } });
		return records.slice(Number(start), Number(start) + Number(limit));
	};
	const functions = {
		helpers: { httpRequestWithAuthentication },
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCurrentNodeParameter: (name: string) => parameters[name],
	} as unknown as ILoadOptionsFunctions;
	return { functions, requests };
}

const users = Array.from({ length: 250 }, (_, i) => ({
	user: String(1000 + i),
	'name-first-name': i === 240 ? 'Zoe' : 'Ann',
	'name-last-name': '',
}));

test('browsing shows a page and says where the next one begins', async () => {
	const { functions, requests } = context(users, { domain: 'acme example' });
	const first = await listSearch.searchUsers!.call(functions);
	expect(first.results[0]).toEqual({ name: '1000 Ann', value: '1000' });
	expect(first.results).toHaveLength(100);
	expect(first.paginationToken).toBe('100');
	expect(requests[0]?.url).toBe('/domains/acme%20example/users');
	const last = await listSearch.searchUsers!.call(functions, '', '200');
	expect(last.results).toHaveLength(50);
	expect(last.paginationToken).toBeUndefined();
});

test('a filter finds what is beyond the first page', async () => {
	const { functions, requests } = context(users, { domain: 'acme.example' });
	const { results } = await listSearch.searchUsers!.call(functions, 'zoe');
	expect(results).toEqual([{ name: '1240 Zoe', value: '1240' }]);
	expect(requests).toHaveLength(3);
});

test('users that the server made for itself are no choice', async () => {
	const { functions } = context([
		{ user: '4000', 'service-code': 'system-queue' },
		{ user: '101' },
	]);
	const { results } = await listSearch.searchUsers!.call(functions);
	expect(results.map(({ value }) => value)).toEqual(['101']);
});

test('offers "my own" first, and not among the matches of a filter', async () => {
	const { functions } = context([{ domain: 'acme.example', description: 'Acme' }]);
	expect((await listSearch.searchDomains!.call(functions)).results).toEqual([
		{ name: 'My Own (~)', value: '~' },
		{ name: 'acme.example Acme', value: 'acme.example' },
	]);
	expect((await listSearch.searchDomains!.call(functions, 'acme')).results).toHaveLength(1);
});

test('who may not list all gets their own record', async () => {
	const { functions } = context([], {}, true);
	const { results } = await listSearch.searchDomains!.call(functions);
	expect(results.map(({ value }) => value)).toEqual(['~', 'own.example']);
});
