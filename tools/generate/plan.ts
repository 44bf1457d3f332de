import {
	conventionalAction,
	conventionalName,
	conventionalResource,
	conventionalValues,
} from './convention';
import { inSentence, plural } from './naming';
import type { ApiOperation } from './spec';
import {
	WordsError,
	type OperationWords,
	type RequestWords,
	type ResourceWords,
	type Words,
} from './words';

/** One request behind an operation of the panel. */
export interface PlannedRequest {
	api: ApiOperation;
	words: RequestWords;
	/** Value of the selector, where an operation is several requests. */
	option?: { value: string; name: string; description?: string };
	/** Other keys of the document that are this very request. */
	also: string[];
}

/** One operation as the panel lists it. */
export interface PlannedOperation {
	value: string;
	name: string;
	action: string;
	description?: string;
	selector?: { parameter: string; label: string; description?: string };
	requests: PlannedRequest[];
}

/** One resource as the panel lists it. */
export interface PlannedResource {
	value: string;
	name: string;
	description?: string;
	singular: string;
	plural: string;
	words: ResourceWords;
	operations: PlannedOperation[];
}

const fileOf = (resource: string) => `spec/resources/${resource}.yaml`;

/** Every request that the words name: id → where. */
function claims(words: Words, known: ReadonlyMap<string, ApiOperation>): Map<string, string> {
	const claimed = new Map<string, string>();
	const mistakes: string[] = [];
	const claim = (id: string, place: string) => {
		if (!known.has(id)) mistakes.push(`${place}: spec/openapi.json has no operation "${id}".`);
		const earlier = claimed.get(id);
		if (earlier) mistakes.push(`${place}: "${id}" is described already by ${earlier}.`);
		claimed.set(id, place);
	};
	for (const [resource, resourceWords] of Object.entries(words.resources)) {
		for (const [value, operation] of Object.entries(resourceWords.operations ?? {})) {
			const place = `${fileOf(resource)} (operations → ${value})`;
			const requests = [operation, ...Object.values(operation.choose?.options ?? {})];
			for (const request of requests) {
				for (const id of [request.id, ...(request.also ?? [])]) {
					if (id !== undefined) claim(id, place);
				}
			}
		}
	}
	if (mistakes.length > 0) throw new WordsError(mistakes.join('\n'));
	return claimed;
}

/** Which resource an operation belongs to: longest path of the words, then its group, then convention. */
function homeOf(api: ApiOperation, words: Words): { value: string; name: string } {
	let best: { value: string; name: string; length: number } | undefined;
	for (const [value, resource] of Object.entries(words.resources)) {
		for (const path of resource.paths ?? []) {
			const fits = api.path === path || api.path.startsWith(`${path}/`);
			if (fits && path.length > (best?.length ?? 0)) {
				best = { value, name: resource.name, length: path.length };
			}
		}
	}
	if (best) return best;
	for (const [value, resource] of Object.entries(words.resources)) {
		if (resource.tags?.includes(api.tag)) return { value, name: resource.name };
	}
	return conventionalResource(api.tag);
}

/** Puts every operation of the API into a resource and an operation of the panel. */
export function plan(operations: ApiOperation[], words: Words): PlannedResource[] {
	const byId = new Map(operations.map((operation) => [operation.id, operation]));
	const claimed = claims(words, byId);
	const homes = new Map<string, { name: string; unclaimed: ApiOperation[] }>();
	for (const [value, resource] of Object.entries(words.resources)) {
		homes.set(value, { name: resource.name, unclaimed: [] });
	}
	for (const api of operations) {
		if (claimed.has(api.id)) continue;
		const { value, name } = homeOf(api, words);
		const home = homes.get(value) ?? { name, unclaimed: [] };
		home.unclaimed.push(api);
		homes.set(value, home);
	}
	return [...homes]
		.map(([value, home]) =>
			planResource(value, home.unclaimed, words.resources[value] ?? { name: home.name }, byId),
		)
		.sort((a, b) => a.name.localeCompare(b.name));
}

