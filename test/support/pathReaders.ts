import { posix } from 'node:path';
import querystring from 'node:querystring';

/** Where the API stands in these readings; a way out of it is what must not happen. */
const BASE = '/ns-api/v2';

type Reader = (path: string) => string;

/** The ways in which clients, proxies and servers read the path of a request below the API. */
const readers: Record<string, Reader> = {
	'a URL parser': (path) => new URL(`http://server${BASE}${path}`).pathname,
	'a server that takes it as it is': (path) => BASE + path.replace(/[?#].*$/s, ''),
	'a server that decodes first': (path) => folded(decoded(BASE + path)),
	'a proxy and a server that both decode': (path) => folded(decoded(decoded(BASE + path))),
	'a server that knows path parameters': (path) =>
		folded(decoded(BASE + path).replace(/;[^/]*/g, '')),
	'a server that folds characters alike': (path) =>
		folded(
			decoded(BASE + path)
				.normalize('NFKC')
				.replace(/[\s\p{Cf}]/gu, ''),
		),
};

/** Percent signs that stand for nothing stay, as lenient servers have it. */
function decoded(path: string): string {
	return path.replace(/(?:%[\da-f]{2})+/gi, (escapes) => querystring.unescape(escapes));
}

/** Dots followed, slashes of both kinds alike, empty parts dropped. */
function folded(path: string): string {
	return posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '');
}

/**
 * How a path may be misread: by whom, and as what.
 *
 * @param template with placeholders; only those in `mayHaveSlash` may become more than one part
 * @returns nothing when everybody reads the template's path
 */
export function misreadings(
	path: string,
	template: string,
	mayHaveSlash: (name: string) => boolean,
): string[] {
	// Slashes inside of values show only to those who decode.
	const asWritten = shapeOf(template, () => false);
	const asDecoded = shapeOf(template, mayHaveSlash);
	return Object.entries(readers).flatMap(([who, read]) => {
		const seen = read(path);
		const shape = seen === BASE + path ? asWritten : asDecoded;
		return shape.test(seen) ? [] : [`${who} reads ${seen}`];
	});
}

function shapeOf(template: string, mayBeMany: (name: string) => boolean): RegExp {
	const part = String.raw`(?!\.{1,2}(?:/|$))[^/]+`;
	const pieces = template.split(/(\{[^}]+\})/).map((piece) => {
		const name = /^\{(.+)\}$/.exec(piece)?.[1];
		if (name === undefined) return piece.replace(/[.*+?^$()[\]\\|]/g, String.raw`\$&`);
		return mayBeMany(name) ? `${part}(?:/${part})*` : part;
	});
	return new RegExp(`^${BASE}${pieces.join('')}$`, 's');
}
