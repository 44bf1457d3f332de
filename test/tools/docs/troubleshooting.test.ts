/** The documentation quotes messages that the nodes really give. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { inRoot } from '../../support/real';

/** All code that may say something, as one text. */
const source = ['nodes', 'credentials']
	.flatMap((folder) =>
		readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts') && !file.includes('generated'))
			.map((file) => readFileSync(inRoot(join(folder, file)), 'utf8')),
	)
	.join('\n')
	.replaceAll("\\'", "'");

/** The messages in the first column of the tables of a page. */
function quotedIn(page: string): string[] {
	const text = readFileSync(inRoot(join('docs', page)), 'utf8');
	const cells = [...text.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell);
	return cells.flatMap((cell) => [...cell.matchAll(/_([^_]+)_/g)].map(([, said = '']) => said));
}

/** What of a message stands nowhere in the code; `…` is filled in at run time. */
function unknownIn(message: string): string[] {
	const pieces = message.split(/…|: /).map((piece) => piece.replace(/^[\s:]+|[\s:]+$/g, ''));
	return pieces.filter((piece) => piece !== '' && !source.includes(piece));
}

test.each([
	...quotedIn('troubleshooting.md'),
	...quotedIn('trigger.md').filter((one) => / /.test(one)),
])('"%s" is a message of the nodes', (message) => expect(unknownIn(message)).toEqual([]));

test('the page has messages', () => {
	expect(quotedIn('troubleshooting.md').length).toBeGreaterThan(30);
	expect(unknownIn('No server is called … today.')).not.toEqual([]);
});
