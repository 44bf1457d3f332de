/** Commands that documents and workflows tell people and machines to run are there. */
import { parse } from 'yaml';

import { textOf, tracked } from '../../support/tracked';

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
const workflows = tracked('.github/workflows/*.yml');

/** Documents speak of their own package.json: those of a companion are held to it elsewhere. */
const documents = tracked('*.md', '.github').filter((path) => !path.startsWith('companions/'));

test.each(documents)('%s names no npm script that is not there', (path) => {
	const named = [...textOf(path).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)];
	const missing = named.map(([, name = '']) => name).filter((name) => !(name in scripts));
	expect(missing).toEqual([]);
});

test.each(workflows)('%s uses actions at a fixed commit and says which version that is', (path) => {
	for (const [line, action] of textOf(path).matchAll(/uses: (\S+).*$/gm)) {
		if (action?.startsWith('./')) continue;
		expect(line).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	}
});

test.each(workflows)('%s may only read unless a job says more', (path) => {
	const { permissions } = parse(textOf(path)) as { permissions: unknown };
	expect(permissions).toEqual({ contents: 'read' });
});

const publishing = workflows.filter((path) => path.includes('publish'));

test.each(publishing)('%s publishes nothing before all checks, nor without provenance', (path) => {
	const { jobs } = parse(textOf(path)) as {
		jobs: Record<string, { uses?: string; needs?: string; permissions?: object }>;
	};
	expect(jobs.checks?.uses).toBe('./.github/workflows/ci.yml');
	expect(jobs.npm).toMatchObject({ needs: 'checks', permissions: { 'id-token': 'write' } });
	expect(textOf(path)).toMatch(/npm publish .*--provenance/);
	expect(textOf(path)).not.toContain('secrets.');
});
