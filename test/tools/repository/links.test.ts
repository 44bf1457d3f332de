/** Links that markdownlint does not see: from code and pictures into the repository. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../../../host/paths';
import { outsideLinks } from '../../../tools/links/links';
import { anchorsOf, textOf, tracked } from '../../support/tracked';

const { homepage } = JSON.parse(textOf('package.json')) as { homepage: string };
const readers = tracked('*.md', '.github', 'credentials', 'nodes', 'workflows', 'test', 'tools');

/** @returns what is wrong with a link to our own place on GitHub, after its address */
function brokenAt(rest: string): string | undefined {
	const [, path = 'README.md', anchor] =
		/^(?:\/(?:blob|raw)\/main\/([^#]+))?(?:#(.+))?$/.exec(rest) ?? [];
	if (!existsSync(join(root, path))) return `no file ${path}`;
	if (!anchor || anchor === 'readme') return;
	return anchorsOf(textOf(path)).includes(anchor) ? undefined : `no heading #${anchor} in ${path}`;
}

test('links to our own files on GitHub lead to a file and a heading', () => {
	const broken = readers.flatMap((path) => {
		const links = textOf(path).split(homepage).slice(1);
		return links.flatMap((after) => {
			const [rest = ''] = /^[^\s"'`)>,\]]*/.exec(after) ?? [];
			if (/^(\.git|\/(issues|security|actions|releases|discussions|compare))/.test(rest)) return [];
			const problem = brokenAt(rest.replace(/\.$/, ''));
			return problem ? [`${path}: ${problem}`] : [];
		});
	});
	expect(broken).toEqual([]);
});

test('pictures in HTML are there', () => {
	const missing = tracked('*.md').flatMap((path) =>
		[...textOf(path).matchAll(/(?:src|srcset)="([^":]+)"/g)]
			.map(([, file = '']) => join(dirname(path), file))
			.filter((file) => !existsSync(join(root, file))),
	);
	expect(missing).toEqual([]);
});

test('links that lead out are those that someone could answer', () => {
	const text = `See <https://docs.n8n.io/a#b>, (https://knip.dev). https://pbx.example.com http://127.0.0.1:1
		https://acme.example/x http://localhost:5678 https://SERVER/ns-api https://docs.n8n.io/a#c`;
	expect(outsideLinks(text)).toEqual(['https://docs.n8n.io/a', 'https://knip.dev']);
});
