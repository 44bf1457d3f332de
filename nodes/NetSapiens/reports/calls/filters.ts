import type { Person } from './counter';

/** What of the calls a report is about. */
export interface Filters {
	/** The only queue. */
	queue?: string;
	/** Which extensions; all when left out. */
	isWanted?: (extension: string) => boolean;
}

/** What people choose; empty where they do not. */
export interface Chosen {
	user: string;
	queue: string;
	site: string;
	department: string;
}

/** @param people whose sites and departments are known */
export function filtersOf(
	{ user, queue, site, department }: Chosen,
	people: ReadonlyMap<string, Person>,
): Filters {
	const isWanted = (extension: string) => {
		const person = people.get(extension);
		return (
			(user === '' || extension === user) &&
			(site === '' || isSame(person?.site, site)) &&
			(department === '' || isSame(person?.department, department))
		);
	};
	return {
		...(queue !== '' && { queue }),
		...(user + site + department !== '' && { isWanted }),
	};
}

const isSame = (one: string | undefined, other: string): boolean =>
	one?.toLowerCase() === other.toLowerCase();
