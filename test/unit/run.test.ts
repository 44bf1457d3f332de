/** tools/run.mjs sets up what a script needs; `npm run clean` takes it away again. */
import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
let folder: string;
let checkout: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'run-'));
	checkout = join(folder, 'checkout');
	for (const file of ['run.mjs', 'clean.mjs', 'setup']) {
		cpSync(join(root, 'tools', file), join(checkout, 'tools', file), { recursive: true });
	}
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(file: string, text = '', mode = 0o644): void {
	mkdirSync(dirname(join(checkout, file)), { recursive: true });
	writeFileSync(join(checkout, file), text);
	chmodSync(join(checkout, file), mode);
}

/** What the two parts need that every script has. */
const LOCKS = ['host/node', '.'];

function putLocks(packages: Record<string, object> = { 'node_modules/one': {} }): void {
	for (const part of LOCKS) put(join(part, 'package-lock.json'), JSON.stringify({ packages }));
}

/** A npm that says and does what it is told to, and is the only one on the path. */
function putNpm(script: string): void {
	const file = join('bin', 'npm');
	put(file, `#!/bin/sh\necho "$PWD $*" >> ${join(folder, 'npm.log')}\n${script}\n`, 0o755);
}

/** What npm does when all goes well. */
const INSTALLS = `
echo "npm http fetch GET 200 https://packages.example/one/-/one-1.0.0.tgz 5ms (cache miss)" >&2
/bin/mkdir -p node_modules/.bin
for command in node tsx; do echo > node_modules/.bin/$command; done`;

const npmRuns = () => readFileSync(join(folder, 'npm.log'), 'utf8').trim().split('\n').length;

function runScript(script: string, ...words: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(checkout, 'tools', script), ...words],
		{ encoding: 'utf8', env: { PATH: join(checkout, 'bin') } },
	);
	return { status, stdout, stderr };
}

const run = () => runScript('run.mjs', process.execPath, '--print', '6 * 7');

test('what is linked to another checkout is used and never installed anew', () => {
	const other = join(folder, 'other');
	mkdirSync(other);
	for (const part of LOCKS) {
		put(join(part, 'package-lock.json'), 'another one than was installed');
		symlinkSync(other, join(checkout, part, 'node_modules'));
	}
	expect(run()).toEqual({ status: 0, stdout: '42\n', stderr: '' });
	expect(lstatSync(join(checkout, 'node_modules')).isSymbolicLink()).toBe(true);
});

test('what is missing is installed once, with its size and time, and then needs no npm', () => {
	putLocks();
	putNpm(INSTALLS);
	const first = run();
	expect(first).toMatchObject({ status: 0, stderr: '' });
	expect(first.stdout).toMatch(
		/^Installing Node.js 24 into host\/node \(about some seconds, 330 MB\)/,
	);
	expect(first.stdout).toMatch(/✔ Installed Node.js 24 \(0:0\d, 1 MB\)/);
	rmSync(join(checkout, 'bin/npm'));
	expect(run()).toEqual({ status: 0, stdout: '42\n', stderr: '' });
});

test.each([
	[
		'was not finished',
		'again, since it was not finished',
		() => rmSync(join(checkout, 'node_modules/.installed')),
	],
	[
		'misses files',
		'again, since files are missing',
		() => rmSync(join(checkout, 'node_modules/.bin/tsx')),
	],
	[
		'is older',
		'again, since newer ones are wanted',
		() => put('package-lock.json', '{"packages":{"a":{}}}'),
	],
])('an installation that %s is made again, and it says why', (_, why, spoil) => {
	putLocks();
	putNpm(INSTALLS);
	run();
	spoil();
	const { status, stdout } = run();
	expect(status).toBe(0);
	expect(stdout).toContain(why);
	expect(stdout).not.toContain('Node.js 24');
	expect(npmRuns()).toBe(3);
});

