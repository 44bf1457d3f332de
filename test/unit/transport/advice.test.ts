import { readFileSync } from 'node:fs';
import {
	UserError,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { optionsFor } from '../../../nodes/NetSapiens/execute/options';
import { properties, resources } from '../../../nodes/NetSapiens/generated/properties';
import type { Circumstances } from '../../../nodes/NetSapiens/transport/advice';
import { flawOf, readReply } from '../../../nodes/NetSapiens/transport/answers';
import { explainedError } from '../../../nodes/NetSapiens/transport/errors';
import {
	failureOf,
	failureWithoutAnswer,
	type Failure,
} from '../../../nodes/NetSapiens/transport/failure';
import { cases, descriptionOf, sent } from '../../support/answers';

const node = { id: '1', name: 'NetSapiens', type: 'x', typeVersion: 1, parameters: {} } as INode;
const HOST = 'pbx.example.com';
const BASE = `http://${HOST}/ns-api/v2`;

function told(failure: Failure, more: Partial<Circumstances & { secrets: string[] }> = {}) {
	const error = explainedError(node, failure, { method: 'GET', base: BASE, secrets: [], ...more });
	return { message: error.message, description: error.description };
}

test.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
	const { text, headers } = sent(one, HOST);
	const reply = readReply(one.status, headers, text);
	const flaw = one.status < 300 ? flawOf(one.kind ?? 'any', reply) : undefined;
	const tried = one.tries ? { attempts: one.tries, lasted: 800 } : {};
	expect(told({ ...failureOf(reply, flaw), ...tried }, one)).toEqual({
		message: one.message.replaceAll('HOST', HOST),
		description: descriptionOf(one)?.replaceAll('HOST', HOST),
	});
});

test('a page of the server itself is not where its API is', () => {
	const failure = failureOf(readReply(302, { location: '/portal/login' }, ''));
	expect(told(failure, { base: `https://${HOST}/ns-api/v2` })).toEqual({
		message: `${HOST} redirects requests to https://${HOST}/portal/login`,
		description:
			"Nothing was sent there. Something other than the API is at this address. Check the credential's Server field: it takes the address of the API server.",
	});
});

test('a proxy in front of the API keeps its path when it wants TLS', () => {
	const failure = failureOf(readReply(301, { location: `https://${HOST}/` }, ''));
	expect(told(failure, { base: `http://${HOST}/pbx/ns-api/v2` }).description).toBe(
		`Nothing was sent there. Put https://${HOST}/pbx into the credential's Server field.`,
	);
});

test.each([
	['list', true],
	['record', false],
] as const)('of a %s that was not found people hear that it may be empty: %p', (kind, heard) => {
	const failure = failureOf(readReply(404, {}, '{"code":404,"message":"Resource not found."}'));
	const words = 'Some servers also say this of a list with nothing in it.';
	expect(told(failure, { kind }).description?.includes(words)).toBe(heard);
});

describe('without options to set', () => {
	const fixed = { fixed: true };
	const none = failureWithoutAnswer(new Error('x'));

	test.each<[string, Failure, string]>([
		['slow down', failureOf(readReply(429, {}, '')), 'Try again in a while'],
		['blocked', failureOf(readReply(403, {}, '<p>')), 'Wait a few minutes, or ask'],
		['a time limit', { ...none, timedOut: 1_000 }, 'Try again later.'],
	])('%s', (_, failure, words) => {
		const { description } = told(failure, fixed);
		expect(description).toContain(words);
		expect(description).not.toContain('Options');
	});
});

describe('Retry-After', () => {
	beforeEach(() => jest.useFakeTimers({ now: new Date('2026-01-31T09:00:00Z') }));
	afterEach(() => jest.useRealTimers());

	const slowDown = 'Lower Options → Concurrency, or run the workflow less often.';

	test.each<[string | number, string]>([
		['5', 'It asks you to wait 5 s, until 2026-01-31 09:00 UTC. '],
		[119, 'It asks you to wait 119 s, until 2026-01-31 09:01 UTC. '],
		['120', 'It asks you to wait 2 min, until 2026-01-31 09:02 UTC. '],
		['600', 'It asks you to wait 10 min, until 2026-01-31 09:10 UTC. '],
		['86400', 'It asks you to wait 24 h, until 2026-02-01 09:00 UTC. '],
		['Sat, 31 Jan 2026 11:00:00 GMT', 'It asks you to wait 2 h, until 2026-01-31 11:00 UTC. '],
		['Sat, 31 Jan 2026 08:00:00 GMT', ''],
		['99999999999999999', 'It asks you to wait 8760 h, until 2027-01-31 09:00 UTC. '],
		['Infinity', 'It asks you to wait 8760 h, until 2027-01-31 09:00 UTC. '],
		['0', ''],
		['-5', ''],
		['soon', ''],
	])('%s', (value, words) => {
		const failure = failureOf(readReply(429, { 'retry-after': value }, ''));
		expect(told(failure).description).toBe(`${words}${slowDown}`);
	});

	test('of a server that takes no requests', () => {
		const failure = failureOf(readReply(503, { 'retry-after': '60' }, ''));
		expect(told(failure).description).toBe(
			'It asks you to wait 60 s, until 2026-01-31 09:01 UTC. Try again in a while; if it keeps happening, tell the provider.',
		);
	});
});

