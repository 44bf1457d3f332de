import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { secretFrom } from '../../../tools/verify/secret';

test('a secret is itself, or what a file holds', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'verify-'));
	const file = join(folder, 'key');
	await writeFile(file, '  nsd_abc \n');
	expect(await secretFrom('nsd_xyz', 'API key')).toBe('nsd_xyz');
	expect(await secretFrom(`@${file}`, 'API key')).toBe('nsd_abc');
	await expect(secretFrom(`@${file}.gone`, 'API key')).rejects.toThrow('key.gone cannot be read');
	await rm(folder, { recursive: true });
});

test('nobody is asked where nobody is', async () => {
	const terminal = process.stdin.isTTY;
	process.stdin.isTTY = false;
	await expect(secretFrom(undefined, 'API key')).rejects.toThrow('The API key is missing');
	process.stdin.isTTY = terminal;
});
