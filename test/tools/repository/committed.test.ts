/** What must not stand in the repository, and what keeps it in order. */
import { textOf, tracked } from '../../support/tracked';

const binary = /\.(png|jpg|gif|ico|wav|mp3|gz|tgz)$/;
const texts = tracked().filter((path) => !binary.test(path));

test('lock files name no place to download from, so that any registry will do', () => {
	const locks = tracked('*package-lock.json');
	expect(locks.length).toBeGreaterThan(4);
	for (const lock of locks)
		expect([lock, /"resolved": "http/.test(textOf(lock))]).toEqual([lock, false]);
});

test('nothing tells of the machine that it was written on', () => {
	const places =
		/((?<![\w}/])\/home\/(?!node\b)[a-z]+\/|\/Users\/[a-z]+\/|\/root\/|\/work\/[a-z]|[A-Z]:\\Users\\)/;
	const registries = /https?:\/\/(registry\.(?!example\b)|[a-z.-]*(artifactory|nexus|verdaccio))/;
	const told = texts.filter((path) => {
		const text = textOf(path);
		return places.test(text) || registries.test(text);
	});
	expect(told.filter((path) => path !== 'test/tools/repository/committed.test.ts')).toEqual([]);
});

test('no key or token of a real service', () => {
	const secrets =
		/(ghp_|github_pat_|npm_|sk-)[A-Za-z0-9_]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9]/;
	expect(texts.filter((path) => secrets.test(textOf(path)))).toEqual([]);
});

test.each(tracked('.cspell/*.txt'))('%s is in order, each word once', (path) => {
	const words = textOf(path)
		.split('\n')
		.filter((line) => line && !line.startsWith('#'));
	const inOrder = [...new Set(words.map((word) => word.toLowerCase()))].sort();
	expect(words.map((word) => word.toLowerCase())).toEqual(inOrder);
});
