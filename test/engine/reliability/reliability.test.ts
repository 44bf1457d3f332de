/** Runs every row of docs/reliability.md. */
import dns, { type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';

import type { IDataObject } from 'n8n-workflow';
import * as clock from './clock';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.requireActual<typeof clock>('./clock').passTime,
}));

import { play } from './harness';
import { groups } from './rows';

beforeEach(() => {
	clock.startClock();
	jest.spyOn(Date, 'now').mockImplementation(clock.now);
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => jest.restoreAllMocks());

/** Names are not looked up for real: what comes of it depends on the machine. */
function failLookUps(code: string): void {
	const { lookup } = dns;
	const error = Object.assign(new Error(`getaddrinfo ${code}`), { code, syscall: 'getaddrinfo' });
	const failing = (name: string, options: LookupOptions, done: (error: Error | null) => void) =>
		isIP(name) ? lookup(name, options, done) : process.nextTick(done, error);
	jest.spyOn(dns, 'lookup').mockImplementation(failing as typeof lookup);
}

test('there is a row for sixty faults and more', () => {
	expect(groups.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(60);
});

describe.each(groups)('$title', ({ rows }) => {
	test.each(rows)('$fault', async (row) => {
		if (row.server?.stalls) {
			jest.spyOn(AbortSignal, 'timeout').mockImplementation(clock.shortTimeout);
		}
		if (row.server?.lookUp) failLookUps(row.server.lookUp);
		const ended = await play(row);
		const { items = [] } = row.ends;
		const came = ended.items as IDataObject[];
		expect({ ...ended, items: typeof items === 'number' ? came.length : came }).toEqual({
			failed: 0,
			elsewhere: 0,
			logged: [],
			...row.ends,
			sees: undefined,
			items,
		});
	});
});
