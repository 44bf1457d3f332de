import { conventionalResource } from './convention';
import { mineByTwin } from './mine';
import { planResource } from './planResource';
import {
	fileOf,
	type Complain,
	type KnownOperations,
	type Members,
	type PlannedResource,
} from './planned';
import type { ApiOperation } from './spec';
import { WordsError, type Words } from './words';

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
	return conventionalResource(api);
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
