import { compositeRequest, syncRequests, upsertRequests } from './composites';
import { consequenceOf, listsOf } from './consequence';
import {
	conventionalAction,
	conventionalName,
	conventionalValues,
	homeScopeOf,
	scopesOf,
} from './convention';
import { downloadRequests } from './downloads';
import { inSentence, plural } from './naming';
import {
	fileOf,
	type Complain,
	type KnownOperations,
	type Members,
	type PlannedOperation,
	type PlannedRequest,
	type PlannedResource,
} from './planned';
import type { ApiOperation } from './spec';
import type { OperationWords, RequestWords, ResourceWords } from './words';

/** Lays one resource out: which of its operations exist, what each is called and what it asks. */
export function planResource(
	value: string,
	members: Members,
	words: ResourceWords,
	known: KnownOperations,
	complain: Complain,
): PlannedResource {
	const singular = words.singular ?? inSentence(words.name);
	const resource = { value, name: words.name, singular, plural: words.plural ?? plural(singular) };
	const described = Object.entries(words.operations ?? {});
	const taken = new Set(
		described
			.filter(
				([, { id, choose, composite, upsert, sync, download }]) =>
					id ?? choose ?? composite ?? upsert ?? sync ?? download,
			)
			.map(([slug]) => slug),
	);
	const scopes = scopesOf(members.all);
	const home = words.scope ?? homeScopeOf(scopes);
	if (words.scope !== undefined && words.scope === homeScopeOf(scopes)) {
		complain(`${fileOf(value)}: convention says "scope: ${words.scope}" by itself; leave it out.`);
	}
	const values = conventionalValues(members.unclaimed, scopes, home, taken);
	// What convention alone would call them: an `id` that says the same is noise.
	const byConvention = conventionalValues(members.all, scopes, home);
	const drafts = new Map<string, PlannedRequest[]>();
	for (const api of members.unclaimed) {
		const slug = values.get(api.id) as string;
		const own = words.operations?.[slug] ?? {};
		drafts.set(slug, [requestOf(api.id, own, known)]);
	}
	for (const [slug, operation] of described) {
		const place = `${fileOf(value)} (operations → ${slug})`;
		if (operation.download ?? operation.upsert ?? operation.sync) continue;
		if (operation.composite) {
			drafts.set(slug, [compositeRequest(operation.composite, operation)]);
			if (operation.id ?? operation.choose) {
				complain(`${place}: a composite has no request; leave "id" and "choose" out.`);
			}
		} else if (operation.choose) drafts.set(slug, chosenRequests(operation, known));
		else if (operation.id !== undefined) {
			drafts.set(slug, [requestOf(operation.id, operation, known)]);
			if (byConvention.get(operation.id) === slug) {
				complain(`${place}: convention finds this id by itself; leave "id" out.`);
			}
		} else if (!drafts.has(slug)) {
			complain(`${place}: convention makes no such operation here; name its request with "id".`);
		}
	}
	for (const [slug, { download, upsert, sync, ...own }] of described) {
		const say: Complain = (mistake) =>
			complain(`${fileOf(value)} (operations → ${slug}): ${mistake}`);
		if (upsert) {
			drafts.set(
				slug,
				upsertRequests(upsert, own, drafts.get(upsert.create ?? 'create') ?? [], say),
			);
		}
		if (sync) drafts.set(slug, syncRequests(sync, own, drafts.get('create') ?? [], say));
		if (!download) continue;
		const from = [...(drafts.get(download.from) ?? []), ...chosenRequests(own, known)];
		drafts.set(slug, downloadRequests(download, own, from, known.byId, say));
	}
	const lists = listsOf(drafts);
	return {
		...resource,
		...(words.description !== undefined && { description: words.description }),
		words,
		operations: [...drafts]
			.map(([slug, requests]) => {
				const operation = planOperation(slug, requests, wordsFor(slug, words), resource, complain);
				operation.action += consequenceOf(slug, requests, lists);
				return operation;
			})
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}

/**
 * A download chooses among the requests of the operation that it reads from, and those of its own; Create or
 * Update among those that create.
 */
function wordsFor(slug: string, { operations = {} }: ResourceWords): OperationWords | undefined {
	const own = operations[slug];
	const from = own?.download?.from ?? (own?.upsert && (own.upsert.create ?? 'create'));
	const choose = from === undefined ? undefined : operations[from]?.choose;
	return choose ? { choose, ...own } : own;
}

function requestOf(id: string, words: RequestWords, known: KnownOperations): PlannedRequest {
	const api = known.byId.get(id) as ApiOperation;
	const also = [...(words.also ?? []), ...(known.mine.get(id) ?? [])];
	const extra = also
		.flatMap((other) => known.byId.get(other)?.queryParameters ?? [])
		.map((parameter) => ({ ...parameter, required: false }));
	const query = [...api.queryParameters];
	for (const parameter of extra) {
		if (!query.some(({ name }) => name === parameter.name)) query.push(parameter);
	}
	return { api, words, also, query };
}

function chosenRequests(operation: OperationWords, known: KnownOperations): PlannedRequest[] {
	const options = Object.entries(operation.choose?.options ?? {});
	return options.map(([value, option]) => ({
		...requestOf(option.id as string, mergeRequest(operation, option), known),
		option: {
			value,
			name: option.name,
			...(option.description !== undefined && { description: option.description }),
		},
	}));
}

/** What an operation says about all of its choices, under what one choice says itself. */
function mergeRequest(all: RequestWords, one: RequestWords): RequestWords {
	const lists = ['required', 'optional', 'omit', 'creates', 'generates'] as const;
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
	resource: { value: string; singular: string; plural: string },
	complain: Complain,
): PlannedOperation {
	const place = `${fileOf(resource.value)} (operations → ${value})`;
	const saysWhatIsKnown = (said: string | undefined, known: string) => {
		if (said === known) complain(`${place}: convention says "${said}" by itself; leave it out.`);
	};
	saysWhatIsKnown(words?.name, conventionalName(value));
	const name = words?.name ?? conventionalName(value);
	const action = conventionalAction(value, name, resource.singular, resource.plural);
	saysWhatIsKnown(words?.action, action);
	const choose = words?.choose;
	return {
		value,
		name,
		action: words?.action ?? action,
		...(words?.description !== undefined && { description: words.description }),
		...(words?.notice !== undefined && { notice: words.notice }),
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
