/** The command against servers that are made up: what it sends, what it tells, when it stops. */
import { readFileSync } from 'node:fs';

import { parseWords } from '../../../tools/generate/parseWords';
import { markdownOf, reportOf, terminalTable } from '../../../tools/verify/report';
import { verify, type Settings } from '../../../tools/verify/verify';
import {
	byPath,
	json,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../../support/hostile';
import { inRoot } from '../../support/real';

const file = 'spec/dialects.yaml';
const words = parseWords('dialects', file, readFileSync(inRoot(file), 'utf8'));
const API = '/ns-api/v2';

const servers: Hostile[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map(async (server) => await server.stop()));
});

async function start(responder: Responder | Record<string, Responder>): Promise<Hostile> {
	const server = await startHostile(
		typeof responder === 'function' ? responder : byPath(responder),
	);
	servers.push(server);
	return server;
}

const KEY = 'nsd_PlantedKeyPlantedKeyPlantedKeyPlantedKeyPlantedK12345678';

const look = async ({ url }: Hostile, more: Partial<Settings> = {}) =>
	await verify({ server: url, apiKey: KEY, pause: 0, refusals: true, ...more }, words);

/** Everything that is planted in a server has this in it, in whatever field it stands. */
const MARK = 'planted';

/** Values that no report may hold, in every field and in names of fields too. */
const planted = {
	email: 'pat.planted@planted.example',
	'email-address': 'pat.planted@planted.example',
	user: '5557001',
	domain: 'planted.example',
	reseller: 'planted reseller',
	'name-first-name': 'Planted',
	'name-last-name': 'Plantedson',
	'caller-id-number': 15557654321,
	'call-orig-user': '5557002',
	'call-term-user': 5557003,
	'call-start-datetime': '2031-07-08 09:10:11',
	'call-answer-datetime': '0000-00-00 00:00:00',
	'call-disconnect-reason-text': 'planted reason',
	'call-orig-call-id': '20310708091011999999-plantedplantedplantedplantedplante',
	'device-provisioning-mac-address': '5557004abcde',
	'file-access-url': 'https://planted.example/media?token=plantedtoken',
	'key-id': 'nsd_PlantedK',
	description: 'Key of planted',
	'user-scope': 'planted scope',
	'dial-rule-dial-plan': 'planted-plan',
	total: 5557005,
	'planted-column': 'x',
	'Pat Planted': 'a record that is keyed by names',
	'5557006': 'or by numbers',
};

/** Digits of the planted numbers and dates; no count or status comes near them. */
const DIGITS = /5557|7654321|20310708|2031-07-08/;

const everywhere: Responder = (request, response) => {
	if (request.url.endsWith('/openapi.json')) {
		const schema = {
			required: ['Planted Person', 'badge'],
			properties: { 'Planted Person': {}, badge: {} },
		};
		return json(200, {
			info: { title: 'planted', version: '44.2.0 planted.example' },
			servers: [{ url: 'https://planted.example' }],
			paths: {
				'/domains/{d}/users': {
					post: { requestBody: { content: { 'application/json': { schema } } } },
				},
				'/planted.example/{planted}': { get: {} },
			},
		})(request, response);
	}
	if (request.url.includes('/version')) {
		return json(200, { apiversion: 'Version: 44.2.0', hostname: 'planted-core' })(
			request,
			response,
		);
	}
	return json(200, [planted, { ...planted, user: '5557007' }])(request, response);
};

