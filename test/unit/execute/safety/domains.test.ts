import type { IDataObject } from 'n8n-workflow';
import { domainsOf } from '../../../../nodes/NetSapiens/execute/safety/domains';
import type { ApiRequest } from '../../../../nodes/NetSapiens/transport/api';
import fc from '../../../support/fastCheck';

const OURS = 'acme.example';
const OTHER = 'rival.example';

const request = (more: Partial<ApiRequest>): ApiRequest => ({
	method: 'GET',
	path: '/domains/{domain}/users',
	values: { domain: OURS },
	kind: 'any',
	...more,
});

/** Whether a request would get past a limit to our domain. */
function passes(more: Partial<ApiRequest>): boolean {
	try {
		return domainsOf(request(more)).every((domain) => domain === OURS);
	} catch {
		// What cannot be sent does not get past it either.
		return false;
	}
}

test.each<[string, Partial<ApiRequest>]>([
	['the domain itself', {}],
	['in capitals', { values: { domain: 'ACME.Example' } }],
	['typed', { path: `/domains/${OURS}/users/101`, values: undefined }],
	['typed and encoded', { path: '/domains/acme%2Eexample/users', values: undefined }],
	['an address in it', { body: { to: `sip:101@${OURS};tag=7`, user: `101@${OURS}.` } }],
	['mail', { body: { 'email-address': 'ann@mail.example', use_smtp: 'ann@mail.example' } }],
	['the last message', { body: { 'messagesession-last-message': `Ask a@${OTHER}` } }],
	['a host that stays', { body: { 'dial-rule-translation-destination-host': '[*]' } }],
	['the bridge', { body: { 'dial-rule-translation-destination-host': 'conference-bridge' } }],
	['a new domain that is allowed', { method: 'POST', path: '/domains', body: { domain: OURS } }],
	['the version', { path: '/version', values: undefined }],
	[
		'public holidays',
		{ path: '/holidays/{country}/{year}', values: { country: 'US', year: 2027 } },
	],
	['the regions of a country', { path: '/holidays/US', values: undefined }],
	['public holidays of a region', { path: '/holidays/US/US-AL/2027', values: undefined }],
	['fields that say nothing', { query: { domain: undefined }, body: { domain: null, host: '' } }],
	['a comma too many', { query: { domain: `${OURS},` } }],
	['fields of an upload', { method: 'POST', body: Buffer.from('x'), fields: { name: 'a' } }],
])('%s is within the limit', (_title, more) => {
	expect(passes(more)).toBe(true);
});

test.each<[string, Partial<ApiRequest>]>([
	['another domain', { values: { domain: OTHER } }],
	['all domains', { values: { domain: '*' } }],
	['a list of domains', { values: { domain: `${OURS},${OTHER}` } }],
	['one that begins as ours', { values: { domain: `${OURS}.evil` } }],
	['ours encoded twice', { path: '/domains/acme%252Eexample/users', values: undefined }],
	['a way out', { path: `/domains/${OURS}/../${OTHER}/users`, values: undefined }],
	['an encoded way out', { path: `/domains/${OURS}/%2e%2e/${OTHER}`, values: undefined }],
	['no domain', { path: '/domains', values: undefined }],
	['a count of all', { path: '/domains/count', values: undefined }],
	['phone numbers of all', { path: '/phonenumbers', values: undefined, query: { domain: OURS } }],
	['a reseller', { path: '/resellers/{reseller}', values: { reseller: 'r' } }],
	['another spelling of the place', { path: `/Domains/${OURS}/users`, values: undefined }],
	['what ends like the version', { path: '/resellers/version', values: undefined }],
	['what ends like holidays', { path: '/resellers/holidays/US', values: undefined }],
	['what begins like the version', { path: '/versions', values: undefined }],
	['a write with ours beside it', { method: 'PUT', path: '/routes', body: { domain: OURS } }],
	['a new record with ours beside it', { method: 'POST', path: '/routes', body: { domain: OURS } }],
	['deleting what anybody may read', { method: 'DELETE', path: '/version', values: undefined }],
	['a query that repeats it', { query: { domain: [OURS, OTHER] } }],
	['a query as PHP reads it', { query: { 'domain[]': OTHER } }],
	['a query with an encoded name', { query: { '%64omain': OTHER } }],
	['a user of another domain', { values: { domain: OURS }, query: { user: `101@${OTHER}` } }],
	[
		'one in the path',
		{ path: '/domains/{domain}/users/{user}', values: { domain: OURS, user: `1@${OTHER}` } },
	],
	['one behind a comma', { query: { domain: `,${OTHER}` } }],
	['bytes nobody can read', { method: 'POST', body: Buffer.from(`domain=${OTHER}`) }],
	['a list as body', { method: 'POST', body: [{ domain: OURS }, { domain: OTHER }] }],
	['JSON in a text', { method: 'POST', body: { rule: `{"domain":"${OTHER}"}` } }],
	['a domain in prose that is no prose', { method: 'POST', body: { message: { domain: OTHER } } }],
	['below a field about it', { method: 'POST', body: { domain: { is: OTHER } } }],
	['a stray percent sign', { method: 'POST', body: { to: '50% 101%40rival.example' } }],
	['wide characters', { method: 'POST', body: { to: '101＠rival.example' } }],
	['a new domain that is not', { method: 'POST', path: '/domains', body: { domain: OTHER } }],
])('%s is not', (_title, more) => {
	expect(passes(more)).toBe(false);
});