test.each([
	[
		'npm error code ENOSPC\nnpm error nospc no space left on device',
		/too little room: Node.js 24 takes about 330 MB, and this disk has [\d.]+ [MG]B free/,
	],
	['npm error code ENOTFOUND', /registry does not answer.*then run the same command again/],
	['npm error code ECONNREFUSED', /registry does not answer/],
	['npm error code SELF_SIGNED_CERT_IN_CHAIN', /npm config set cafile/],
	['npm error code E401', /npm login/],
	['npm error code EINTEGRITY', /npm cache clean --force/],
	['npm error code EACCES', /belong to you/],
	['npm error gyp ERR! find Python', /Python 3 and a C\+\+ compiler/],
	['npm error something else', /"npm run clean" makes a fresh start/],
])('when npm says "%s", it says what to do', (said, advice) => {
	putLocks();
	putNpm(`echo "${said}" >&2; exit 7`);
	const { status, stderr } = run();
	expect(status).toBe(7);
	expect(stderr).toContain(said);
	expect(stderr).toContain('"npm ci --ignore-scripts=false" in host/node ended with code 7.');
	expect(stderr.replace(/\n/g, ' ')).toMatch(advice);
});

test('a machine without npm is told so', () => {
	putLocks();
	expect(run().stderr).toContain('There is no "npm" on this machine.');
});

test('a disk that has too little room is said before anything is loaded', () => {
	putLocks();
	putNpm(INSTALLS);
	const parts = readFileSync(join(checkout, 'tools/setup/parts.mjs'), 'utf8');
	put('tools/setup/parts.mjs', parts.replace('330 * MB', '9e9 * MB'));
	const { status, stderr } = run();
	expect(status).toBe(1);
	expect(stderr).toMatch(/^There is too little room: Node.js 24 takes about 9000000.0 GB/);
	expect(existsSync(join(folder, 'npm.log'))).toBe(false);
});

describe('how far it is', () => {
	const lines = (fetched: number) =>
		[
			'npm http fetch GET 200 https://packages.example/a 5ms (cache miss)',
			...Array.from(
				{ length: fetched },
				(_, i) => `npm http cache https://packages.example/a/-/a-${i}.tgz 1ms (cache hit)`,
			),
			'npm warn deprecated a@1.0.0: old',
		].join('\n');
	/** As if it had taken no time, which on a busy machine it does. */
	const atOnce = (text: string) => text.replace(/\b0:0\d\b/g, '0:00');
	const script = (fetched: number) => `
		import { Progress } from '${join(checkout, 'tools/setup/progress.mjs')}';
		const progress = new Progress('n8n', 2115);
		const others = ${JSON.stringify(lines(fetched))}.split('\\n').filter((line) => !progress.take(line));
		console.log(progress.line(), others.length);
		progress.stop();`;

	test.each([
		[0, 'looked up 1 of 2,115 packages, 0:00 1'],
		[105, '105 of 2,115 packages (4 %), 0:00 1'],
		[1310, '1,310 of 2,115 packages (61 %), 0:00, about 0:00 to go 1'],
		[2115, '2,115 of 2,115 packages (100 %), 0:00, unpacking 1'],
	])('after %i downloads', (fetched, wanted) => {
		const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module'], {
			encoding: 'utf8',
			input: script(fetched),
		});
		expect({ stdout: atOnce(stdout), stderr }).toEqual({ stdout: `${wanted}\n`, stderr: '' });
	});

	test('while something is built', () => {
		const { stdout } = spawnSync(process.execPath, ['--input-type=module'], {
			encoding: 'utf8',
			input: `${script(2115)}\nprogress.build('sqlite3'); console.log(progress.line());`,
		});
		expect(atOnce(stdout)).toContain('\nbuilding sqlite3, 0:00\n');
	});

	test('counts the packages that come to this machine', () => {
		put(
			'package-lock.json',
			JSON.stringify({
				packages: {
					'': {},
					'node_modules/all': { version: '1.0.0' },
					'node_modules/here/node_modules/all': { version: '1.0.0' },
					'node_modules/there/node_modules/all': { version: '2.0.0' },
					'node_modules/linked': { link: true },
					'node_modules/all/node_modules/within': { inBundle: true },
					'node_modules/here': { os: [process.platform], cpu: [process.arch] },
					'node_modules/elsewhere': { os: ['beos'] },
					'node_modules/other-chip': { cpu: ['m68k'] },
					'node_modules/not-there': { os: ['!beos'] },
					'node_modules/not-here': { os: [`!${process.platform}`] },
				},
			}),
		);
		const module = join(checkout, 'tools/setup/progress.mjs');
		const script = `import { packagesOf } from '${module}'; console.log(packagesOf('${join(checkout, 'package-lock.json')}'));`;
		const words = ['--input-type=module', '--eval', script];
		expect(spawnSync(process.execPath, words, { encoding: 'utf8' }).stdout).toBe('4\n');
	});
});

