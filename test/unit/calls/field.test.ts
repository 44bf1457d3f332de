import type { IDataObject } from 'n8n-workflow';
import { callsOf } from '../../../nodes/NetSapiens/calls/call';
import { itemOfCall } from '../../../nodes/NetSapiens/calls/item';
import { legOfRecord } from '../../../nodes/NetSapiens/calls/reading';
import { fieldCases } from '../../support/field';

/** Call records that real servers gave, by what is odd about them. */
const lists = fieldCases().flatMap(({ about, answers, want }) =>
	Object.entries(answers)
		.filter(([request]) => request.endsWith('/cdrs'))
		.map(([, answer]) => [about, [answer].flat() as IDataObject[], want.items] as const),
);

test.each(lists)('%s', (_, records, items) => {
	const calls = callsOf(records.map(legOfRecord)).map((call) => itemOfCall(call, false));
	expect(calls).toHaveLength((items as IDataObject[]).length);
	for (const item of items as IDataObject[])
		expect(calls).toContainEqual(expect.objectContaining(item));
});
