import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { yesOrNo } from '../NetSapiens/execute/scalars';
import { ANY_EVENT, isModel, modelsFor, type Model } from './events';
import { numberPattern } from './filters';
import type { Choice } from './items';

/** Hook, trigger and webhook functions read parameters the same way. */
type Parameters = Pick<IHookFunctions, 'getNodeParameter'>;

/** What the subscriptions are to be for. */
export interface Scope {
	models: Model[];
	/** As typed: a name, `~` for one's own, `*` for all. */
	domain: string;
	user: string;
	/** Empty: the server decides. */
	reseller: string;
	/** Bare host name; empty: the server decides. */
	preferredServer: string;
	lifetimeMinutes: number;
}

const DEFAULT_LIFETIME_MINUTES = 1440;
/** A shorter one could not be renewed in time. */
const SHORTEST_LIFETIME_MINUTES = 0.2;
/** Ten years. */
const LONGEST_LIFETIME_MINUTES = 5_256_000;

/** The events and filters the node is set to. */
export function readChoice(context: Parameters): Choice {
	const filters = collection(context, 'filters');
	const events = context.getNodeParameter('events', []) as string[];
	return {
		events,
		anyEventModels: readAnyEventModels(context, events),
		filters: {
			directions: (filters.directions ?? []) as string[],
			caller: numberPattern(textOf(filters.caller)),
			dialled: numberPattern(textOf(filters.dialled)),
			queue: textOf(filters.queue),
			firstOnly: yesOrNo(filters.firstOnly) === true,
			minTalkSeconds: Number(filters.minTalkSeconds) || 0,
		},
	};
}

/** The subscriptions the node is set to need. */
export function readScope(context: Parameters): Scope {
	const options = collection(context, 'options');
	const events = context.getNodeParameter('events', []) as string[];
	return {
		models: modelsFor(events, readAnyEventModels(context, events)),
		domain: locatorValue(context, 'domain'),
		user: locatorValue(context, 'user') || '*',
		reseller: textOf(collection(context, 'filters').reseller),
		preferredServer: bareHost(textOf(options.preferredServer)),
		lifetimeMinutes: Math.min(
			Math.max(
				Number(options.lifetimeMinutes) || DEFAULT_LIFETIME_MINUTES,
				SHORTEST_LIFETIME_MINUTES,
			),
			LONGEST_LIFETIME_MINUTES,
		),
	};
}

export function readAllowedAddresses(context: Parameters): string {
	return textOf(collection(context, 'options').allowedAddresses);
}

function readAnyEventModels(context: Parameters, events: string[]): string[] {
	if (!events.includes(ANY_EVENT)) return [];
	const others = textOf(context.getNodeParameter('otherModels', '')).split(',');
	const named = others.map((name) => name.trim().toLowerCase()).filter(isModel);
	return [...(context.getNodeParameter('models', []) as string[]), ...named];
}

function locatorValue(context: Parameters, name: string): string {
	return textOf(context.getNodeParameter(name, '', { extractValue: true }));
}

function collection(context: Parameters, name: string): IDataObject {
	return context.getNodeParameter(name, {}) as IDataObject;
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** With a scheme in front, servers store rubbish as preferred server. */
function bareHost(typed: string): string {
	return typed.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '');
}
