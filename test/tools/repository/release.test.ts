import { notesOf, releaseOf } from '../../../tools/release/release';
import { textOf } from '../../support/tracked';

test.each([
	['v1.2.3', { folder: '.', version: '1.2.3' }],
	['nexogy-dna-0.10.0', { folder: 'companions/n8n-nodes-nexogy-dna', version: '0.10.0' }],
])('%s is a release', (tag, release) => {
	expect(releaseOf(tag)).toEqual(release);
});

test.each(['', '1.2.3', 'v1.2', 'v1.2.3-beta', 'v1.2.3 ', '../x-1.2.3', 'main'])(
	'%p is none',
	(tag) => {
		expect(() => releaseOf(tag)).toThrow('is no tag of a release; one is v1.2.3');
	},
);

const changelog =
	'# Changelog\n\n## Unreleased\n\n- Soon\n\n## 1.0.0 - 2026-12-01\n\n- Now\n\n### More\n\n- Of it\n\n## [0.9.0]\n\n';

test('the notes of a version are its part of the change log', () => {
	expect(notesOf(changelog, '1.0.0')).toBe('- Now\n\n### More\n\n- Of it');
	expect(notesOf(changelog, 'Unreleased')).toBe('- Soon');
});

test.each(['0.9.0', '1.0', '2.0.0'])('without notes no %s', (version) => {
	expect(() => notesOf(changelog, version)).toThrow(`says nothing under "## ${version}"`);
});

test('our own change log says what is new', () => {
	expect(notesOf(textOf('CHANGELOG.md'), 'Unreleased').length).toBeGreaterThan(100);
});
