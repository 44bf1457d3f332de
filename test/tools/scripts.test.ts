/** What the scripts of package.json make of words that people add. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildArgv } from 'jest-cli';

const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};
const file = 'test/unit/moment.test.ts';

test.each(['unit', 'tools', 'simulator', 'engine', 'host', 'browser'])(
	'npm run test:%s -- FILE runs that file alone',
	async (project) => {
		const [, words = ''] = (scripts[`test:${project}`] ?? '').split(/jest(?:\.js)? /);
		const { selectProjects, _: files } = await buildArgv([...words.split(' '), file]);
		expect(selectProjects).toContain(project);
		expect(files).toEqual([file]);
	},
);
