/** Makes rows of the table from figures. */
import type { Row, Target } from './bench';

/** What figures are counted in. */
export type Unit = 's' | 'ms' | 'MB' | 'KB' | 'posts/s' | '';

const digits: Record<Unit, number> = {
	s: 2,
	ms: 1,
	MB: 0,
	KB: 0,
	'posts/s': 0,
	'': 0,
};

/** The only unit of which more is better. */
const moreIsBetter: Unit[] = ['posts/s'];

/** What a figure has to be, in one of three ways. */
export interface Wish {
	/** At least so many times as good as the other. */
	ratioAtLeast?: number;
	/** At most so many times the other. */
	atMostTimes?: number;
	atMost?: number;
}

interface Comparison extends Wish {
	what: string;
	unit: Unit;
	ours: number;
	/** Name and figure of what ours is held against. */
	other?: [name: string, value: number];
}

/** @returns the row of a comparison; values are in the unit it names */
export function row(comparison: Comparison): Row {
	const { what, unit, ours, other } = comparison;
	return {
		what,
		ours: written(ours, unit),
		other: other && `${other[0]} ${written(other[1], unit)}`,
		ratio: ratioOf(comparison),
		target: target(comparison),
	};
}

function ratioOf({ unit, ours, other }: Comparison): number | undefined {
	if (!other) return undefined;
	return moreIsBetter.includes(unit) ? ours / other[1] : other[1] / ours;
}

function target(comparison: Comparison): Target | undefined {
	const { unit, ours, other, ratioAtLeast, atMostTimes, atMost } = comparison;
	if (ratioAtLeast !== undefined) {
		const met = (ratioOf(comparison) ?? 0) >= ratioAtLeast;
		return { text: `ratio ≥ ${ratioAtLeast}`, met };
	}
	if (atMostTimes !== undefined) {
		return { text: `≤ ${atMostTimes} × the other`, met: ours <= atMostTimes * (other?.[1] ?? 0) };
	}
	if (atMost === undefined) return undefined;
	return { text: `≤ ${written(atMost, unit)}`, met: ours <= atMost };
}

function written(value: number, unit: Unit): string {
	if (Number.isNaN(value)) return 'not measured';
	const number = value.toLocaleString('en-US', {
		minimumFractionDigits: digits[unit],
		maximumFractionDigits: digits[unit],
	});
	return `${number} ${unit}`.trimEnd();
}
