import { fits, saidNames } from '../../../tools/verify/dialect';
import type { DialectWords } from '../../../tools/generate/words';

const words: DialectWords = {
	dialects: {
		documented: { description: 'd', version: '45.0' },
		old: { description: 'o', version: '44.1' },
		new: { description: 'n', version: '45.2' },
	},
	records: {
		user: {
			collections: ['/users'],
			fields: {
				'email-address': {
					also: ['email', 'mail'],
					says: { old: 'email', new: 'email' },
					source: ['S'],
					confidence: 'high',
				},
				'text-url': { says: { old: 'text-url ' }, source: ['S'], confidence: 'high' },
				name: { also: ['title'], source: ['S'], confidence: 'low' },
			},
		},
	},
};

const seenIn = (...columns: string[]) => saidNames(new Map([['user', new Set(columns)]]), words);

test('only values whose names differ from dialect to dialect are said', () => {
	expect(seenIn('email', 'title', 'text-url ', 'other')).toEqual([
		{ record: 'user', name: 'email-address', says: 'email' },
		{ record: 'user', name: 'text-url', says: 'text-url ' },
	]);
	expect(seenIn('title')).toEqual([]);
});

test.each([
	[['email-address', 'text-url'], 'documented', 2, 0],
	[['email', 'text-url '], 'old', 2, 0],
	[['email', 'text-url'], 'new', 2, 0],
	[['mail', 'text-url '], 'old', 1, 1],
])('%j fits %s best', (columns, dialect, agrees, disagrees) => {
	expect(fits(seenIn(...columns), words)[0]).toEqual({ dialect, agrees, disagrees });
});

test.each([
	['44.4.10', 'old'],
	['45.1', 'new'],
])('of equal ones that of version %s nearest comes first: %s', (version, dialect) => {
	const said = seenIn('email');
	expect(fits(said, words, version).map((one) => one.agrees)).toEqual([1, 1, 0]);
	expect(fits(said, words, version)[0]?.dialect).toBe(dialect);
});
