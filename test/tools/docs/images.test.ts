/** Pictures of the documentation: small enough to load on a phone, and none that nobody sees. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { inRoot } from '../../support/real';

const LARGEST = 110_000;

const folder = inRoot('docs/images');
const pictures = readdirSync(folder);
const pages = [
	'README.md',
	'simulator/README.md',
	...readdirSync(inRoot('docs')).map((file) => join('docs', file)),
]
	.filter((file) => file.endsWith('.md'))
	.map((file) => readFileSync(inRoot(file), 'utf8'))
	.join('\n');

test.each(pictures)('%s is small', (picture) => {
	expect(statSync(join(folder, picture)).size).toBeLessThanOrEqual(LARGEST);
});

test('each picture is on a page', () => {
	expect(pictures.filter((picture) => !pages.includes(`images/${picture}`))).toEqual([]);
});
