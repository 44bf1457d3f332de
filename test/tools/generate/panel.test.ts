import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../nodes/NetSapiens/execute/operation';
import { placeholders } from '../../../tools/generate/spec';
import { real, type Reach } from '../../support/real';

const built = real();

/** The parameters n8n shows for one request, by n8n's own rules; a notice asks for nothing. */
function shownTo(
	reach: Reach,
	properties: INodeProperties[],
	mode = 'defineBelow',
): INodeProperties[] {
	const values = {
		resource: reach.resource,
		operation: reach.operation,
		returnAll: false,
		...(reach.request.period && { period: 'custom' }),
		...(reach.request.mappable && { dataMode: mode }),
		...(reach.selector && { [reach.selector.name]: reach.selector.value }),
	};
	return properties.filter(
		(property) =>
			property.type !== 'notice' &&
			NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, null, values),
	);
}

const nameOf = ({ name }: INodeProperties) => name;
const label = ({ resource, operation, selector }: Reach) =>
	[resource, operation, selector?.value].filter(Boolean).join('/');

/** What a read of records offers: all of them, or fewer columns. */
const readsRecords = ({ result, text }: Reach['request']) =>
	(result === 'list' || result === 'record') && !text;

const nameOfField = ({ parameter }: Field) => parameter;
const toAdd = (fields: Field[] = []) => fields.filter((field) => !field.inView);
const inView = (fields: Field[] = []) => fields.filter((field) => field.inView);

/** What the table says the panel has to ask for one request. */
function neededBy({ request, selector }: Reach, mapped = false): string[] {
	const byHand = (field: Field) => !(mapped && field.in === 'body' && field.kind !== 'file');
	const fixed = request.path === request.id.split(' ')[1]?.split('#')[0];
	return [
		'operation',
		...request.parameters
			.filter((field) => byHand(field) || (!fixed && field.name === 'index'))
			.map(({ parameter }) => parameter),
		...(selector ? [selector.name] : []),
		...(request.period ? ['period'] : []),
		...(request.mappable ? ['dataMode'] : []),
		...(toAdd(request.fields).length > 0 && !mapped ? ['fields'] : []),
		...(mapped ? [] : inView(request.fields).map(nameOfField)),
		...(request.filters ? ['filters'] : []),
		...(request.clears ? ['fieldsToClear'] : []),
		...(request.result === 'list' ? ['returnAll', 'limit'] : []),
		...(readsRecords(request) ? ['output'] : []),
		'options',
	].sort();
}

test('every request shows exactly the parameters it needs, each once', async () => {
	const { reaches, properties } = await built;
	for (const reach of reaches) {
		const shown = shownTo(reach, properties).map(nameOf);
		expect([label(reach), ...shown.toSorted()]).toEqual([label(reach), ...neededBy(reach)]);
	}
});

test('what the incoming item gives is not asked for', async () => {
	const { reaches, properties } = await built;
	for (const reach of reaches.filter(({ request }) => request.mappable)) {
		const shown = shownTo(reach, properties, 'autoMapInputData').map(nameOf);
		expect([label(reach), ...shown.toSorted()]).toEqual([label(reach), ...neededBy(reach, true)]);
	}
});

test('display names are unique within an operation', async () => {
	const { reaches, properties } = await built;
	const repeated = reaches.flatMap((reach) => {
		const names = shownTo(reach, properties).flatMap((property) => [
			property.displayName,
			...(property.type === 'collection' ? childrenFor(reach, property) : []).map(
				({ displayName }) => displayName,
			),
		]);
		const twice = names.filter((name, index) => names.indexOf(name) !== index);
		return twice.map((name) => `${label(reach)}: ${name}`);
	});
	expect(repeated).toEqual([]);
});

/** Children of a collection that one request sees. */
function childrenFor(reach: Reach, collection: INodeProperties): INodeProperties[] {
	const values = {
		resource: reach.resource,
		operation: reach.operation,
		...(reach.selector && { [reach.selector.name]: reach.selector.value }),
	};
	return (collection.options as INodeProperties[]).filter((child) =>
		NodeHelpers.displayParameter({}, child, { typeVersion: 1 }, null, values),
	);
}

