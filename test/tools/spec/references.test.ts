import { dereferenced, refName } from '../../../spec/references';

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const toy = { type: 'object' };

test.each<[unknown, string | undefined]>([
	['#/components/schemas/Toy', 'Toy'],
	['#/components/schemas/Toy%20Box', 'Toy Box'],
	['#/components/parameters/Toy', undefined],
	['toys.json#/components/schemas/Toy', undefined],
	[undefined, undefined],
])('%s refers to %s', (ref, name) => expect(refName(ref)).toBe(name));

test.each<[string, object | undefined, object | undefined]>([
	['itself, where it is no reference', toy, toy],
	['what it refers to', to('Toy'), toy],
	['what that refers to in turn', to('Game'), toy],
	['nothing, where nothing is there', to('Box'), undefined],
	['nothing, where it leads back to itself', to('Egg'), undefined],
	['nothing, where there is no schema', undefined, undefined],
])('a schema is %s', (_, schema, found) => {
	const shared = { Toy: toy, Game: to('Toy'), Egg: to('Hen'), Hen: to('Egg') };
	expect(dereferenced(schema, shared)).toBe(found);
});
