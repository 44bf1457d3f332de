/** tools/run.mjs sets up what a script needs. */
import { spawnSync } from 'node:child_process';
import {
	cpSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is linked to another checkout is used and never installed anew', () => {
	const other = join(folder, 'other');
	const checkout = join(folder, 'checkout');
	mkdirSync(other);
	cpSync(join(__dirname, '../../tools/run.mjs'), join(checkout, 'tools/run.mjs'));
	for (const part of ['host/node', '.']) {
		mkdirSync(join(checkout, part), { recursive: true });
		writeFileSync(join(checkout, part, 'package-lock.json'), 'another one than was installed');
		symlinkSync(other, join(checkout, part, 'node_modules'));
	}
	const words = [join(checkout, 'tools/run.mjs'), process.execPath, '--print', '6 * 7'];
	// No npm is found on this path.
	const env = { PATH: folder };
	const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
	expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '42\n', stderr: '' });
	expect(lstatSync(join(checkout, 'node_modules')).isSymbolicLink()).toBe(true);
});
