import type { IDataObject } from 'n8n-workflow';
import { actingKey, actingUser, type Actor } from '../../../credentials/signIn/person';
import { signIn } from '../../../credentials/signIn/signIn';
import { credential, jwts, jwtWith, refused, server, tokens, type Reply } from './fakes';

const PAT = 'Pat Doe (101@acme.example), Office Manager';

describe('a user', () => {
	test.each<[string, IDataObject, string]>([
		['user and domain', {}, PAT],
		['a user that comes as a number', { user: 101 }, PAT],
		['the uid', { user: undefined, uid: '101@acme.example' }, PAT],
		[
			'the login name',
			{ domain: undefined, login: 'pat@acme.example' },
			'Pat Doe (pat@acme.example), Office Manager',
		],
		['no address', { user: undefined }, 'Pat Doe, Office Manager'],
	])('by %s of the grant', async (_, fields, expected) => {
		const { http, requests } = server(tokens('a', fields));
		expect((await signIn(http, credential())).signedInAs).toBe(expected);
		expect(requests).toHaveLength(1);
	});

	const record: IDataObject = {
		user: '101',
		domain: 'acme.example',
		'name-first-name': 'Pat',
		'name-last-name': 'Doe',
		'user-scope': 'Office Manager',
	};

	test.each<[string, IDataObject]>([
		['name', { displayName: '' }],
		['scope', { scope: undefined }],
		[
			'everything',
			{ displayName: undefined, scope: undefined, user: undefined, domain: undefined },
		],
	])('is asked for where the grant lacks the %s', async (_, fields) => {
		const { http, requests } = server(tokens('a', fields), { statusCode: 200, body: record });
		expect((await signIn(http, credential())).signedInAs).toBe(PAT);
		expect(requests[1]).toMatchObject({
			method: 'GET',
			url: expect.stringMatching(/\/ns-api\/v2\/domains\/~\/users\/~$/),
			headers: { Authorization: 'Bearer access-a' },
			disableFollowRedirect: true,
		});
	});

	test('is asked for where a JWT cannot be read', async () => {
		const { http } = server(
			{ statusCode: 200, body: { token: 'opaque' } },
			{ statusCode: 200, body: [record] },
		);
		expect((await signIn(http, credential({ authentication: 'jwt' }))).signedInAs).toBe(PAT);
	});

	test.each<[string, Reply]>([
		['refused', refused(401, 'Invalid Scope')],
		['refused with a record', { statusCode: 300, body: { scope: 'Reseller', user: '1' } }],
		['answered with a page', { statusCode: 200, body: '<html>' }],
		['answered elsewhere', { statusCode: 302, headers: { location: 'https://x.example.com' } }],
		['not answered', Object.assign(new Error(), { code: 'ECONNRESET' })],
	])('signs in all the same when that question is %s', async (_, reply) => {
		const { http } = server(tokens('a', { scope: undefined }), reply);
		const result = await signIn(http, credential());
		expect(result).toMatchObject({
			accessToken: 'access-a',
			signedInAs: 'Pat Doe (101@acme.example)',
		});
	});

	test('is not asked for again on renewing, and a new scope is noticed', async () => {
		const settings = credential();
		const first = await signIn(server(tokens('a')).http, settings);
		const bare = server({ statusCode: 200, body: { access_token: 'access-b' } });
		const second = await signIn(bare.http, { ...settings, ...first });
		expect(second.signedInAs).toBe(PAT);
		const raised = server(tokens('c', { scope: 'Reseller' }));
		const third = await signIn(raised.http, { ...settings, ...second, refreshToken: 'other' });
		expect(third.signedInAs).toBe('Pat Doe (101@acme.example), Reseller');
	});

	test('of a JWT on behalf of somebody', async () => {
		const settings = credential({
			authentication: 'jwt',
			jwtSource: 'delegated',
			apiKey: 'nss_key',
			delegatedUser: '101',
			delegatedDomain: 'acme.example',
		});
		expect((await signIn(server(jwts('a')).http, settings)).signedInAs).toBe(PAT);
	});

	test('whose name is a secret is not shown', async () => {
		const token = jwtWith({ displayName: 'p4ssw0rd', sub: 'x', user_scope: 'cl13nt-secret' });
		const { http } = server({ statusCode: 200, body: { token } });
		const { signedInAs } = await signIn(http, credential({ authentication: 'jwt' }));
		expect(signedInAs).toBe('*** (x), ***');
	});
});

