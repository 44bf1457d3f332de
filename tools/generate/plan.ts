import { conventionalResource } from './convention';
import { mineByTwin } from './mine';
import { planResource } from './planResource';
import type { ApiOperation, ApiParameter } from './spec';
import {
	WordsError,
	type DownloadWords,
	type RequestWords,
	type ResourceWords,
	type Words,
} from './words';

/** One request behind an operation of the panel. */
export interface PlannedRequest {
	api: ApiOperation;
	words: RequestWords;
	/** Value of the selector, where an operation is several requests. */
	option?: { value: string; name: string; description?: string; old?: true };
	/** Other keys of the document that are this very request. */
	also: string[];
	/** Query parameters, those of the other keys included. */
	query: ApiParameter[];
	/** No single endpoint does it: nothing of the API stands behind it. */
	composite?: true;
	/** Gives files; another operation of the resource makes the same request. */
	download?: DownloadWords;
}

/** One operation as the panel lists it. */
export interface PlannedOperation {
	value: string;
	name: string;
	action: string;
	/** Its value is one from before a rename. */
	old?: true;
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

/** Collects what is wrong with the words, so that all of it is told at once. */
export type Complain = (mistake: string) => void;

export const fileOf = (resource: string) => `spec/resources/${resource}.yaml`;

/** Every request that the words name: id → where. The choices of one operation may share a request. */
function claims(words: Words, known: ReadonlyMap<string, ApiOperation>): Map<string, string> {
	const claimed = new Map<string, string>();
	const mistakes: string[] = [];
	const claim = (id: string, place: string) => {
		if (!known.has(id)) mistakes.push(`${place}: spec/openapi.json has no operation "${id}".`);
		const earlier = claimed.get(id);
		if (earlier !== undefined && earlier !== place) {
			mistakes.push(`${place}: "${id}" is described already by ${earlier}.`);
		}
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

/** The operations of one resource: all of them, and those that no words name. */
export interface Members {
	all: ApiOperation[];
	unclaimed: ApiOperation[];
}

/** The operations of the API by their id, and those for the caller's own record by that of their twin. */
export interface KnownOperations {
	byId: ReadonlyMap<string, ApiOperation>;
	mine: ReadonlyMap<string, string[]>;
}

/** Puts every operation of the API into a resource and an operation of the panel. */
export function plan(operations: ApiOperation[], words: Words): PlannedResource[] {
	const byId = new Map(operations.map((operation) => [operation.id, operation]));
	const claimed = claims(words, byId);
	const mine = mineByTwin(operations, words);
	const folded = new Set([...mine.values()].flat());
	const known: KnownOperations = { byId, mine };
	const homes = new Map<string, Members & { name: string }>();
	for (const [value, { name }] of Object.entries(words.resources)) {
		homes.set(value, { name, all: [], unclaimed: [] });
	}
	for (const api of operations.filter(({ id }) => !folded.has(id))) {
		const { value, name } = homeOf(api, words);
		const home = homes.get(value) ?? { name, all: [], unclaimed: [] };
		home.all.push(api);
		if (!claimed.has(api.id)) home.unclaimed.push(api);
		homes.set(value, home);
	}
	const mistakes: string[] = [];
	const complain: Complain = (mistake) => mistakes.push(mistake);
	const resources = [...homes]
		.filter(([value, { unclaimed }]) => unclaimed.length > 0 || words.resources[value])
		.map(([value, home]) =>
			planResource(value, home, words.resources[value] ?? { name: home.name }, known, complain),
		)
		.sort((a, b) => a.name.localeCompare(b.name));
	if (mistakes.length > 0) throw new WordsError(mistakes.join('\n'));
	return resources;
}
