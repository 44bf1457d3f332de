import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { document, operation, workplace } from './fixtures';

const main = join(__dirname, '../../../tools/spec-import/main.ts');

/** Runs the command as people do; tells its exit code and what it said where. */
const command = (...words: string[]) =>
	new Promise<{ code: number; out: string; err: string }>((resolve) => {
		execFile(process.execPath, [require.resolve('tsx/cli'), main, ...words], (error, out, err) =>
			resolve({ code: Number(error?.code ?? 0), out, err }),
		);
	});

let place: ReturnType<typeof workplace>;
beforeEach(() => {
	place = workplace();
});
afterEach(() => place.remove());

it('ends well with the report on standard output', async () => {
	const file = place.file('toys-v45.0.json', document({ '/toys': { get: operation({}) } }));
	const { code, out, err } = await command('--folder', place.folder, file);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	expect(out).toContain('1 operations, version 45.0');
});

it('ends with 1 and one plain line on standard error when a file is unusable', async () => {
	const file = place.file('toys.json', '<html>');
	const { code, out, err } = await command('--folder', place.folder, file);
	expect({ code, out }).toEqual({ code: 1, out: '' });
	expect(err.trim().split('\n')).toEqual([expect.stringContaining('toys.json: is not JSON')]);
});
