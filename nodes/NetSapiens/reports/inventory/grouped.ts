import type { Phone } from './records';

/** Records by what they belong to, so that thousands of them are found at once. */
export function grouped<T>(all: T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const members = groups.get(keyOf(one));
		if (members) members.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}

/** Phones by the devices on their lines. */
export const byDevice = (phones: Phone[]): Map<string, Phone> =>
	new Map(phones.flatMap((phone) => phone.devices.map((device) => [device, phone] as const)));
