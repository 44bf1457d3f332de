/** What n8n asks of the package.json of a verified package: docs/verification.md. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../../host/paths';
import { textOf } from '../../support/tracked';

const ours = JSON.parse(textOf('package.json')) as Record<string, unknown> & {
	name: string;
	version: string;
	author: { name: string; email: string };
	homepage: string;
	repository: { url: string };
	n8n: { n8nNodesApiVersion: number; strict: boolean; nodes: string[]; credentials: string[] };
	scripts: Record<string, string>;
};

test('name, license and keyword', () => {
	expect(ours.name).toMatch(/^n8n-nodes-[a-z0-9-]+$/);
	expect(ours.license).toBe('MIT');
	expect(textOf('LICENSE.md')).toContain('MIT License');
	expect(ours.keywords).toContain('n8n-community-node-package');
	expect(ours.version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('author, home page and repository are one and the same place on GitHub', () => {
	const [, place] = /^git\+(https:\/\/github\.com\/.+)\.git$/.exec(ours.repository.url) ?? [];
	expect(place).toMatch(new RegExp(`/${ours.name}$`));
	expect(ours.homepage).toBe(place);
	expect(ours.author.email).toMatch(/^\S+@\S+$/);
	expect(ours.author.name).not.toBe('');
});

test('needs nothing at run time but n8n', () => {
	expect(ours.dependencies ?? {}).toEqual({});
	expect(ours.bundledDependencies ?? ours.bundleDependencies ?? []).toEqual([]);
	expect(ours.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(ours.overrides).toBeUndefined();
});

test('runs nothing on the machine of whoever installs it', () => {
	const lifecycle = /^(pre|post)?(install|prepare|publish|uninstall)$|^prepublishOnly$/;
	expect(Object.keys(ours.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
});

test('ships each node and credential that it names, and no other', () => {
	const { n8nNodesApiVersion, strict, nodes, credentials } = ours.n8n;
	expect({ n8nNodesApiVersion, strict }).toEqual({ n8nNodesApiVersion: 1, strict: true });
	for (const file of [...nodes, ...credentials]) {
		expect(file).toMatch(/^dist\/.*\.(node|credentials)\.js$/);
		const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
		expect([file, existsSync(join(root, source))]).toEqual([file, true]);
	}
	for (const node of nodes) {
		const codex = node.replace(/^dist\//, '').replace(/\.js$/, '.json');
		expect([codex, existsSync(join(root, codex))]).toEqual([codex, true]);
	}
});