test.each(['fields', 'filters'] as const)('%s offer exactly what a request takes', async (name) => {
	const { reaches, properties } = await built;
	for (const reach of reaches) {
		const [collection] = shownTo(reach, properties).filter((property) => property.name === name);
		const offered = collection ? childrenFor(reach, collection) : [];
		const taken = toAdd(reach.request[name]).map(nameOfField);
		expect([label(reach), ...offered.map(nameOf).sort()]).toEqual([label(reach), ...taken.sort()]);
	}
});

test('options are those that an operation has a use for', async () => {
	const { reaches, properties } = await built;
	const collections = properties.filter(({ name }) => name === 'options');
	const offersOf = (reach: Reach) =>
		shownTo(reach, collections)
			.flatMap(({ options }) => options as INodeProperties[])
			.map(nameOf);
	// Get gives a file too where it is one choice among lists; Download is for those who name files.
	const isFile = (results: string[]) => results.includes('file') && !results.includes('list');
	const uses: Array<[string, (results: string[]) => boolean]> = [
		['concurrency', () => true],
		['timeout', () => true],
		['onBrokenList', (results) => results.includes('list')],
		['queryJson', (results) => results.includes('list')],
		['bodyJson', (results) => results.includes('write')],
		['fileName', isFile],
		['binaryField', isFile],
	];
	for (const reach of reaches) {
		const siblings = reaches.filter(
			({ resource, operation }) => resource === reach.resource && operation === reach.operation,
		);
		const results = siblings.map(({ request }) => request.result);
		const offers = offersOf(reach);
		const offered = uses.map(([name]) => [name, offers.includes(name)]);
		expect([label(reach), offered]).toEqual([
			label(reach),
			uses.map(([name, isOfUse]) => [name, isOfUse(results)]),
		]);
		const clears = siblings.some(({ request }) => request.clears);
		expect([label(reach), offers.includes('emptyValues')]).toEqual([label(reach), clears]);
	}
});

test('what stands in view in one place and in another is one property where one condition says so', async () => {
	const { properties } = await built;
	const models = properties.filter(({ name }) => name === 'phone-model');
	expect(models.map(({ displayOptions }) => displayOptions)).toEqual([
		{ show: { resource: ['deviceProfile', 'phoneModel'], operation: ['get'] } },
	]);
});

test('every condition names a parameter and values it can have', async () => {
	const { properties, resources } = await built;
	const valuesOf = new Map<string, Set<unknown>>([
		['resource', new Set(resources.map(({ value }) => value))],
		['returnAll', new Set([true, false])],
	]);
	for (const { name, type, options = [] } of properties) {
		if (type !== 'options') continue;
		const known = valuesOf.get(name) ?? new Set();
		for (const option of options) known.add('value' in option ? option.value : undefined);
		valuesOf.set(name, known);
	}
	const conditions = properties.flatMap((property) => [
		property,
		...(property.type === 'collection' ? (property.options as INodeProperties[]) : []),
	]);
	for (const { name, displayOptions = {} } of conditions) {
		const pairs = [displayOptions.show, displayOptions.hide].flatMap((one) =>
			Object.entries(one ?? {}),
		);
		for (const [target, wanted] of pairs) {
			const known = valuesOf.get(target.replace('/', ''));
			const unknown = (wanted as unknown[]).filter((value) => !known?.has(value));
			expect([name, target, unknown]).toEqual([name, target, []]);
		}
	}
});

test('conditions inside collections look at the root only', async () => {
	const { properties } = await built;
	const children = properties
		.filter(({ type }) => type === 'collection')
		.flatMap(({ options }) => options as INodeProperties[]);
	const targets = children.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
	expect(targets.length).toBeGreaterThan(0);
	expect(targets.filter((target) => !target.startsWith('/'))).toEqual([]);
});

