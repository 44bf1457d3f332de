import type { Instance } from '../../simulator/instance';

/**
 * What is no state, or ends by itself: when a key was used last, and what was worked out about it
 * then; subscriptions whose time is over.
 */
const UNSTEADY = new Set(['lastused-datetime', 'principals', 'subscriptions']);

/** How much each store in a part of the simulator holds, whatever it is called. */
function sizes(part: object): Array<[string, number]> {
	return Object.entries(part).flatMap(([name, value]) => {
		if (UNSTEADY.has(name)) return [];
		if (value instanceof Map || value instanceof Set) return [[name, value.size]];
		return Array.isArray(value) ? [[name, value.length]] : [];
	});
}

/** Every record, and how much is in all other stores; records are compared as objects, not in depth. */
export function outline({ sim, faults }: Instance): unknown[] {
	const { store, accounts, sessions, keys, bus, sender, media, calls, messages, log, mail } = sim;
	const rows = Object.keys(store.totals()).flatMap((name) =>
		[...store.table(name).below()].flatMap((row) => [row, row.data]),
	);
	const parts = [accounts, sessions, keys, bus, sender, media, calls, messages, log, faults];
	const running = [...bus.subscriptions.values()].filter(({ expires }) => expires > sim.now());
	const counted = [...parts.flatMap(sizes).flat(), running.length, mail.length, sim.cdrs.total];
	return [...rows, ...counted, ...Object.values(sim.switches.all())];
}

/** All that is in the stores, in depth, as one text. */
export function everything({ sim, faults }: Instance): string {
	const { store, bus, keys, calls, mail, switches } = sim;
	const tables = Object.keys(store.totals()).flatMap((name) =>
		[...store.table(name).below()].map(({ parents, id, data }) => [name, parents, id, data]),
	);
	const rest = {
		events: [...bus.subscriptions.values()].filter(({ expires }) => expires > sim.now()),
		calls: [...calls.live.values()],
		keys: keys.all().map(({ data }) => data),
		mail,
		switches: switches.all(),
		faults: faults.all(),
	};
	return JSON.stringify([tables, rest], (name, value: unknown) =>
		UNSTEADY.has(name) ? undefined : value,
	);
}

/** Whether two outlines are of the same state. */
export const isSame = (a: unknown[], b: unknown[]): boolean =>
	a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
