import type { Simulator } from '../../simulator/simulator';

/** What a system remembers of those who are gone, and what is no state. */
const LEFT_OUT = new Set([
	'log',
	'book',
	'mail',
	'spec',
	'documented',
	'options',
	'resources',
	'timers',
]);

/** Places in the state of a simulator where a name stands, as paths of fields. */
export function mentions(sim: Simulator, name: string): string[] {
	const found: string[] = [];
	const seen = new WeakSet<object>();
	const look = (value: unknown, path: string): void => {
		if (typeof value === 'string' && value.includes(name)) found.push(path);
		if (typeof value !== 'object' || value === null || seen.has(value)) return;
		seen.add(value);
		const inner = value instanceof Map ? [...value].flat() : Object.values(value);
		const names = value instanceof Map ? [] : Object.keys(value);
		inner.forEach((one, i) => {
			const field = names[i] ?? String(i);
			if (!LEFT_OUT.has(field)) look(one, `${path}.${field}`);
		});
	};
	look(sim, 'sim');
	return found;
}
