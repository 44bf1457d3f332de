import type { Names } from './names';

/** Where names are kept, from the repository's root. */
export const namesFile = 'spec/names.json';

/** What a release would take from workflows, in words; none when they go on as they are. */
export function lost(frozen: Names, present: Names): string[] {
	return Object.entries(frozen).flatMap(([place, paths]) => {
		const now = present[place];
		if (!now) return [place];
		return Object.entries(paths).flatMap(([path, held]) => {
			const found = now[path];
			if (!found) return [`${place}: ${path}`];
			const gone = missing(held.values, found.values).map(
				(value) => `${place}: ${path} = ${JSON.stringify(value)}`,
			);
			const was = JSON.stringify(held.preset);
			const is = JSON.stringify(found.preset);
			return was === is
				? gone
				: [
						...gone,
						`${place}: ${path} is preset to ${is ?? 'nothing'} instead of ${was ?? 'nothing'}`,
					];
		});
	});
}

const missing = <Value>(before: Value[] = [], after: Value[] = []): Value[] =>
	before.filter((value) => !after.includes(value));

/** What to do about names that are gone; nothing where none is. */
export const adviceOnLost = (gone: string[]): string =>
	gone.length === 0
		? ''
		: `Saved workflows may hold these:\n${gone.join('\n')}\n` +
			'Keep them ("After a rename" in tools/generate/README.md). What no server takes any more goes with ' +
			'npm run names -- --drop.';

/** The file's text: JSON with one parameter a line, so that a change of it can be read. */
export function textOf(names: Names): string {
	const places = Object.entries(names).map(([place, paths]) => {
		const lines = Object.entries(paths).map(
			([path, held]) => `\t\t${JSON.stringify(path)}: ${JSON.stringify(held)}`,
		);
		return `\t${JSON.stringify(place)}: {${lines.length > 0 ? `\n${lines.join(',\n')}\n\t` : ''}}`;
	});
	return `{\n${places.join(',\n')}\n}\n`;
}
