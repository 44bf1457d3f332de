import { closest } from 'fastest-levenshtein';

/** A sentence for people who mistyped a name, or whose name is called otherwise by now. */
export function nearest(name: string, known: Iterable<string>): string {
	const names = [...known];
	return names.length > 0 ? ` The nearest name is "${closest(name, names)}".` : '';
}
