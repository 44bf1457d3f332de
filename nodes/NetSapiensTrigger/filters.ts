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
	return [number, user].some(
		(value) => typeof value === 'string' && pattern.test(plainNumber(value)),
	);
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
 * separated by commas. Numbers are compared without `+`, spaces, dots, dashes and brackets, and
 * North American ones with or without the 1 in front; extensions as they are.
 *
 * @returns null when there is nothing to compare
 */
export function numberPattern(typed: string): RegExp | null {
	const patterns = typed.split(',').map(plainNumber).filter(Boolean);
	if (patterns.length === 0) return null;
	const expressions = patterns.map((pattern) =>
		pattern
			.replace(/[\\^$.|+[\]{}]/g, '\\$&')
			.replace(/\*+/g, '.*')
			.replace(/\?/g, '.'),
	);
	return new RegExp(`^(?:${expressions.join('|')})$`, 'i');
}

/** Ten digits are a North American number without its country code. */
function plainNumber(value: string): string {
	const plain = value.replace(/[+\s().-]/g, '');
	return /^[2-9][\d?]{9}$/.test(plain) ? `1${plain}` : plain;
}