/** What Node.js, its HTTP client and n8n report when no answer came, wrapped as they do. */
function thrown(code: string, message: string, more: object = {}): Error {
	const inner = Object.assign(new Error(message), { code, ...more });
	return new Error('general words', {
		cause: Object.assign(new Error(message), { code, cause: inner }),
	});
}

const DOUBT = 'The server may have carried it out anyway: check there before you send it again.';

/** Code, report, how the message begins, and whether a write may have been carried out. */
const noAnswers: Array<[string, string, string, boolean, object?]> = [
	[
		'ECONNREFUSED',
		'connect ECONNREFUSED 127.0.0.1:1',
		'pbx.example.com refuses the connection.',
		false,
	],
	['ENOTFOUND', 'getaddrinfo ENOTFOUND pbx', 'No server named pbx.example.com was found.', false],
	[
		'EAI_AGAIN',
		'getaddrinfo EAI_AGAIN pbx',
		'The name pbx.example.com could not be looked up',
		false,
	],
	['EHOSTUNREACH', 'connect EHOSTUNREACH', 'There is no route from n8n to pbx.example.com.', false],
	['ECONNRESET', 'read ECONNRESET', 'pbx.example.com closed the connection', true],
	['ECONNRESET', 'socket hang up', 'pbx.example.com closed the connection', true],
	['ERR_BAD_RESPONSE', 'stream has been aborted', 'pbx.example.com closed the connection', true],
	['Z_DATA_ERROR', 'incorrect header check', 'pbx.example.com sent an answer that cannot', true],
	['ETIMEDOUT', 'read ETIMEDOUT', 'pbx.example.com did not answer in time.', true],
	[
		'ECONNRESET',
		'Client network socket disconnected before secure TLS connection was established',
		'pbx.example.com closed the connection',
		false,
	],
	[
		'CERT_HAS_EXPIRED',
		'certificate has expired',
		'The certificate of pbx.example.com has expired.',
		false,
	],
	[
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'self-signed certificate',
		'The certificate of pbx.example.com could not',
		false,
	],
	[
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'unable to verify',
		'The certificate of pbx.example.com could not',
		false,
	],
	[
		'ERR_TLS_CERT_ALTNAME_INVALID',
		"does not match certificate's altnames",
		'The certificate of pbx.example.com is made out',
		false,
	],
	[
		'EPROTO',
		'write EPROTO 40:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number',
		'pbx.example.com does not speak TLS as n8n does.',
		false,
	],
	[
		'EPROTO',
		'EPROTO: sslv3 alert bad record mac',
		'pbx.example.com does not speak TLS as n8n does.',
		true,
	],
	[
		'HPE_INVALID_CONSTANT',
		'Parse Error: Expected HTTP/',
		'pbx.example.com answered with something that is not HTTP.',
		true,
	],
	[
		'HPE_HEADER_OVERFLOW',
		'Parse Error: Header overflow',
		'pbx.example.com answered with something that is not HTTP.',
		true,
	],
	['EWHATEVER', 'nobody knows', 'pbx.example.com could not be reached.', true],
];

describe.each(noAnswers)('%s (%s)', (code, report, begin, doubt) => {
	const failure = failureWithoutAnswer(thrown(code, report));

	test('for a read', () => {
		const { message, description } = told(failure);
		expect(message.startsWith(begin)).toBe(true);
		expect(description).toBe(`Node.js reports ${code}.`);
	});

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('for %s', (method) => {
		const { description } = told(failure, { method });
		expect(description).toBe(`Node.js reports ${code}.${doubt ? ` ${DOUBT}` : ''}`);
	});
});

test('when connecting takes too long, nothing was sent', () => {
	const failures = [
		failureWithoutAnswer(thrown('ETIMEDOUT', 'connect ETIMEDOUT', { syscall: 'connect' })),
		failureWithoutAnswer({
			code: 'ETIMEDOUT',
			errors: [{ message: 'connect ETIMEDOUT ::1', code: 'ETIMEDOUT', syscall: 'connect' }],
		}),
	];
	for (const failure of failures) {
		expect(told(failure, { method: 'POST' })).toEqual({
			message: expect.stringMatching(/^pbx\.example\.com did not answer in time\./) as string,
			description: 'Node.js reports ECONNTIMEOUT.',
		});
	}
});

