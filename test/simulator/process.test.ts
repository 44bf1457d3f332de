import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { commandLine, listSwitches, readSwitches } from '../../simulator/command-line';
import { Spec } from '../../simulator/spec';
import { versionNumber } from '../../simulator/version';
import {
	bundleVariable,
	startSimulator,
	type RunningSimulator,
} from '../../simulator/steer/process';
import { clientOf, list, record } from './client';

/** Here it starts as people start it, not from the one file of the tests. */
const bundle = process.env[bundleVariable];
beforeAll(() => delete process.env[bundleVariable]);
afterAll(() => {
	process.env[bundleVariable] = bundle;
});

describe('command line', () => {
	/** Parses without ending the process: a mistake is thrown. */
	const parse = (...args: string[]) =>
		commandLine()
			.exitOverride()
			.configureOutput({ writeErr: () => {} })
			.parse(args, { from: 'user' })
			.opts();

	test('help explains every option', () => {
		const help = commandLine().helpInformation();
		for (const word of [
			'--port',
			'--seed',
			'--cdrs',
			'--version',
			'--switch',
			'--events-interval',
		]) {
			expect(help).toContain(word);
		}
		expect(listSwitches()).toContain('cdr-short-shape = yes | no');
	});

	test('options are read, what makes no sense is refused in a sentence', () => {
		expect(
			parse('--cdrs', '7', '--switch', 'list-max=5', '--switch', 'empty-list=404'),
		).toMatchObject({
			cdrs: 7,
			switch: ['list-max=5', 'empty-list=404'],
		});
		expect(() => parse('--nonsense')).toThrow("unknown option '--nonsense'");
		expect(() => readSwitches(['empty-list=500'])).toThrow(
			'Switch "empty-list" takes 200, 404, 204, null, nothing, not "500".',
		);
		expect(readSwitches(['empty-list=404']).get('empty-list')).toBe('404');
	});

	test.each([
		[['--cdrs', 'many'], 'It must be a whole number from 0 to 100000000.'],
		[['--cdrs', '-1'], 'It must be a whole number from 0 to 100000000.'],
		[['--cdrs', '1.5'], 'It must be a whole number from 0 to 100000000.'],
		[['--port', '65536'], 'It must be a whole number from 0 to 65535.'],
		[['--domains', '0'], 'It must be a whole number from 1 to 10000.'],
		[['--speed', '0'], 'It must be a whole number from 1 to 1000000.'],
		[['--request-timeout', '0'], 'It must be a whole number from 1 to 2147483647.'],
		[['--version', 'abc'], 'It must be the version of a core from 44 on, such as 44.4.10.'],
		[['--version', '44.x'], 'It must be the version of a core'],
		[['--version', '43.9.9'], 'It must be the version of a core'],
		[['--now', 'soon'], 'It must be a date from 1971 to 2099'],
		[['--now', '1970-12-31T00:00:00Z'], 'It must be a date from 1971 to 2099'],
		[['--now', '2100-01-01T00:00:00Z'], 'It must be a date from 1971 to 2099'],
		[['--dialect', 'toString'], 'Allowed choices are documented'],
		[['--switch', 'toString=1'], 'There is no switch "toString".'],
		[['--switch', 'list-max=many'], 'Switch "list-max" takes a whole number, not "many".'],
		[['more'], 'too many arguments'],
	])('%j is refused', (args, sentence) => {
		expect(() => parse(...args)).toThrow(sentence);
	});

	test('the limits themselves are taken', () => {
		const taken = parse(
			'--port',
			'65535',
			'--now',
			'1971-01-01T00:00:00Z',
			'--version',
			'44',
			'--speed',
			'1',
		);
		expect(taken).toMatchObject({ port: 65535, version: '44', speed: 1 });
		expect(parse('--now', '2099-12-31T00:00:00Z', '--version', '45.1.2')).toMatchObject({
			version: '45.1.2',
		});
	});

	test('a mistake ends the process with the sentence and without a stack', async () => {
		const problem = await startSimulator(['--version', 'abc']).catch(
			(error: Error) => error.message,
		);
		expect(problem).toBe(
			"the simulator ended: error: option '--version <core>' argument 'abc' is invalid. It must be the version of a core from 44 on, such as 44.4.10.\n",
		);
	});

	test('a taken port is named as the reason', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		const start = startSimulator(['--port', String(port), '--cdrs', '1']);
		await expect(start).rejects.toThrow('The port is in use; choose another one with --port.');
		other.close();
	});
});