function planResource(
	value: string,
	unclaimed: ApiOperation[],
	words: ResourceWords,
	byId: ReadonlyMap<string, ApiOperation>,
): PlannedResource {
	const singular = words.singular ?? inSentence(words.name);
	const resource = { value, name: words.name, singular, plural: words.plural ?? plural(singular) };
	const described = Object.entries(words.operations ?? {});
	const taken = new Set(
		described.filter(([, operation]) => operation.id ?? operation.choose).map(([slug]) => slug),
	);
	const values = conventionalValues(unclaimed, taken);
	const drafts = new Map<string, PlannedRequest[]>();
	for (const api of unclaimed) {
		const slug = values.get(api.id) as string;
		drafts.set(slug, [{ api, words: words.operations?.[slug] ?? {}, also: [] }]);
	}
	for (const [slug, operation] of described) {
		const place = `${fileOf(value)} (operations → ${slug})`;
		if (operation.choose) drafts.set(slug, chosenRequests(operation, byId));
		else if (operation.id !== undefined) {
			drafts.set(slug, [requestOf(operation.id, operation, byId)]);
			complainIfConvention(operation.id, slug, value, words, unclaimed, byId, place);
		} else if (!drafts.has(slug)) {
			throw new WordsError(
				`${place}: convention makes no such operation here; name its request with "id".`,
			);
		}
	}
	return {
		...resource,
		...(words.description !== undefined && { description: words.description }),
		words,
		operations: [...drafts]
			.map(([slug, requests]) => planOperation(slug, requests, words.operations?.[slug], resource))
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}

/** An `id` that convention would give to the same value is noise. */
function complainIfConvention(
	id: string,
	slug: string,
	resource: string,
	words: ResourceWords,
	unclaimed: ApiOperation[],
	byId: ReadonlyMap<string, ApiOperation>,
	place: string,
): void {
	const api = byId.get(id) as ApiOperation;
	const alone: Words = { resources: { [resource]: words }, fields: {}, pickers: {} };
	if (homeOf(api, alone).value !== resource) return;
	const others = Object.entries(words.operations ?? {}).filter(([other]) => other !== slug);
	const taken = new Set(
		others.filter(([, other]) => other.id ?? other.choose).map(([other]) => other),
	);
	if (conventionalValues([...unclaimed, api], taken).get(id) === slug) {
		throw new WordsError(`${place}: convention finds this id by itself; leave "id" out.`);
	}
}

function requestOf(
	id: string,
	words: RequestWords,
	byId: ReadonlyMap<string, ApiOperation>,
): PlannedRequest {
	return { api: byId.get(id) as ApiOperation, words, also: words.also ?? [] };
}

function chosenRequests(
	operation: OperationWords,
	byId: ReadonlyMap<string, ApiOperation>,
): PlannedRequest[] {
	const options = Object.entries(operation.choose?.options ?? {});
	return options.map(([value, option]) => ({
		...requestOf(option.id as string, mergeRequest(operation, option), byId),
		option: {
			value,
			name: option.name,
			...(option.description !== undefined && { description: option.description }),
		},
	}));
}

/** What an operation says about all of its choices, under what one choice says itself. */
function mergeRequest(all: RequestWords, one: RequestWords): RequestWords {
	const lists = ['required', 'optional', 'omit'] as const;
	return {
		...one,
		constants: { ...all.constants, ...one.constants },
		fields: { ...all.fields, ...one.fields },
		...Object.fromEntries(lists.map((key) => [key, [...(all[key] ?? []), ...(one[key] ?? [])]])),
		...((one.simplify ?? all.simplify) ? { simplify: one.simplify ?? all.simplify } : {}),
	};
}

function planOperation(
	value: string,
	requests: PlannedRequest[],
	words: OperationWords | undefined,
	resource: { singular: string; plural: string },
): PlannedOperation {
	const name = words?.name ?? conventionalName(value);
	const choose = words?.choose;
	return {
		value,
		name,
		action: words?.action ?? conventionalAction(name, resource.singular, resource.plural),
		...(words?.description !== undefined && { description: words.description }),
		...(choose && {
			selector: {
				parameter: choose.parameter,
				label: choose.label,
				...(choose.description !== undefined && { description: choose.description }),
			},
		}),
		requests,
	};
}