describe('an API key', () => {
	const key = `nsd_UKkxfEzv${'x'.repeat(48)}`;
	const record: IDataObject = {
		description: 'Reports',
		'key-id': 'nsd_UKkxfEzv',
		'user-scope': 'Office Manager',
		reseller: 'Example',
		domain: 'acme.example',
		readonly: 'no',
	};
	const signedInAs = async (reply: Reply, apiKey = key) =>
		(await signIn(server(reply).http, credential({ authentication: 'apiKey', apiKey }))).signedInAs;

	test.each<[string, unknown, string]>([
		['of a domain', record, 'Reports (nsd_UKkxfEzv), Office Manager, acme.example'],
		['in a list', [record], 'Reports (nsd_UKkxfEzv), Office Manager, acme.example'],
		[
			'of a reseller',
			{ ...record, domain: '*' },
			'Reports (nsd_UKkxfEzv), Office Manager, Example',
		],
		[
			'of a server',
			{ ...record, domain: '*', reseller: '*', 'user-scope': 'Super User' },
			'Reports (nsd_UKkxfEzv), Super User',
		],
		[
			'that only reads',
			{ ...record, readonly: 'yes' },
			'Reports (nsd_UKkxfEzv), Office Manager, acme.example, read-only',
		],
		[
			'under an ID of its own',
			{ ...record, 'key-id': ' 4711 ' },
			'Reports (4711), Office Manager, acme.example',
		],
		[
			'without a description',
			{ ...record, description: '' },
			'API key (nsd_UKkxfEzv), Office Manager, acme.example',
		],
	])('%s', async (_, body, expected) => {
		expect(await signedInAs({ statusCode: 200, body })).toBe(expected);
	});

	test('that may not be read is known by its first twelve characters', async () => {
		expect(await signedInAs(refused(403, 'Invalid Scope'))).toBe('API key (nsd_UKkxfEzv)');
	});

	test.each([
		'nsd_short-key',
		`my-nsd_UKkxfEzv${'x'.repeat(48)}`,
		`nsd_UKkxfEzv${'x'.repeat(48)}!`,
		'a-key-of-the-provider-in-a-shape-of-its-own-1234567890',
	])('in another shape shows nothing of itself: %s', async (apiKey) => {
		expect(await signedInAs(refused(403, 'Invalid Scope'), apiKey)).toBe('API key');
	});
});

describe('who a record is about', () => {
	test.each<[IDataObject, Actor]>([
		[
			{ user: 101, domain: 'acme.example', 'name-first-name': 'Pat', 'user-scope': 'Reseller' },
			{ who: 'Pat (101@acme.example)', scope: 'Reseller' },
		],
		[{ 'name-last-name': 'Doe' }, { who: 'Doe', scope: '' }],
		[{ login: '101@acme.example' }, { who: '101@acme.example', scope: '' }],
		[{}, { who: '', scope: '' }],
	])('a user: %j', (record, expected) => {
		expect(actingUser(record)).toEqual(expected);
	});

	test.each<[IDataObject, Actor]>([
		[
			{ 'key-id': 'nsd_1', 'user-scope': 'Reseller', domain: 'acme.example', readonly: 'yes' },
			{ who: 'API key (nsd_1), acme.example, read-only', scope: 'Reseller' },
		],
		[
			{ description: 'Reports', domain: '*', reseller: '*' },
			{ who: 'Reports', scope: '' },
		],
	])('a key: %j', (record, expected) => {
		expect(actingKey(record)).toEqual(expected);
	});
});
