/** Runs every row of docs/reliability.md. */
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

test('there is a row for sixty faults and more', () => {
	expect(groups.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(60);
});

describe.each(groups)('$title', ({ rows }) => {
	test.each(rows)('$fault', async (row) => {
		if (row.server?.stalls) {
			jest.spyOn(AbortSignal, 'timeout').mockImplementation(clock.shortTimeout);
		}
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
