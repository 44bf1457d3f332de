import type { IDataObject } from 'n8n-workflow';
import type { Model } from './events';
import { text, type Fields } from './fields';

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

const QUEUE_MODELS: Model[] = ['agent', 'call', 'call_origid', 'cdr'];
const QUEUE_FIELDS = [
	'by_sub',
	'call_through_user',
	'call_by_user',
	'term_sub',
	'call_term_user',
	'huntgroup_name',
	'callqueue',
];

/** Whether an object passes; a filter lets through what it does not apply to. */
export function passes(
	filters: Filters,
	model: Model,
	details: IDataObject,
	fields: Fields,
): boolean {
	return (
		directionPasses(filters, details) &&
		numberPasses(filters.caller, details.from) &&
		numberPasses(filters.dialled, details.to) &&
		queuePasses(filters, model, fields) &&
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

function queuePasses({ queue }: Filters, model: Model, fields: Fields): boolean {
	if (queue === '' || !QUEUE_MODELS.includes(model)) return true;
	return QUEUE_FIELDS.some((name) => text(fields, name) === queue);
}

/**
 * The pattern people type, as an expression: `*` for any characters, `?` for one, several patterns
 * separated by commas. Numbers are compared without `+`, spaces, dots, dashes and brackets.
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

function plainNumber(value: string): string {
	return value.replace(/[+\s().-]/g, '');
}
