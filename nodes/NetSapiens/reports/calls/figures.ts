/** Mean of figures that come one by one; those that are not known do not count. */
export class Mean {
	sum = 0;
	private count = 0;

	add(value: number | null): void {
		if (value === null) return;
		this.sum += value;
		this.count++;
	}

	/** Rounded; null when there was none. */
	get value(): number | null {
		return this.count === 0 ? null : Math.round(this.sum / this.count);
	}
}

/** A part of a whole in percent, with one digit behind the point; null when there is no whole. */
export function percent(part: number, whole: number): number | null {
	return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}

/** The entry of a map, made where there is none. */
export function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	const found = map.get(key) ?? make();
	map.set(key, found);
	return found;
}

/** Puts the larger figures first; what is equal is ordered by name. */
export const byFigure =
	<Row>(figure: (row: Row) => number, name: (row: Row) => string) =>
	(a: Row, b: Row): number =>
		figure(b) - figure(a) || name(a).localeCompare(name(b), 'en-US', { numeric: true });