test.each(
	`email mail smtp message text description note notes comment comments subject password secret
	pin base64_file`.split(/\s+/),
)('%s is for people, who may name whomever they like', (name) => {
	const sent = (as: string) => passes({ method: 'POST', body: { [as]: `ann@${OTHER}` } });
	expect(sent(name)).toBe(true);
	expect(sent(`${name}x`)).toBe(false);
	expect(sent(`x${name}`)).toBe(false);
});

/** Names under which a domain stands, as the API and careless servers spell them. */
const names = fc.constantFrom(
	'domain',
	'Domain',
	'DOMAIN',
	'domains',
	'call-term-domain',
	'owner_domain',
	'targetDomain',
	'territory',
	'filter[domain]',
	'domain[0]',
	'a.domain',
	'con_host',
);

const percent = (text: string) =>
	[...text].map((one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');

/** The other domain, disguised in ways that servers see through. */
const domains = fc.constantFrom(OTHER, OTHER.toUpperCase(), ` ${OTHER} `, '*', `${OURS},${OTHER}`);

/** A user of the other domain. */
const addresses = fc
	.tuple(
		fc.constantFrom('', 'sip:', 'sips:', '<sip:', '"Ann" <sip:'),
		fc.constantFrom('101', 'user_101', '*'),
		fc.constantFrom(
			`@${OTHER}`,
			`%40${OTHER}`,
			`%2540${percent(OTHER)}`,
			`@${OTHER}.`,
			`@@${OTHER}`,
		),
		fc.constantFrom('', ';tag=1', '>', ':5060', `,102@${OURS}`),
	)
	.map((parts) => parts.join(''));

/** Names of fields that lead somewhere. */
const leading = fc.constantFrom(
	'user',
	'destination',
	'forward-to',
	'x',
	'messagesession-participants',
);

const anywhere = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.tuple(names, domains).map(([name, value]) => ({ [name]: value })),
		fc.tuple(leading, addresses).map(([name, value]) => ({ [name]: value })),
		fc.tuple(addresses).map(([name]) => ({ [name]: 'x' })),
		fc.tuple(fc.constantFrom('a', 'fields', 'message'), tie('value')).map(([k, v]) => ({ [k]: v })),
		fc.tuple(leading, tie('value')).map(([k, v]) => ({ [k]: JSON.stringify(v) })),
		fc.tuple(tie('value')).map(([v]) => ({ list: [{ domain: OURS }, v] })),
	),
})).value;

test('wherever another domain stands, however deep and disguised, it is seen', () => {
	fc.assert(
		fc.property(anywhere, fc.constantFrom('query', 'body'), (hidden, place) => {
			const more = { user: '101', domain: OURS, ...(hidden as IDataObject) };
			expect(passes({ method: 'POST', [place]: more })).toBe(false);
		}),
		{ numRuns: 500 },
	);
});

test('a path leads to our domain alone, whatever is in it', () => {
	const part = fc.oneof(
		fc.constantFrom(OURS, OTHER, '..', '%2e%2e', '.', '~', '*', 'domains', 'users', '', ';', '%00'),
		fc.string({ maxLength: 6 }),
	);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 5 }), fc.boolean(), (parts, isTyped) => {
			const path = `/domains/${parts.join('/')}`;
			const more = isTyped ? { path, values: undefined } : { values: { domain: parts.join('/') } };
			if (!passes(more)) return;
			const [, second = ''] = (isTyped ? parts.join('/') : `/${parts.join('/')}`).split('/');
			const first = isTyped ? (parts.join('/').split('/')[0] ?? '') : second;
			expect(decodeURIComponent(first).trim().toLowerCase()).toBe(OURS);
		}),
		{ numRuns: 500 },
	);
});
