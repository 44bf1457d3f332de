import { groupBy } from './groups';
import type { LaidOut, Want } from './wants';

/** An operation of the panel. */
export const keyOf = ({ resource, operation }: { resource: string; operation: string }) =>
	`${resource} ${operation}`;

/**
 * Lets operations with the same selector share one condition, and so one copy of a property: a
 * choice that an operation does not have may stand in it.
 */
export function withSharedConditions(wants: Want[], operations: LaidOut[]): Want[] {
	const choices = new Map(
		operations.map(({ resource, operation, requests }) => [
			keyOf({ resource: resource.value, operation: operation.value }),
			requests.flatMap(({ request }) => request.option?.value ?? []),
		]),
	);
	const alike = groupBy(wants, ({ group, property, selector, manualOnly }) =>
		JSON.stringify([group, property, selector?.parameter, manualOnly]),
	);
	return [...alike.values()].flatMap((members) => {
		const all = [...new Set(members.flatMap(({ selector }) => selector?.values ?? []))].sort();
		return members.map((want) => {
			if (!want.selector) return want;
			const { values } = want.selector;
			const reached = choices.get(keyOf(want))?.filter((choice) => all.includes(choice)) ?? [];
			const isShared = reached.every((choice) => values.includes(choice));
			return isShared ? { ...want, selector: { ...want.selector, values: all } } : want;
		});
	});
}
