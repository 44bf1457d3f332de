import type { IDataObject } from 'n8n-workflow';
import type { Model } from './events';
import { legOfRecord } from '../NetSapiens/calls/reading';
import { meant } from '../NetSapiens/meanings';
import { kindOf } from './events';

/** What people want to let through, beyond what the subscription itself filters. */
export interface Filters {
	/** Empty for all. */
	directions: string[];
	caller: RegExp | null;
	dialled: RegExp | null;
	queue: string;
	firstOnly: boolean;
	/** For call records only. */
	minTalkSeconds: number;
}

/** Whether an object passes; a filter lets through what it does not apply to. */
export function passes(
	filters: Filters,
	model: Model,
	details: IDataObject,
	raw: IDataObject,
): boolean {
	return (
		directionPasses(filters, details) &&
		numberPasses(filters.caller, details.from) &&
		numberPasses(filters.dialled, details.to) &&
		queuePasses(filters, model, raw) &&
		(model !== 'cdr' || Number(details.talkSeconds ?? 0) >= filters.minTalkSeconds)
	);
}

function directionPasses({ directions }: Filters, { direction }: IDataObject): boolean {
	if (directions.length === 0 || direction === undefined) return true;
	return directions.includes(String(direction));
}

function numberPasses(pattern: RegExp | null, party: IDataObject[string]): boolean {
	if (!pattern || party === undefined) return true;
	const { number, user } = party as IDataObject;
	return [number, user]
		.filter((value) => typeof value === 'string')
		.some((value) => waysToWrite(value).some((number) => pattern.test(number)));
}

function queuePasses({ queue }: Filters, model: Model, raw: IDataObject): boolean {
	const kind = kindOf(model);
	if (queue === '' || (kind !== 'call' && kind !== 'agent')) return true;
	if (kind === 'agent') return meant(kind, raw).text('queue') === queue;
	const { through, called } = legOfRecord(raw);
	return through === queue || called === queue;
}

/**
 * The pattern people type, as an expression: `*` for any characters, `?` for one, several patterns
 * separated by commas. `+`, spaces, dots, dashes and brackets say nothing.
 *
 * @returns null when there is nothing to compare
 */
export function numberPattern(typed: string): RegExp | null {
	const patterns = typed.split(',').map(plain).filter(Boolean);
	if (patterns.length === 0) return null;
	const expressions = patterns.map((pattern) =>
		pattern
			.replace(/[\\^$.|+[\]{}]/g, '\\$&')
			.replace(/\*+/g, '.*')
			.replace(/\?/g, '.'),
	);
	return new RegExp(`^(?:${expressions.join('|')})$`, 'i');
}

/**
 * A number in each way to write it: a North American one with and without the 1 in front, as servers
 * and people do either; any other number and extensions as they are.
 */
function waysToWrite(number: string): string[] {
	const bare = plain(number);
	const national = /^1?([2-9]\d\d[2-9]\d{6})$/.exec(bare)?.[1];
	return national === undefined ? [bare] : [national, `1${national}`];
}

function plain(number: string): string {
	return number.replace(/[+\s().-]/g, '');
}
