/** The requests that read all call records of the domain, a page after the other. */

/** Rows of a page; above it servers leave columns out. */
export const PAGE = 100;

/** The times all records lie between. */
export const YEARS = {
	'datetime-start': '2000-01-01T00:00:00Z',
	'datetime-end': '2100-01-01T00:00:00Z',
};

/** A domain each of whose records is a call of its own. */
export const callsDomain = 'calls.example';

/** @returns the paths of all pages, with their query */
export function pagePaths(rows: number, domain = 'acme.example'): string[] {
	const query = new URLSearchParams({ ...YEARS, limit: String(PAGE) }).toString();
	return Array.from(
		{ length: rows / PAGE },
		(_, page) => `/ns-api/v2/domains/${domain}/cdrs?${query}&start=${page * PAGE}`,
	);
}
