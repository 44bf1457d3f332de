/** The time of a run, which passes only where the node waits: so no test waits, and figures are exact. */
export const BEGIN = Date.UTC(2026, 0, 5, 12);

let time = BEGIN;
let run = 0;

export const now = (): number => time;

export function startClock(): void {
	time = BEGIN;
	run++;
}

/** In place of n8n's `sleep`. */
export async function passTime(milliseconds: number): Promise<void> {
	time += milliseconds;
	await new Promise(setImmediate);
}

const realTimeout = AbortSignal.timeout.bind(AbortSignal);

/** So much shorter are limits where a server keeps silent: 6 s are 240 ms, in which a request has long arrived. */
const SHORTER = 25;

/** In place of `AbortSignal.timeout` where a server keeps silent. */
export function shortTimeout(milliseconds: number): AbortSignal {
	const end = time + milliseconds;
	const own = run;
	const signal = realTimeout(Math.ceil(milliseconds / SHORTER));
	// Limits of answers that came, and of earlier runs, end later.
	signal.addEventListener('abort', () => (time = own === run ? Math.max(time, end) : time));
	return signal;
}
