const faults: Record<string, string[]> = {};

/** Operations with a known fault, and which. One that passes is to be taken off the list. */
export const known: Record<string, string> = Object.fromEntries(
	Object.entries(faults).flatMap(([reason, titles]) => titles.map((title) => [title, reason])),
);
