/** The files that the repository holds. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../host/paths';

/**
 * @param patterns git's pathspecs; all files without one
 * @returns paths from the root, also of files that are new; those that were removed are left out
 */
export function tracked(...patterns: string[]): string[] {
	const options = [
		'ls-files',
		'--cached',
		'--others',
		'--exclude-standard',
		'-z',
		'--',
		...patterns,
	];
	const listed = execFileSync('git', options, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
	return listed.split('\0').filter((path) => path && existsSync(join(root, path)));
}

export const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** @returns the anchors that GitHub gives the headings of a Markdown text */
export function anchorsOf(markdown: string): string[] {
	const headings = [...markdown.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => heading);
	return headings.map((heading) =>
		heading
			.toLowerCase()
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-'),
	);
}
