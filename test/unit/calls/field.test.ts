import type { IDataObject } from 'n8n-workflow';
import { callsOf } from '../../../nodes/NetSapiens/calls/call';
import { itemOfCall } from '../../../nodes/NetSapiens/calls/item';
import { legOfRecord } from '../../../nodes/NetSapiens/calls/reading';
import { meanings } from '../../../nodes/NetSapiens/generated/meanings';
import { bare } from '../../../nodes/NetSapiens/spellings';
import { fieldCases } from '../../support/field';

/** Call records that real servers gave, by what is odd about them. */
const lists = fieldCases().flatMap(({ about, answers, want }) =>
	Object.entries(answers)
		.filter(([request]) => request.endsWith('/cdrs'))
		.map(([, answer]) => [about, [answer].flat() as IDataObject[], want.items] as const),
);

function expectCalls(records: IDataObject[], wanted: unknown): void {
	const calls = callsOf(records.map(legOfRecord)).map((call) => itemOfCall(call, false));
	expect(calls).toHaveLength((wanted as IDataObject[]).length);
	for (const item of wanted as IDataObject[])
		expect(calls).toContainEqual(expect.objectContaining(item));
}

test.each(lists)('%s', (_, records, wanted) => {
	expectCalls(records, wanted);
});

/** All the names of what a name means. */
function namesFor(name: string): string[] {
	const isName = (other: string) => bare(other) === bare(name);
	return Object.values(meanings.call).find((names) => names.some(isName)) ?? [name];
}

/** The record with each value under the name that comes so many places further on. */
function renamed(record: IDataObject, places: number): IDataObject {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => {
			const names = namesFor(name);
			return [names[(names.indexOf(name) + places + names.length) % names.length] ?? name, value];
		}),
	);
}

const most = Math.max(...Object.values(meanings.call).map((names) => names.length));

test.each(Array.from({ length: most - 1 }, (_, at) => at + 1))(
	'the calls are the same under other names (%i)',
	(places) => {
		for (const [, records, wanted] of lists)
			expectCalls(
				records.map((record) => renamed(record, places)),
				wanted,
			);
	},
);
