import { sameName, spellingsOf } from './dialects';
import { nearest } from './nearest';
import type { DialectWords } from './words';

/** What a request answers with. */
export interface Answer {
	/** The request, for people. */
	id: string;
	path: string;
	/** Documented fields of its records; none where the documents do not say what is in them. */
	names: string[];
}

/** Whether servers may answer with a value of this name, whatever they call it. */
function has({ path, names }: Answer, name: string, dialects: DialectWords): boolean {
	const spellings = [name, ...spellingsOf(path, name, dialects)];
	return names.some((known) => spellings.some((one) => sameName(one, known)));
}

/**
 * Says what the words look for in answers that do not have it.
 *
 * @param answers those of which one has to have it
 * @returns one sentence for each name
 */
export function unanswered(wanted: string[], answers: Answer[], dialects: DialectWords): string[] {
	if (answers.some(({ names }) => names.length === 0)) return [];
	const names = answers.flatMap((one) => one.names);
	return [...new Set(wanted)]
		.filter((name) => !answers.some((one) => has(one, name, dialects)))
		.map((name) => `${answers[0]?.id} answers without "${name}".${nearest(name, names)}`);
}