test('a parameter is a picker everywhere or nowhere', async () => {
	const { properties } = await built;
	const pickers = new Set(
		properties.filter(({ type }) => type === 'resourceLocator').map(({ name }) => name),
	);
	const others = properties
		.filter(({ type }) => type !== 'resourceLocator')
		.map(({ name }) => name);
	expect(others.filter((name) => pickers.has(name))).toEqual([]);
});

/** Every picker that one request shows, with the names of the fields whose values its lists may use. */
function pickersFor(reach: Reach, properties: INodeProperties[]): Array<[string, Set<string>]> {
	const shown = shownTo(reach, properties);
	const inView = shown.map(nameOf);
	const within = (list: INodeProperties[], around: string[]): Array<[string, Set<string>]> =>
		list.flatMap(({ modes, options = [] }) => {
			const method = modes?.[0]?.typeOptions?.searchListMethod;
			const groups = [...options].filter((one) => 'values' in one).map(({ values }) => values);
			const fields = [...options].filter((one): one is INodeProperties => 'type' in one);
			return [
				...(method
					? [[String(method), new Set([...inView, ...around])] as [string, Set<string>]]
					: []),
				...[...groups, fields].flatMap((inner) => within(inner, inner.map(nameOf))),
			];
		});
	const collections = shown.filter(({ name }) => name === 'fields' || name === 'filters');
	return [
		...within(
			shown.filter((one) => !collections.includes(one)),
			[],
		),
		...collections.flatMap((one) => {
			const children = childrenFor(reach, one);
			return within(children, children.map(nameOf));
		}),
	];
}

test('every picker that a form uses exists and finds what one of its lists needs in the form', async () => {
	const { reaches, properties, pickers } = await built;
	let count = 0;
	for (const reach of reaches) {
		for (const [method, around] of pickersFor(reach, properties)) {
			count++;
			const { sources, values } = pickers[method] ?? {};
			const isUsable = sources?.some(({ path }) =>
				placeholders(path).every((one) => around.has(one)),
			);
			expect([label(reach), method, isUsable ?? values !== undefined]).toEqual([
				label(reach),
				method,
				true,
			]);
		}
	}
	expect(count).toBeGreaterThan(900);
});

test('where a picker has lists for different forms, it reads the one of the path that it fills', async () => {
	const { reaches, properties, pickers } = await built;
	let count = 0;
	for (const reach of reaches) {
		const shown = shownTo(reach, properties);
		const inView = new Set(shown.map(nameOf));
		for (const { parameter, name } of reach.request.parameters.filter((one) => one.in === 'path')) {
			const method = shown.find((one) => one.name === parameter)?.modes?.[0]?.typeOptions;
			const { sources = [] } = pickers[String(method?.searchListMethod)] ?? {};
			const narrow = sources.find(({ alone }) => alone);
			if (!narrow) continue;
			count++;
			const fits = placeholders(narrow.path).every((needed) => inView.has(needed));
			const [place = ''] = reach.request.path.split(`/{${name}}`);
			expect([label(reach), parameter, fits]).toEqual([
				label(reach),
				parameter,
				place.startsWith(narrow.path),
			]);
		}
	}
	expect(count).toBeGreaterThan(30);
});

test('a form starts with an operation that reads, where there is one', async () => {
	const { properties } = await built;
	const selectors = properties.filter(({ name }) => name === 'operation');
	const writing = selectors.filter(({ default: preset, options = [] }) => {
		const reads = options.some((option) => 'value' in option && /^get/.test(`${option.value}`));
		return reads && !/^get/.test(String(preset));
	});
	expect(writing.map(({ displayOptions }) => displayOptions?.show?.resource)).toEqual([]);
});

test('the panel stays within its budget', async () => {
	const { properties, resources } = await built;
	expect(properties.length).toBeLessThanOrEqual(450);
	expect(Buffer.byteLength(JSON.stringify([resources, properties]))).toBeLessThanOrEqual(
		600 * 1024,
	);
});

test('no top-level parameter is called description: n8n keeps such a one from the model', async () => {
	const { properties } = await built;
	expect(properties.map(nameOf)).not.toContain('description');
});
