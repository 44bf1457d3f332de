import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactData } from '../../../tools/compact-data';

test('a compacted module is found under its name and exports the same data', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'compact-'));
	const file = join(folder, 'data.js');
	const table = { "it's": ['a "b" \\ c', 1, null, { nested: true }], line: 'x\ny\u2028z' };
	writeFileSync(
		file,
		`Object.defineProperty(exports, "__esModule", { value: true });
		exports.table = ${JSON.stringify(table)};
		exports.more = [1, 2];`,
	);

	await compactData(file);

	expect(existsSync(file)).toBe(false);
	// As the other modules of dist do: without an extension.
	expect(createRequire(join(folder, 'other.js'))('./data')).toEqual({ table, more: [1, 2] });
	rmSync(folder, { recursive: true });
});
