/** spec/documented.json is what the corrections are tried on: what documents say, as they say it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corrections } from '../../../tools/spec-import/corrections';
import { readDocument } from '../../../tools/spec-import/documents';
import { compare } from '../../../tools/spec-import/report';
import { parseScope } from '../../../tools/spec-import/scope';
import { buildSpec } from '../../../tools/spec-import/spec';
import type { Spec } from '../../../tools/spec-import/types';

const read = (name: string) => readFileSync(join(__dirname, '../../../spec', name), 'utf8');
const built = buildSpec(
	[readDocument('documented.json', read('documented.json'))],
	parseScope('scope.tsv', read('scope.tsv')),
);
const standing = JSON.parse(read('openapi.json')) as Spec;

test('the corrections, each with all its entries, make spec/openapi.json of it', () => {
	expect(compare(built.spec, standing)).toMatchObject({ added: [], gone: [], changed: [] });
	expect(built.spec).toEqual(standing);
});

test('it is what the next import starts from', () => {
	expect(built.documented).toEqual(JSON.parse(read('documented.json')));
});

test.each(corrections.map(({ id }) => id))('%s has something to mend', (id) => {
	expect(built.matches.has(id) || built.earlier.has(id)).toBe(true);
});

test('only keys are mended in it', () => {
	const ofKeys = corrections.filter(({ key, sourceKey }) => key ?? sourceKey).map(({ id }) => id);
	expect([...built.earlier].sort()).toEqual(ofKeys.sort());
});