describe('the report', () => {
	test.each<[string, Responder]>([
		['answers everywhere with names, numbers and secrets', everywhere],
		[
			'refuses with words that hold some',
			json(404, {
				code: 404,
				message: 'User 5557001 does not exist in planted.example',
				error: MARK,
			}),
		],
		['answers with a planted page', text(404, '<h1>planted.example</h1>')],
		['answers with planted text', text(200, 'planted')],
	])('of a server that %s holds none of it', async (_, responder) => {
		const server = await start(responder);
		const findings = await look(server);
		const report = reportOf(findings, '1.2.3');
		const all = [markdownOf(report), JSON.stringify(report), terminalTable(report)].join('\n');
		const found = [new RegExp(MARK, 'i'), DIGITS, /127\.0\.0\.1/, /localhost/].flatMap(
			(secret) => all.match(secret) ?? [],
		);
		expect(found).toEqual([]);
	});

	test('tells what it may: versions, switches, names of columns, operations', async () => {
		const server = await start(everywhere);
		const report = reportOf(await look(server), '1.2.3');
		expect(report).toMatchObject({
			package: '1.2.3',
			server: { version: '44.2.0', document: '44.2.0' },
			credential: { by: 'API key', scope: null },
			requests: server.requests.length,
		});
		expect(report.names).toContainEqual({
			record: 'user',
			documented: 'email-address',
			says: 'email-address',
		});
		expect(report.unknownColumns.user).toBeGreaterThan(0);
		expect(report.operations.problems.length).toBe(
			report.operations.missing + report.operations.different,
		);
		const create = report.operations.problems.find(
			({ resource, operation }) => resource === 'User' && operation === 'Create',
		);
		expect(create?.what).toContain('"badge"');
		expect(markdownOf(report)).toContain('| Server version | 44.2.0 |');
	});
});

describe('what is sent', () => {
	test('with a key: reads and nothing else', async () => {
		const server = await start(everywhere);
		await look(server);
		const methods = new Set(server.requests.map(({ method }) => method));
		expect([...methods]).toEqual(['GET']);
		expect(server.requests.length).toBeGreaterThan(30);
		expect(server.requests.every(({ body }) => body.length === 0)).toBe(true);
	});

	test('with a login: the login first, then reads', async () => {
		const server = await start((request, response) =>
			request.method === 'POST'
				? json(200, { access_token: 'token', scope: 'Office Manager' })(request, response)
				: everywhere(request, response),
		);
		const login = { username: 'u', password: 'p', clientId: 'c', clientSecret: 's' };
		await look(server, { apiKey: undefined, ...login });
		const [first, ...others] = server.requests.map(({ method, url }) => `${method} ${url}`);
		expect(first).toBe(`POST ${API}/tokens`);
		expect(others.every((one) => one.startsWith('GET '))).toBe(true);
	});

	test('nothing is asked for twice', async () => {
		const server = await start(everywhere);
		await look(server, { refusals: false });
		const asked = server.requests.map(({ url }) => url);
		expect(asked.filter((url, at) => asked.indexOf(url) !== at)).toEqual([]);
	});

	test('without refusals: nothing but with the bearer', async () => {
		const server = await start(everywhere);
		await look(server, { refusals: false });
		const bearers = new Set(server.requests.map(({ headers }) => headers.authorization));
		expect([...bearers]).toEqual([`Bearer ${KEY}`]);
	});

	test('no redirect is followed', async () => {
		const server = await start((request, response) => {
			response.writeHead(302, { location: 'http://192.0.2.1/elsewhere' }).end();
			void request;
		});
		const { sights } = await look(server);
		expect(sights.every(({ position }) => position === undefined || position === 'refuse')).toBe(
			true,
		);
	});
});

describe('it stops', () => {
	test('where a firewall answers', async () => {
		const server = await start(text(403, '<h1>Blocked</h1>'));
		await expect(look(server)).rejects.toThrow('A firewall answers in place of the API');
		expect(server.requests).toHaveLength(1);
	});

	test('where the server asks for more patience than there is', async () => {
		const server = await start((_request, response) => {
			response.writeHead(429, { 'retry-after': '3600' }).end();
		});
		await expect(look(server)).rejects.toThrow('asks to slow down');
		expect(server.requests).toHaveLength(1);
	});

	test('where the credential is not accepted', async () => {
		const server = await start({
			[`GET ${API}/apikeys/~`]: json(401, { code: 401, message: 'planted' }),
			'*': everywhere,
		});
		await expect(look(server)).rejects.toThrow(/^The server does not accept the credential\. [^p]/);
	});

	test('where there is no server', async () => {
		const server = await start(everywhere);
		await server.stop();
		await expect(look(server)).rejects.toThrow('The server cannot be reached (ECONNREFUSED)');
	});
});
