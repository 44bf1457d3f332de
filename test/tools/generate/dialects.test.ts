import type { IDataObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Operation } from '../../../nodes/NetSapiens/execute/operation';
import { dialectMistakes, spellingTable } from '../../../tools/generate/dialects';
import { build } from '../../../tools/generate/generate';
import { pickerTable } from '../../../tools/generate/pickers';
import { readSpec } from '../../../tools/generate/spec';
import { readInputs } from '../../../tools/generate/read';
import { parseWords } from '../../../tools/generate/parseWords';
import type { DialectWords, Words } from '../../../tools/generate/words';
import { madeUp } from './madeUp';
import { root } from '../../support/real';

const facts = { source: ['capture'], confidence: 'high' as const };

const words = (also?: string[], says?: Record<string, string>): DialectWords => ({
	dialects: { live: { description: 'As servers answer', version: '2' } },
	records: {
		queue: { collections: ['/queues'], fields: { strategy: { also, says, ...facts } } },
	},
});

const mistakesOf = (dialects: DialectWords) => dialectMistakes(readSpec(madeUp), dialects);

describe('a mistake in the data is refused', () => {
	const withRecord = (record: Partial<DialectWords['records'][string]>) => {
		const known = words(['ring_option']);
		return mistakesOf({ ...known, records: { queue: { ...known.records.queue!, ...record } } });
	};

	test('none in what the made-up API has', () => {
		expect(mistakesOf(words(['ring_option']))).toEqual([]);
	});

	test('a collection where the API has nothing', () => {
		expect(withRecord({ collections: ['/queues', '/lines'] })).toEqual([
			'spec/dialects.yaml: queue: the API has nothing at /lines.',
		]);
	});

	test('a canonical name that the API does not know', () => {
		expect(withRecord({ fields: { ring: { also: ['tactics'], ...facts } } })).toEqual([
			'spec/dialects.yaml: queue: the API knows no "ring" here. The nearest name is "mode".',
		]);
	});

	test('a name of a body alone is known', () => {
		expect(withRecord({ fields: { nickname: { also: ['alias'], ...facts } } })).toEqual([]);
	});

	test.each([
		['of two values', { strategy: { also: ['mode'] }, description: { also: ['Mode'] } }],
		['of one value twice', { strategy: { also: ['mode', 'm_o-de '] } }],
	])('a name %s', (_, fields) => {
		const all = Object.entries(fields).map(([name, one]) => [name, { ...one, ...facts }]);
		const [mistake, ...more] = withRecord({
			fields: Object.fromEntries(all) as DialectWords['records'][string]['fields'],
		});
		expect(mistake).toMatch(/^spec\/dialects\.yaml: queue: "m.*" stands twice\.$/i);
		expect(more).toEqual([]);
	});

	test('a dialect that is not described, and a name that is not listed', () => {
		expect(() => spellingTable(words(['ring_option'], { dead: 'ring_option' }))).toThrow(
			'queue → strategy: there is no dialect "dead"',
		);
		expect(() => spellingTable(words(['ring_option'], { live: 'tactics' }))).toThrow(
			'"tactics" is missing under "also"',
		);
	});

	test('columns of Simplify that show one value twice', () => {
		const planned = (simplify: string[]) =>
			build(madeUp, {
				resources: {
					queue: { name: 'Queue', tags: ['Queues'], operations: { get: { simplify } } },
				},
				fields: {},
				pickers: {},
				dialects: words(['ring_option']),
			});
		expect(() => planned(['strategy', 'ring-option'])).toThrow(
			'GET /queues/{queue} shows already, by another name, "ring-option".',
		);
		expect(() => planned(['strategy', 'description'])).not.toThrow();
	});

	test('a key that nothing reads', () => {
		expect(() =>
			parseWords('dialects', 'spec/dialects.yaml', 'dialects: {}\nrecords: {}\nwords: {}\n'),
		).toThrow('spec/dialects.yaml:3: unknown key "words"');
	});
});

test('names that differ in marks alone need no line in the table', () => {
	expect(spellingTable(words(undefined, { live: 'Strategy ' }))).toEqual({});
});

describe('a spelling that is added in the data alone is read', () => {
	const item = { user: '101', posta_elettronica: 'pat@acme.example', 'service-code': '' };
	const column = 'email-address';

	/** The node's own code with what the generator makes of the repository's words. */
	async function nodeWith(spelling?: string) {
		const { document, words: known } = await readInputs(root);
		const changed: Words = structuredClone(known);
		// The whole panel would take seconds to make.
		Object.assign(changed, { resources: { user: known.resources.user! }, fields: {} });
		if (spelling) changed.dialects.records.user!.fields[column]!.also!.push(spelling);
		changed.pickers.searchUsers!.label = [column];
		const { table, pickers, spellings } = build(document, changed);
		jest.resetModules();
		jest.doMock('../../../nodes/NetSapiens/generated/spellings', () => ({ spellings }));
		jest.doMock('../../../nodes/NetSapiens/generated/pickers', () => ({ pickers }));
		jest.doMock('../../../nodes/NetSapiens/transport/api', () => ({
			Api: class {
				request = async () => [item];
			},
		}));
		const { get, update } = table.user as Record<string, Operation>;
		return { get: get!, update: update! };
	}

	async function mapped({ update }: { update: Operation }): Promise<unknown> {
		const { readValues } = await import('../../../nodes/NetSapiens/execute/values');
		const parameters: IDataObject = { dataMode: 'autoMapInputData' };
		const context = {
			getInputData: () => [{ json: item }],
			getTimezone: () => 'UTC',
			getNodeParameter: (name: string, _: number, fallback?: unknown) =>
				parameters[name] ?? fallback ?? 'x',
		} as unknown as IExecuteFunctions;
		return readValues(context, update, 0).body[column];
	}

	async function shown({ get }: { get: Operation }): Promise<unknown> {
		const { simplified } = await import('../../../nodes/NetSapiens/execute/columns');
		return simplified({ json: item }, get.simplify!, get.record).json[column];
	}

	async function picked(): Promise<unknown> {
		const { listSearch } = await import('../../../nodes/NetSapiens/methods/listSearch');
		const form = {
			getNode: () => ({ name: 'NetSapiens', type: 'x' }),
			getCurrentNodeParameter: () => 'acme.example',
		} as unknown as ILoadOptionsFunctions;
		const { results } = await listSearch.searchUsers!.call(form);
		return results.at(-1)?.name;
	}

	test('not before', async () => {
		const node = await nodeWith();
		expect([await mapped(node), await shown(node), await picked()]).toEqual([
			undefined,
			undefined,
			'101',
		]);
	});

	test('by automatic mapping, Simplify and pickers', async () => {
		const node = await nodeWith('posta-elettronica');
		const email = item.posta_elettronica;
		expect(node.get.simplify).toContain(column);
		expect([await mapped(node), await shown(node), await picked()]).toEqual([
			email,
			email,
			`${email} (101)`,
		]);
	});
});

test('pickers know what kind of record they list', async () => {
	const { document, words: known } = await readInputs(root);
	const { searchUsers, searchSmsNumbers } = pickerTable(known, readSpec(document));
	const kinds = [searchUsers, searchSmsNumbers].map((picker) => picker?.sources?.[0]?.record);
	expect(kinds).toEqual(['user', undefined]);
});
