/** What `npm run verify` says about simulators whose switches are known. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { switchesOf } from '../../simulator/options';
import { switches } from '../../simulator/switches';
import { parseWords } from '../../tools/generate/parseWords';
import { accessTo, type Login } from '../../tools/verify/access';
import { Lab } from '../../tools/verify/lab';
import { callRecords } from '../../tools/verify/probes/cdrs';
import { clearing } from '../../tools/verify/probes/clearing';
import {
	emptyList,
	longestPage,
	oneRow,
	paging,
	undocumentedRoutes,
} from '../../tools/verify/probes/lists';
import { scope, signInErrors } from '../../tools/verify/probes/refusals';
import { apiKey, signIn, slashes, versionWord } from '../../tools/verify/probes/server';
import { details, subscriptionDates, values, voicemails } from '../../tools/verify/probes/values';
import { reportOf } from '../../tools/verify/report';
import type { Probe, Sight } from '../../tools/verify/sight';
import { verify } from '../../tools/verify/verify';
import { Wire, WritingWire } from '../../tools/verify/wire';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const file = 'spec/dialects.yaml';
const words = parseWords('dialects', file, readFileSync(join(__dirname, '../..', file), 'utf8'));
const SMALL = ['--domains', '2', '--users', '24', '--events-interval', '1000000'];

const loginOf = ({ url, credentials }: RunningSimulator): Login => ({
	server: url,
	apiKey: credentials.apiKeys.superUser,
});

const positionIn = (sights: Sight[], name: string) =>
	sights.find((sight) => sight.switch === name)?.position;

describe('a dialect', () => {
	test.each(Object.keys(words.dialects))('%s is found out', async (dialect) => {
		const simulator = await startSimulator([...SMALL, '--dialect', dialect, '--cdrs', '100']);
		const found = await verify({ ...loginOf(simulator), pause: 0, refusals: true }, words);
		await simulator.stop();
		const { version } = words.dialects[dialect]!;
		expect(positionIn(found.sights, 'record-names')).toBe(dialect);
		expect(found).toMatchObject({ serverVersion: version, documentVersion: version });
		const truth = switchesOf(dialect).all();
		const wrong = found.sights.filter(
			({ switch: name, position }) => position !== undefined && position !== truth[name],
		);
		expect(wrong).toEqual([]);
		const told = found.sights.filter(({ position }) => position !== undefined);
		expect(told.length).toBeGreaterThan(20);
		const lapses = positionIn(found.sights, 'cdr-lapses');
		expect(lapses).toBe(truth['cdr-lapses'] === 'yes' ? 'yes' : undefined);
		expect(reportOf(found, '0').simulator).toBe(`npm run simulator -- --dialect ${dialect}`);
		expect(found.sights.map((sight) => sight.switch)).toEqual(Object.keys(switches));
	});
});

describe('a switch', () => {
	let simulator: RunningSimulator;

	beforeAll(async () => {
		simulator = await startSimulator([...SMALL, '--cdrs', '4000']);
	});
	afterAll(async () => await simulator.stop());
	afterEach(async () => await control(simulator, 'POST', '/reset'));

	/** What one probe sees of the simulator. */
	async function look(probe: Probe, login = loginOf(simulator)): Promise<Sight[]> {
		const access = await accessTo(login);
		const wire = new Wire({ ...login, authorization: `Bearer ${access.bearer}`, pause: 0 });
		const sights = await probe(await Lab.open(wire, access, words));
		await wire.close();
		return sights;
	}

	const writing = () => {
		const { server, apiKey } = loginOf(simulator);
		return new WritingWire({ server, authorization: `Bearer ${apiKey}`, pause: 0 });
	};

	const set = async (name: string, value: string) =>
		await control(simulator, 'POST', '/switches', { [name]: value });

	const all = (name: keyof typeof switches) => [...switches[name].values];

	/** Those that a read can tell of, by the probe that does, with the positions to try. */
	const tellable: Array<[Probe, Record<string, string[]>]> = [
		[
			signInErrors,
			{
				'bearer-error-body': all('bearer-error-body'),
				'missing-bearer-status': all('missing-bearer-status'),
				'malformed-bearer-status': all('malformed-bearer-status'),
				'raw-key': all('raw-key'),
				'revoked-key-status': all('revoked-key-status'),
			},
		],
		[apiKey, { 'apikey-read': all('apikey-read') }],
		[values, { digits: all('digits'), 'yes-no': ['words', 'booleans'], unset: ['null'] }],
		[details, { detail: all('detail'), 'device-detail': all('device-detail') }],
		[oneRow, { 'one-row': all('one-row') }],
		[emptyList, { 'empty-list': all('empty-list') }],
		[longestPage, { 'list-max': ['1000', '500', '100'], 'list-over-max': all('list-over-max') }],
		[
			paging,
			{
				'start-base': all('start-base'),
				'ignores-limit': all('ignores-limit'),
				'ignores-start': all('ignores-start'),
			},
		],
		[undocumentedRoutes, { 'undocumented-routes': all('undocumented-routes') }],
		[
			callRecords,
			{
				'cdr-order': all('cdr-order'),
				'cdr-short-shape': all('cdr-short-shape'),
				'cdr-user-shape': all('cdr-user-shape'),
				'cdr-numbers': all('cdr-numbers'),
				'cdr-dates': all('cdr-dates'),
				'cdr-unanswered': all('cdr-unanswered'),
			},
		],
		[voicemails, { 'voicemail-names': all('voicemail-names') }],
		[versionWord, { 'version-word': all('version-word') }],
		[slashes, { 'escape-slashes': all('escape-slashes') }],
	];

	const cases = tellable.flatMap(([probe, names]) =>
		Object.entries(names).flatMap(([name, positions]) =>
			positions.map((position) => ({ name, position, probe })),
		),
	);

	test.each(cases)('$name = $position is seen', async ({ name, position, probe }) => {
		await set(name, position);
		expect(positionIn(await look(probe), name)).toBe(position);
	});

	test.each(['iso', 'plain'])(
		'subscription-dates = %s is seen where there is one',
		async (value) => {
			expect(positionIn(await look(subscriptionDates), 'subscription-dates')).toBeUndefined();
			const { url, credentials } = simulator;
			await set('subscription-dates', value);
			await fetch(`${url}/ns-api/v2/subscriptions`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${credentials.apiKeys.superUser}`,
					'content-type': 'application/json',
				},
				body: JSON.stringify({
					model: 'presence',
					domain: credentials.domain,
					'post-url': 'http://127.0.0.1:9/',
				}),
			});
			expect(positionIn(await look(subscriptionDates), 'subscription-dates')).toBe(value);
		},
	);

	test.each(
		(['clear-text', 'clear-number', 'clear-list'] as const).flatMap((name) =>
			all(name).map((position) => ({ name, position })),
		),
	)('$name = $position is seen by who may write', async ({ name, position }) => {
		await set(name, position);
		const wire = writing();
		const lab = await Lab.open(wire, await accessTo(loginOf(simulator)), words);
		expect(positionIn(await clearing(lab, wire, '9998'), name)).toBe(position);
		expect((await wire.get(`/domains/${lab.domain}/users/9998`)).status).toBe(404);
		await wire.close();
	});

	test('nothing is written where the extension is taken', async () => {
		const wire = writing();
		const lab = await Lab.open(wire, await accessTo(loginOf(simulator)), words);
		const before = (await wire.get(`/domains/${lab.domain}/users/101`)).text;
		await expect(clearing(lab, wire, '101')).rejects.toThrow('name a free extension');
		expect((await wire.get(`/domains/${lab.domain}/users/101`)).text).toBe(before);
		await wire.close();
	});

	test.each(['401', '403'])('scope-error = %s is seen by those who may less', async (value) => {
		await set('scope-error', value);
		const { officeManager } = simulator.credentials.apiKeys;
		const sights = await look(scope, { ...loginOf(simulator), apiKey: officeManager });
		expect(positionIn(sights, 'scope-error')).toBe(value);
	});

	/** Sign-in keeps in mind how a server is asked for tokens, so form-only comes last. */
	test.each([
		['scope-spelling', 'words'],
		['scope-spelling', 'dashes'],
		['scope-spelling', 'joined'],
		['token-endpoint', 'json-and-form'],
		['token-endpoint', 'form-only'],
	])('%s = %s is seen by those who log in', async (name, value) => {
		await set(name, value);
		const login = { server: simulator.url, ...simulator.credentials.password };
		expect(positionIn(await look(signIn, login), name)).toBe(value);
	});

	test('scope is said in the words of the documents, however it is spelled', async () => {
		await set('scope-spelling', 'joined');
		const login = { server: simulator.url, ...simulator.credentials.password };
		const found = await verify({ ...login, pause: 0, refusals: false }, words);
		expect(found).toMatchObject({ signedInBy: 'password', scope: 'Office Manager' });
	});
});

describe('the command', () => {
	let simulator: RunningSimulator;
	let folder: string;

	beforeAll(async () => {
		simulator = await startSimulator([...SMALL, '--dialect', 'live-44', '--cdrs', '100']);
		folder = await mkdtemp(join(tmpdir(), 'verify-'));
	});
	afterAll(async () => {
		await simulator.stop();
		await rm(folder, { recursive: true });
	});

	/** Runs it as people do, with nobody at the terminal. */
	async function run(args: string[], env: Record<string, string> = {}) {
		const main = join(__dirname, '../../tools/verify/main.ts');
		const command = ['--import', 'tsx', main, '--server', simulator.url, '--pause', '0', ...args];
		return await promisify(execFile)(process.execPath, command, {
			env: { PATH: process.env.PATH, ...env },
			cwd: join(__dirname, '../..'),
		}).catch((error: { code: number; stdout: string; stderr: string }) => error);
	}

	test('says what a server is like and writes a report that may be shown to everybody', async () => {
		const { apiKeys, domain } = simulator.credentials;
		const report = join(folder, 'report');
		const outcome = await run(['--report', report], { NETSAPIENS_API_KEY: apiKeys.officeManager });
		expect(outcome).not.toHaveProperty('code');
		expect(outcome.stdout).toContain('Server version 44.4.10, signed in by API key');
		expect(outcome.stdout).toContain('npm run simulator -- --dialect live-44\n');
		const markdown = await readFile(`${report}.md`, 'utf8');
		const data = await readFile(`${report}.json`, 'utf8');
		expect(JSON.parse(data)).toMatchObject({
			dialect: { name: 'live-44' },
			credential: { scope: 'Office Manager' },
			operations: { missing: expect.any(Number), source: 'OpenAPI document of the server' },
		});
		expect(markdown).toContain('| **integers** |');
		for (const secret of [apiKeys.officeManager, domain, new URL(simulator.url).host]) {
			expect(`${markdown}${data}${outcome.stdout}`).not.toContain(secret);
		}
	});

	test('writes only when told to, and says what empties a field', async () => {
		const { superUser } = simulator.credentials.apiKeys;
		const args = ['--no-report', '--no-refusals', '--try-writes', '9998'];
		const { stdout } = await run(args, { NETSAPIENS_API_KEY: superUser });
		expect(stdout).toMatch(
			/clear-text +both +"" and null for a status message of a user made for it/,
		);
		const quiet = await run(args.slice(0, 2), { NETSAPIENS_API_KEY: superUser });
		expect(quiet.stdout).not.toContain('clear-text');
	});

	test('takes a secret from a file, and asks for none where nobody is', async () => {
		const file = join(folder, 'key');
		await writeFile(file, `${simulator.credentials.apiKeys.superUser}\n`);
		const good = await run(['--api-key', `@${file}`, '--no-report', '--no-refusals']);
		expect(good.stdout).toContain('scope Super User');
		expect(await run([])).toMatchObject({
			code: 1,
			stderr: expect.stringContaining('The API key is missing'),
		});
	});
});