test('a seed brings the same tenant again, another one does not', async () => {
	const start = (seed: string) =>
		startSimulator([
			'--seed',
			seed,
			'--now',
			'2026-06-30T12:00:00Z',
			'--cdrs',
			'40',
			'--users',
			'10',
		]);
	const [seven, eight] = await Promise.all([start('7'), start('8')]);
	const tenant = async (simulator: RunningSimulator) => {
		const send = clientOf(simulator);
		const dates = 'datetime-start=2026-01-01&datetime-end=2026-12-31';
		const paths = [
			'/domains',
			'/domains/acme.example/users',
			'/domains/acme.example/devices',
			`/cdrs?${dates}`,
		];
		const bodies = await Promise.all(paths.map((one) => send('GET', one)));
		return bodies.map(list);
	};
	const before = await tenant(seven);
	expect(await tenant(eight)).not.toEqual(before);
	expect(eight.credentials).not.toEqual(seven.credentials);
	await clientOf(seven)('POST', '/_sim/reset');
	// The keys of the first life open the second one: they come from the seed too.
	expect(await tenant(seven)).toEqual(before);
	await Promise.all([seven.stop(), eight.stop()]);
});

test('an older core has no routes for what is newer, and says so in its document', async () => {
	const simulator = await startSimulator(['--version', '44.4.10', '--cdrs', '10', '--users', '10']);
	const send = clientOf(simulator);
	expect(record(await send('GET', '/version')).apiversion).toBe('Version: 44.4.10');
	for (const newer of [
		'/domains/acme.example/subscriptions',
		'/auditlog',
		'/domains/acme.example/presence/list',
	]) {
		expect(await send('GET', newer)).toMatchObject({
			status: 404,
			body: { message: 'No Route Found [92]' },
		});
	}
	expect((await send('GET', '/subscriptions')).status).toBe(200);
	expect((await send('GET', '/domains/acme.example/number-filters')).status).toBe(200);
	expect(
		(await send('POST', '/domains/acme.example/sites', { body: { site: 'X', synchronous: 'yes' } }))
			.status,
	).toBe(202);
	const document = record(await send('GET', '/ns-api/webroot/openapi/openapi.json'));
	expect(document.info).toMatchObject({ version: '44.4.10' });
	expect(document.paths).toHaveProperty(['/domains/{domain}/sites/list']);
	expect(document.paths).not.toHaveProperty(['/auditlog']);
	await simulator.stop();
});

test('versions count part by part', () => {
	const { endpoints } = Spec.load();
	const filters = endpoints.find(({ shape }) => shape === '/domains/{}/number-filters');
	expect(versionNumber('44.2.10')).toBeLessThan(filters?.since ?? 0);
	expect(versionNumber('44.4.10')).toBeGreaterThan(filters?.since ?? Infinity);
});

test('a living tenant is of one piece: calls, records, recordings and figures agree', async () => {
	const simulator = await startSimulator([
		'--cdrs',
		'0',
		'--users',
		'10',
		'--traffic',
		'3000',
		'--speed',
		'200',
	]);
	const send = clientOf(simulator);
	const dates = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
	const answered = async () =>
		list(await send('GET', `/cdrs?${dates}&limit=100`)).filter(
			(row) => Number(row['call-talking-duration-seconds']) > 0,
		);
	while ((await answered()).length < 5) await new Promise((resolve) => setTimeout(resolve, 50));
	for (const row of (await answered()).slice(0, 3)) {
		const id = encodeURIComponent(String(row['call-orig-call-id']));
		const recordings = list(await send('GET', `/domains/${String(row.domain)}/recordings/${id}`));
		expect(recordings).toHaveLength(1);
	}
	await simulator.stop();
});
