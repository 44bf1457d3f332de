import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/NetSapiens/execute/operation';
import { operations } from '../../nodes/NetSapiens/generated/operations';
import { properties } from '../../nodes/NetSapiens/generated/properties';

/** One operation as the panel offers it, with the choices that lead to it. */
export interface Offered {
	/** For test names: `phoneNumber route (user)`. */
	title: string;
	/** The parameters that choose it. */
	choice: Record<string, string>;
	operation: Operation;
}

/** Every operation of the panel, one entry for each request it can make. */
export const offered: Offered[] = Object.entries(operations).flatMap(([resource, entries]) =>
	Object.entries(entries).flatMap(([name, entry]) => {
		const choice = { resource, operation: name };
		const title = `${resource} ${name}`;
		if (!('selector' in entry)) return [{ title, choice, operation: entry }];
		return Object.entries(entry.options).map(([value, operation]) => ({
			title: `${title} (${value})`,
			choice: { ...choice, [entry.selector]: value },
			operation,
		}));
	}),
);

/** The properties the panel shows for the given parameter values. */
export const shown = (choice: Record<string, string>): INodeProperties[] =>
	displayed(properties, choice);

/** Those of some properties, of a collection for example, that show for the given parameter values. */
export function displayed(
	some: INodeProperties[],
	choice: Record<string, string>,
): INodeProperties[] {
	const holds = ([name, values]: [string, unknown]) =>
		(values as unknown[]).includes(valueOf(name.replace(/^\//, ''), choice));
	return some.filter(
		({ displayOptions: { show = {}, hide = {} } = {} }) =>
			Object.entries(show).every(holds) && !Object.entries(hide).some(holds),
	);
}

/** Parameters that other fields depend on have a default. */
const valueOf = (name: string, choice: Record<string, string>): unknown =>
	choice[name] ?? PRESETS[name];

const PRESETS: Record<string, string> = { dataMode: 'defineBelow', period: 'custom' };
