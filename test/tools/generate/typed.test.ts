import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import type { FormField } from '../../../tools/generate/formField';
import type { ChildShape } from '../../../tools/generate/shapes';
import { placeholders } from '../../../tools/generate/spec';
import { inRoot, real } from '../../support/real';

/** What stands behind the noun in names of identifiers. */
const behind =
	/^(ids?|uu?ids?|index|name|mac|hostname|slug|match|ordinal|list|array|pattern|number)$/;

/** The noun in a name, in the singular: `emergency-address-id` → `address`. */
function nounOf(name: string): string {
	const words = name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z]+/)
		.filter(Boolean);
	while (words.length > 1 && behind.test(words.at(-1) ?? '')) words.pop();
	const noun = words.at(-1) ?? '';
	return noun.replace(/ies$/, 'y').replace(/(?<![su])s$/, '');
}

test.each([
	['emergency-address-id', 'address'],
	['dial-plan', 'plan'],
	['device3', 'device'],
	['searchHolidayCountries', 'country'],
	['forward-no-answer-status', 'status'],
])('the noun of %s is %s', (name, noun) => expect(nounOf(name)).toBe(noun));

type Value = FormField | ChildShape;

const inside = (fields: Value[]): Value[] =>
	fields.flatMap((field) => [field, ...inside(field.shape.children ?? [])]);

/** Every value that the forms ask for, those in groups included. */
async function asked() {
	const { laidOut, reaches, words } = await real();
	const forms = laidOut.flatMap(({ requests }) => requests.map(({ form }) => form));
	const values = forms.flatMap(({ path, query, body, fields, filters }) =>
		inside([...path, ...query, ...body, ...fields, ...filters]),
	);
	// A name may be limited to a path, which stands before it.
	const answered = Object.values(words.pickers).flatMap(({ names = [] }) =>
		names.map((name) => name.split(' ').at(-1) ?? name),
	);
	return { reaches, words, values, answered };
}

/** Values that are typed by hand somewhere although their names sound like records. */
async function typedRecords(): Promise<string[]> {
	const { reaches, words, values, answered } = await asked();
	const records = new Set(
		[
			...reaches.flatMap(({ request }) => placeholders(request.path)),
			...Object.keys(words.pickers),
		].map(nounOf),
	);
	const isTyped = ({ shape, picker, ...field }: Value) => {
		const isNew = field.parameter?.startsWith('new-') === true;
		const takesText = ['string', 'integer', 'number', 'csv', 'list', 'numbers'].includes(
			shape.kind,
		);
		return takesText && !picker && !shape.values && !isNew;
	};
	const names = values.filter(isTyped).map(({ name }) => name);
	return [...new Set(names)]
		.filter((name) => records.has(nounOf(name)) && !answered.includes(name))
		.sort();
}

const explained = Object.values(
	parse(readFileSync(inRoot('spec/typed.yaml'), 'utf8')) as Record<string, string[]>,
).flat();

test('every field whose name sounds like a record has a picker, or a reason for having none', async () => {
	const typed = await typedRecords();
	expect(typed.filter((name) => !explained.includes(name))).toEqual([]);
});

test('no reason is given for what has a picker, and none twice', async () => {
	const typed = await typedRecords();
	expect(
		explained.filter((name, at) => !typed.includes(name) || explained.indexOf(name) !== at),
	).toEqual([]);
});

test('every name that a picker answers is asked for somewhere', async () => {
	const { values, answered } = await asked();
	const picked = values.filter(({ picker }) => picker);
	const used = new Set(
		picked.flatMap((value) => [value.name, 'parameter' in value ? value.parameter : value.name]),
	);
	expect(answered.filter((name) => !used.has(name))).toEqual([]);
});
