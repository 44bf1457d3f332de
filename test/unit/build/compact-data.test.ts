import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactData } from '../../../tools/compact-data';

test('a compacted module exports the same data, read as JSON', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'compact-'));
	const file = join(folder, 'data.js');
	const table = { "it's": ['a "b" \\ c', 1, null, { nested: true }], line: 'x\ny\u2028z' };
	writeFileSync(file, `exports.table = ${JSON.stringify(table)};\nexports.more = [1, 2];\n`);

	await compactData(file);

	expect(readFileSync(file, 'utf8')).toContain('exports.table = JSON.parse(');
	// Jest replaces `require`; a fresh one reads the file as Node.js does.
	const copy = join(folder, 'copy.js');
	writeFileSync(copy, readFileSync(file));
	expect(createRequire(copy)(copy)).toMatchObject({ table, more: [1, 2] });
	rmSync(folder, { recursive: true });
});
