/** What a row of the made-up list looks like; `number` tells which one it is. */
export interface Row {
	id?: string;
	number: number;
	name: string;
	seen?: string;
}

/** A list on a server, and all the ways in which the server may spoil it. */
export interface Behavior {
	length: number;
	/** `id`: has an ID; `plain`: only the whole row tells; `changing`: a column differs each time. */
	rows: 'id' | 'plain' | 'changing';
	/** Rows at a time at most. */
	cap: number;
	/** Numbers of rows that are counted and skipped, but not shown. */
	hidden: number[];
	/** Before the request of this number, so many rows are put in front. */
	insertions: Record<number, number>;
	/** The answer to the request of this number breaks off after this share of its rows. */
	truncations: Record<number, number>;
	ignoresLimit: boolean;
	ignoresStart: boolean;
	/** After so many pages the first one comes again. */
	cycle?: number;
	/** The request of this number fails. */
	failsAt?: number;
	/** What the count says; undefined when there is none. */
	total?: number;
	countFails: boolean;
	/** Answers take long enough for other requests to be sent meanwhile. */
	isSlow: boolean;
}

const wellBehaved: Behavior = {
	length: 0,
	rows: 'id',
	cap: Infinity,
	hidden: [],
	insertions: {},
	truncations: {},
	ignoresLimit: false,
	ignoresStart: false,
	countFails: false,
	isSlow: false,
};

/** A server with one list; remembers what was asked and how much at a time. */
export function listServer(behavior: Partial<Behavior> & { length: number }) {
	const server: Behavior = { ...wellBehaved, ...behavior };
	const hidden = new Set(server.hidden);
	const numbers = Array.from({ length: server.length }, (_, i) => i);
	const asked: Array<[start: number, limit: number]> = [];
	const seen = { mostInFlight: 0, inFlight: 0, counts: 0, afterFailure: 0 };
	let inserted = 0;
	let hasFailed = false;

	async function inFlight<T>(request: number, answer: () => T): Promise<T> {
		if (hasFailed) seen.afterFailure++;
		seen.mostInFlight = Math.max(seen.mostInFlight, ++seen.inFlight);
		if (server.isSlow) await new Promise(setImmediate);
		// Later answers may come before earlier ones.
		for (let turns = (request * 7) % 5; turns > 0; turns--) await Promise.resolve();
		seen.inFlight--;
		return answer();
	}

	function rowsAt(start: number, limit: number): number[] {
		if (server.cycle) start %= server.cycle * 100;
		const from = server.ignoresStart ? 0 : start;
		const size = Math.min(server.ignoresLimit ? Infinity : limit, server.cap);
		return numbers.slice(from, from + size).filter((number) => !hidden.has(number));
	}

	function fetchPage(start: number, limit: number): Promise<Row[]> {
		const page = answerTo(start, limit);
		page.catch(() => (hasFailed = true));
		return page;
	}

	async function answerTo(start: number, limit: number): Promise<Row[]> {
		const request = asked.length;
		asked.push([start, limit]);
		for (let n = server.insertions[request] ?? 0; n > 0; n--) numbers.unshift(--inserted);
		const found = rowsAt(start, limit);
		const kept = Math.ceil(found.length * (server.truncations[request] ?? 1));
		const page = found.slice(0, kept).map((number) => ({
			...(server.rows === 'id' && { id: `row-${number}` }),
			number,
			name: `Row ${number}`,
			...(server.rows === 'changing' && { seen: `${number} in request ${request}` }),
		}));
		return await inFlight(request, () => {
			if (request !== server.failsAt) return page;
			throw new Error('The server is on fire.');
		});
	}

	async function total(): Promise<number | undefined> {
		seen.counts++;
		return await inFlight(asked.length, () => {
			if (server.countFails) throw new Error('No Route Found [92]');
			return server.total;
		});
	}

	/** The rows that should come, by number. */
	const visible = numbers.filter((number) => !hidden.has(number));
	return { fetchPage, total, asked, seen, visible };
}
