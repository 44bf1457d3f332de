import { columnMistakes } from './columns';
import { columnsOfSameValue, dialectMistakes } from './dialects';
import { foldName } from './folds';
import { arrayField, knownConstants } from './form';
import { labelOf } from './naming';
import { nearest } from './nearest';
import { oldNameMistakes } from './oldNames';
import { PERIOD_PARAMETERS } from './period';
import { pickerMistakes } from './pickers';
import { fileOf, type PlannedRequest, type PlannedResource } from './planned';
import { typesOf, type ApiOperation, type Schema } from './spec';
import { WordsError, type Words } from './words';

const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ');

/** What the words say about the fields of one request that is wrong or says nothing new. */
function requestMistakes(request: PlannedRequest, { dialects }: Words): string[] {
	const { api, query, words } = request;
	const properties = api.body?.schema.properties ?? {};
	const known = new Set([
		...api.pathParameters.map(({ name }) => name),
		...query.map(({ name }) => name),
		...Object.keys(properties),
		...(api.body && typesOf(api.body.schema).includes('array') ? [arrayField] : []),
	]);
	const documented = new Set([
		...query.filter((parameter) => parameter.required).map(({ name }) => name),
		...(api.body?.schema.required ?? []),
	]);
	const { required = [], optional = [], omit = [], creates = [], generates = [] } = words;
	const { constants = {}, refers = {} } = words;
	const lists = [
		required,
		optional,
		omit,
		creates,
		generates,
		Object.keys(constants),
		Object.keys(refers),
	];
	const { media } = words;
	const ofFile = media ? [media.content, media.type, media.size, media.text] : [];
	const unknown = [...lists.flat(), ...ofFile].filter((name) => !known.has(name));
	const found = knownConstants(request);
	const problems: Array<[string[], string]> = [
		[required.filter((name) => documented.has(name)), 'requires by itself'],
		[
			[...optional, ...generates].filter((name) => !documented.has(name)),
			'does not require anyway',
		],
		[
			Object.keys(constants).filter((name) => found[name] === constants[name]),
			'takes no other value anyway for',
		],
		[columnsOfSameValue(request, dialects), 'shows already, by another name,'],
	];
	return [
		...unknown.map((name) => `${api.id} has no field "${name}".${nearest(name, known)}`),
		...problems
			.filter(([names]) => names.length > 0)
			.map(([names, problem]) => `${api.id} ${problem} ${quoted(names)}.`),
	];
}

/** Every name that a value of the API has, inside groups also as `group/name`. */
function namesIn(schema: Schema, into: Set<string>, group?: string): void {
	for (const [name, inner] of Object.entries(schema.properties ?? {})) {
		into.add(name);
		if (group !== undefined) into.add(`${group}/${name}`);
		namesIn(inner, into, name);
		const folded = foldName(name);
		if (folded === undefined || group === undefined) continue;
		into.add(folded).add(`${group}/${folded}`);
		namesIn(inner, into, folded);
	}
	for (const inner of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
		if (inner) namesIn(inner, into, group);
	}
}

function fieldNames(operations: ApiOperation[], words: Words): Set<string> {
	const pickers = Object.values(words.pickers);
	const names = new Set(
		pickers.flatMap(({ parameter = [], names: known = [] }) => [parameter, known].flat()),
	);
	for (const { pathParameters, queryParameters, body } of operations) {
		for (const { name } of [...pathParameters, ...queryParameters]) names.add(name);
		if (body) namesIn(body.schema, names);
	}
	for (const name of [arrayField, ...PERIOD_PARAMETERS]) names.add(name);
	return names;
}

/** Complains about words that nothing reads and about words that repeat what is known. */
export function checkWords(
	resources: PlannedResource[],
	operations: ApiOperation[],
	words: Words,
): void {
	const mistakes: string[] = [];
	for (const resource of resources) {
		for (const { value, requests } of resource.operations) {
			const found = new Set(requests.flatMap((request) => requestMistakes(request, words)));
			for (const mistake of found) {
				mistakes.push(`${fileOf(resource.value)} (operations → ${value}): ${mistake}`);
			}
		}
	}
	const composites = resources
		.flatMap((resource) => resource.operations.flatMap(({ requests }) => requests))
		.filter(({ composite }) => composite)
		.map(({ api }) => api);
	const names = fieldNames([...operations, ...composites], words);
	for (const [name, { label }] of Object.entries(words.fields)) {
		if (!names.has(name) && !names.has(name.replace(/^new-|[{}]/g, '')))
			mistakes.push(`spec/fields.yaml: the API has no field "${name}".${nearest(name, names)}`);
		if (label === labelOf(name)) {
			mistakes.push(`spec/fields.yaml: convention calls "${name}" "${label}"; leave it out.`);
		}
	}
	mistakes.push(...columnMistakes(resources, words.dialects));
	mistakes.push(...pickerMistakes(operations, words));
	mistakes.push(...dialectMistakes(operations, words.dialects), ...oldNameMistakes(resources));
	if (mistakes.length > 0) throw new WordsError(mistakes.join('\n'));
}