describe('what did not fail at the server', () => {
	const none = failureWithoutAnswer(new Error('x'));

	test('a time limit', () => {
		expect(told({ ...none, timedOut: 60_000 }, { method: 'PUT' })).toEqual({
			message: 'pbx.example.com did not answer within 60 s',
			description: `The whole answer has to arrive within that time. Try again later, ask for less at once, or allow more time under Options → Timeout. ${DOUBT}`,
		});
	});

	test('a stopped execution', () => {
		const stopped = { ...none, cancelled: true };
		const message = 'The execution was stopped';
		expect(told(stopped)).toEqual({ message, description: undefined });
		expect(told(stopped, { method: 'POST' })).toEqual({ message, description: DOUBT });
		expect(told({ ...stopped, notSent: true }, { method: 'POST' })).toEqual({
			message,
			description: 'Nothing was sent for this item.',
		});
	});

	test('a refused sign-in has its words already', () => {
		const error = new Error('x', { cause: new UserError('Check user name and password.') });
		expect(told(failureWithoutAnswer(error), { method: 'POST' })).toEqual({
			message: 'Check user name and password.',
			description: undefined,
		});
	});

	test.each([
		[
			'Domain not allowed: This credential is restricted from accessing pbx.example.com. Only the following domains are allowed: x',
			'The credential may not be used for pbx.example.com. Add it to Allowed Domains in the credential, or correct the Server field.',
		],
		[
			'The request was blocked because it resolves to a restricted IP address',
			"This n8n does not allow requests to pbx.example.com (SSRF protection). Ask its administrator to allow the host, or correct the credential's Server field.",
		],
		[
			'The request was blocked because the destination hostname is restricted',
			"This n8n does not allow requests to pbx.example.com (SSRF protection). Ask its administrator to allow the host, or correct the credential's Server field.",
		],
	])('n8n refuses: %s', (words, message) => {
		const error = new Error('x', { cause: new UserError(words) });
		expect(told(failureWithoutAnswer(error), { method: 'POST' })).toEqual({
			message,
			description: undefined,
		});
	});

	test('what is known to fail is not sent', () => {
		const blocked = { ...failureOf(readReply(429, {}, '')), notSent: true as const };
		expect(told(blocked, { method: 'POST' })).toEqual({
			message: 'The server asks to slow down',
			description:
				'Lower Options → Concurrency, or run the workflow less often. Nothing was sent for this item.',
		});
	});
});

test('how often it was tried, and what an earlier attempt may have done', () => {
	const failure = failureOf(readReply(409, {}, 'taken'));
	const tried = { ...failure, attempts: 2, lasted: 300_000, inDoubt: true };
	const description = (more: object) => told({ ...tried, ...more }, { method: 'PUT' }).description;
	const advice = 'Change the value that is named, or what it collides with on the server.';
	expect(description({})).toBe(`${advice} Tried 2 times in 5 min. ${DOUBT}`);
	expect(description({ inDoubt: false })).toBe(`${advice} Tried 2 times in 5 min.`);
	expect(description({ notSent: true })).toBe(`${advice} Tried 2 times in 5 min. ${DOUBT}`);
});

describe('words', () => {
	const words = cases.flatMap(({ title, message, advice }) =>
		[message, advice].filter(Boolean).map((text) => [title, text] as const),
	);

	test.each(words)('%s: %s', (_, text) => {
		expect(text).not.toMatch(/\s\s|\s$|\.\.|undefined|\[object|NaN/);
	});

	test.each(cases.map(({ title, message }) => [title, message.split(':')[0] ?? '']))(
		'%s begins as n8n does: %s',
		(_, title) => expect(title).not.toMatch(/error|problem|failure|mistake/i),
	);

	test.each(cases.filter(({ advice }) => advice !== '').map(({ advice }) => [advice]))(
		'%s',
		(advice) => expect(advice).toMatch(/^[A-Z].*\.$/),
	);
});

describe('what messages point to is there', () => {
	const allOptions = optionsFor(['list', 'query', 'body', 'clearing', 'file']);
	const optionNames = (allOptions.options as INodeProperties[]).map((option) => option.displayName);
	const operationNames = (resource: string) =>
		properties
			.filter(({ name, displayOptions }) => {
				const shown = displayOptions?.show?.resource as string[] | undefined;
				return name === 'operation' && shown?.includes(resource);
			})
			.flatMap(({ options }) => (options as INodePropertyOptions[]).map(({ name }) => name));
	const offered = new Map([
		['Options', optionNames],
		...resources.map(({ name, value }) => [name, operationNames(String(value))] as const),
	]);

	const files = ['advice', 'errors', 'failure', 'unreachable', 'path', 'download', 'api'];
	const pointers = files
		.map((name) =>
			readFileSync(`${__dirname}/../../../nodes/NetSapiens/transport/${name}.ts`, 'utf8'),
		)
		.flatMap((source) => [...source.matchAll(/([A-Z][\w ()]*?) → ([A-Z][\w ]*)/g)])
		.map(([, before = '', thing = '']): [string, string] => {
			const place = [...offered.keys()].find((name) => before.endsWith(name));
			return [place ?? before, thing];
		});

	test('there are some', () => expect(pointers.length).toBeGreaterThan(4));

	test.each(pointers)('%s → %s', (place, thing) => {
		const names = offered.get(place);
		expect(names).toBeDefined();
		expect(names?.some((name) => thing.startsWith(name))).toBe(true);
	});
});
