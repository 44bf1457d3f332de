import { readdirSync, readFileSync } from 'node:fs';
import fc, { anyText } from '../../support/fastCheck';
import { UserError, type IDataObject } from 'n8n-workflow';
import { pickers } from '../../../nodes/NetSapiens/generated/pickers';
import { fillPath, typedPath } from '../../../nodes/NetSapiens/transport/path';
import { misreadings } from '../../support/pathReaders';
import { hostilePieces, hostileValues } from '../../support/pathValues';
import { inRoot, real } from '../../support/real';

/** Names of domains and users have no slash; other identifiers may. */
const mayHaveSlash = (name: string) => name !== 'domain' && name !== 'user';

const placeholdersOf = (template: string) =>
	[...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);

/** Paths that hand-written code asks for: the trigger's, for example. */
function pathsInSources(): string[] {
	return ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts') && !file.includes('generated'))
			.flatMap(
				(file) =>
					readFileSync(inRoot(`${folder}/${file}`), 'utf8').match(/'\/[^'\s]*\{[^'\s]*'/g) ?? [],
			)
			.map((literal) => literal.slice(1, -1)),
	);
}

interface Place {
	template: string;
	name: string;
}

/** Every template of the package with each of its placeholders. */
let places: Place[];

beforeAll(async () => {
	const { reaches } = await real();
	const paths = [
		...reaches.flatMap(({ request }) => [request.path, request.count?.path ?? '']),
		...Object.values(pickers).flatMap(({ sources = [] }) => sources.map(({ path }) => path)),
		...pathsInSources(),
	];
	places = [...new Set(paths)].flatMap((template) =>
		placeholdersOf(template).map((name) => ({ template, name })),
	);
});

/** What is wrong with what happens when a path is made; nothing when it is refused as it should be. */
function flaws(make: () => string, template: string, names: string[]): string[] {
	let path: string;
	try {
		path = make();
	} catch (error) {
		return isRefusal(error, names) ? [] : [String(error)];
	}
	return misreadings(path, template, mayHaveSlash);
}

/** Whether it is a message that names the field, fits in one line and says what to do. */
function isRefusal(error: unknown, names: string[]): boolean {
	if (!(error instanceof UserError)) return false;
	const { message } = error;
	const isShown = message.length < 250 && !/\p{Cc}|\p{Surrogate}/u.test(message);
	const helps = /Check the |Fill it in|Remove double slashes/.test(message);
	return isShown && helps && names.some((name) => message.includes(name));
}

function flawsOf({ template, name }: Place, value: unknown): string[] {
	const others = placeholdersOf(template).map((other) => [other, 'ordinary']);
	const values = { ...Object.fromEntries(others), [name]: value } as IDataObject;
	return flaws(() => fillPath(template, values), template, [`"${name}"`]);
}

const hostileText = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.array(fc.constantFrom(...hostilePieces), { maxLength: 8 })
			.map((all) => all.join('')),
	},
	{
		weight: 1,
		arbitrary: fc
			.array(fc.nat(0xffff), { maxLength: 6 })
			.map((units) => String.fromCharCode(...units)),
	},
	{ weight: 1, arbitrary: anyText() },
);
const hostile = fc.oneof(
	{ weight: 6, arbitrary: hostileText },
	{ weight: 2, arbitrary: fc.constantFrom(...hostileValues) },
	{
		weight: 1,
		arbitrary: fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
	},
);

test('the paths of forms, pickers and the trigger are all there', () => {
	const templates = new Set(places.map(({ template }) => template));
	expect(templates.size).toBeGreaterThan(200);
	expect([...templates]).toEqual(
		expect.arrayContaining([
			'/domains/{domain}/users/{user}',
			'/domains/{domain}/users/{user}/answerrules',
			'/subscriptions/{id}',
			'/domains/{domain}/recordings/{id}',
		]),
	);
});

test('every hostile value in every place of every path is refused, or stays in its place', () => {
	const astray = places.flatMap((place) =>
		hostileValues.flatMap((value) =>
			flawsOf(place, value).map((flaw) => `${place.template} {${place.name}}: ${flaw}`),
		),
	);
	expect(astray).toEqual([]);
});

test('so is every value that is made up', () => {
	const property = fc.property(fc.constantFrom(...places), hostile, (place, value) => {
		const found = flawsOf(place, value);
		if (found.length > 0) throw new Error(found.join('\n'));
	});
	fc.assert(property, { numRuns: 5_000 });
});

test('several hostile values at once do not help each other', () => {
	const many = fc.array(hostileText, { minLength: 6, maxLength: 6 });
	const property = fc.property(fc.constantFrom(...places), many, ({ template }, values) => {
		const names = placeholdersOf(template);
		const filled = Object.fromEntries(names.map((name, index) => [name, values[index]]));
		const quoted = names.map((name) => `"${name}"`);
		const found = flaws(() => fillPath(template, filled), template, quoted);
		if (found.length > 0) throw new Error(found.join('\n'));
	});
	fc.assert(property, { numRuns: 2_000 });
});

test('a typed path is refused, or is read by everybody as it was typed', () => {
	const parts = fc.array(hostileText, { minLength: 1, maxLength: 4 });
	const property = fc.property(parts, (typedParts) => {
		const typed = `/${typedParts.join('/')}`;
		const template = typed.replace(/[^/]+/g, '{part}');
		const found = flaws(() => typedPath(typed), template, ['"Path"', 'The path "']);
		if (found.length > 0) throw new Error(found.join('\n'));
	});
	fc.assert(property, { numRuns: 5_000 });
});
