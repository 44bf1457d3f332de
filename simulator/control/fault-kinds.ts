/** What a value must be. */
export interface Rule {
	/** As in `limit must …`. */
	must: string;
	fits: (value: unknown) => boolean;
}

const REDIRECTS = [301, 302, 303, 307, 308];

const statusFrom = (first: number): Rule => ({
	must: `be a whole number from ${first} to 599`,
	fits: (value) => Number.isInteger(value) && Number(value) >= first && Number(value) <= 599,
});

export interface Kind {
	/** What the client sees. */
	about: string;
	/** Options that must be given. */
	needs?: readonly string[];
	/** Options that may be given besides the general ones. */
	takes?: readonly string[];
	/** What `status` must be, where it can be chosen. */
	status?: Rule;
}

const define = <const T extends Record<string, Kind>>(kinds: T): { [Name in keyof T]: Kind } =>
	kinds;

/** Answers in place of the real one. With `carriedOut` the request is carried out all the same. */
export const ANSWERS = define({
	'rate-limit': { about: '429', takes: ['retryAfter', 'carriedOut'] },
	'server-error': {
		about: '500 or another status from there to 599',
		takes: ['status', 'retryAfter', 'carriedOut'],
		status: statusFrom(500),
	},
	firewall: { about: 'HTML 403, as a front end that blocked the address', takes: ['carriedOut'] },
	'expired-token': {
		about: '401 The access token provided has expired; other bearers than API keys only',
		takes: ['carriedOut'],
	},
	'bad-json': { about: '200 with a body that is not JSON', takes: ['carriedOut'] },
	'text-answer': {
		about: '200 with plain text',
		takes: ['status', 'text', 'carriedOut'],
		status: statusFrom(200),
	},
	'error-answer': {
		about: '200 with JSON that speaks of an error',
		takes: ['status', 'body', 'carriedOut'],
		status: statusFrom(200),
	},
	'empty-answer': {
		about: '200 without a body',
		takes: ['status', 'carriedOut'],
		status: statusFrom(200),
	},
	redirect: {
		about: '302 to another place; an origin keeps the path',
		needs: ['to'],
		takes: ['status', 'carriedOut'],
		status: {
			must: `be ${REDIRECTS.join(', ')}`,
			fits: (value) => REDIRECTS.some((status) => status === value),
		},
	},
});

/** The real answer comes late, in drops, in part or not at all. */
export const DELIVERIES = define({
	stall: { about: 'no answer, and the connection stays open', takes: ['when'] },
	reset: { about: 'the connection breaks', takes: ['when'] },
	drip: {
		about: 'a few bytes at a time; endless goes on with blanks',
		takes: ['bytes', 'delay', 'endless'],
	},
	truncate: {
		about: 'half of the body, then the connection breaks; quiet ends as if that was all',
		takes: ['quiet'],
	},
});

/** The rows of a list are others than asked for. */
export const LISTS = define({
	'cap-page': { about: 'at most so many rows, whatever the limit', needs: ['rows'] },
	'hide-rows': {
		about: 'rows at these positions are left out of their page',
		needs: ['positions'],
	},
	'empty-page': { about: 'the page that begins at start has no rows', needs: ['start'] },
	'ignore-start': { about: 'the first page again and again', takes: ['changing'] },
	'cycle-pages': { about: 'the first pages in turn, without end', takes: ['pages', 'changing'] },
	'ignore-limit': { about: 'all rows from start on' },
	'shift-rows': { about: 'new rows come on top between two pages', takes: ['rows'] },
});

/** What can go wrong on purpose. */
export const FAULTS = {
	...ANSWERS,
	...DELIVERIES,
	...LISTS,
	...define({ slow: { about: 'the answer comes late', needs: ['delay'] } }),
};

export type AnswerKind = keyof typeof ANSWERS;
export type DeliveryKind = keyof typeof DELIVERIES;
export type ListKind = keyof typeof LISTS;
export type FaultKind = keyof typeof FAULTS;

/** When a connection breaks or falls silent; the first one is the default. */
export const MOMENTS = ['before-reading', 'carried-out', 'mid-body'] as const;

/** A fault as it is asked for. */
export interface Setting<K extends FaultKind = FaultKind> {
	kind: K;
	/** Beginning of the path below /ns-api/v2, or a pattern between slashes; absent = every path. */
	path?: string;
	method?: string;
	/** Only the page that begins there. */
	start?: number;
	/** How many requests it hits; absent = until it is removed. */
	count?: number;
	/** Requests that pass before it begins. */
	after?: number;
	/** Share of the requests it hits, 0 to 1; the dice are seeded. */
	probability?: number;
	status?: number;
	/** Retry-After as it is sent: seconds or a date, in earnest or not. */
	retryAfter?: number | string;
	carriedOut?: boolean;
	text?: string;
	body?: unknown;
	to?: string;
	when?: (typeof MOMENTS)[number];
	bytes?: number;
	/** Milliseconds. */
	delay?: number;
	endless?: boolean;
	quiet?: boolean;
	rows?: number;
	/** Counted as `start` counts. */
	positions?: number[];
	pages?: number;
	/** Name of a field that has another value in each answer. */
	changing?: string;
}