describe('npm run clean', () => {
	const clean = (...words: string[]) => runScript('clean.mjs', ...words);
	const made = [
		'node_modules/a/index.js',
		'host/n8n/node_modules/n8n/big.js',
		'.cache/build.stamp',
		'dist/nodes/a.js',
		'companions/other/dist/a.js',
		'coverage/a',
		'nodes/NetSapiens/generated/a.ts',
		'nodes/NetSapiens/__schema__/v1/a.json',
		'a.tgz',
		'npm-debug.log',
		'verify-report.md',
	];

	/** What git does not keep, as it says itself. */
	const ignored = () => {
		const words = ['status', '--porcelain', '--ignored', '--untracked-files=all'];
		const { stdout } = spawnSync('git', words, { cwd: checkout, encoding: 'utf8' });
		return stdout.split('\n').filter((line) => line.startsWith('!!'));
	};

	beforeEach(() => {
		cpSync(join(root, '.gitignore'), join(checkout, '.gitignore'));
		for (const file of [...made, 'nodes/NetSapiens/kept.ts', 'docs/kept.md']) put(file, 'x');
		spawnSync('git', ['init', '-q'], { cwd: checkout });
	});

	test('removes all that git does not keep and nothing else, and says how large it was', () => {
		expect(ignored().length).toBe(made.length);
		const { status, stdout } = clean();
		expect(status).toBe(0);
		expect(ignored()).toEqual([]);
		expect(stdout).toMatch(/ 1 MB host\/n8n\/node_modules\n/);
		expect(stdout).toMatch(/1 MB removed.\n$/);
		for (const file of ['nodes/NetSapiens/kept.ts', 'docs/kept.md', 'tools/run.mjs']) {
			expect(existsSync(join(checkout, file))).toBe(true);
		}
		expect(clean().stdout).toBe('There is nothing to remove.\n');
	});

	test('only says so with --dry-run', () => {
		expect(clean('--dry-run').stdout).toMatch(/1 MB would be removed.\n$/);
		expect(ignored().length).toBe(made.length);
	});

	test('leaves what a link leads to', () => {
		const other = join(folder, 'other');
		mkdirSync(other);
		writeFileSync(join(other, 'theirs'), '');
		symlinkSync(other, join(checkout, 'host/node_modules'));
		mkdirSync(join(checkout, 'host/scanner'));
		symlinkSync(other, join(checkout, 'host/scanner/node_modules'));
		expect(clean().stdout).toContain('kept    host/scanner/node_modules (a link to another place)');
		expect(existsSync(join(other, 'theirs'))).toBe(true);
	});

	test('waits for a demo that runs', () => {
		put('.cache/n8n-2/demo.pid', String(process.pid));
		const { status, stderr } = clean();
		expect(status).toBe(1);
		expect(stderr).toBe(
			`"npm start" is running (process ${process.pid}). Stop it with Ctrl-C first.\n`,
		);
		expect(ignored().length).toBe(made.length + 1);
	});
});
