import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { objectionTo } from './facts';
import { expectedOf, fewest, parametersOf, usually, type Filled } from './filled';
import { formOf, type Asked } from './form';
import type { Offered } from './operations';
import type { Recorder } from './recorder';
import { sentOf, type Sent } from './sent';
import { childrenOf, wiresOf, type Fillable } from './wires';

/**
 * Fills the form of an operation in every way: with the fewest fields, with every field, and each
 * field alone with each of its values.
 *
 * @returns what arrives otherwise than the documents want it, one line each
 */
export async function wrongWith(recorder: Recorder, one: Offered): Promise<string[]> {
	const form = formOf(one);
	const each = form.flatMap((asked) => wiresOf(asked).map((wire) => ({ asked, wire })));
	const ways: [string, Filled][] = [
		['fewest fields', fewest(one)],
		['every field', usually(form)],
		...each.map(({ asked, wire }): [string, Filled] => [
			asked.field.parameter,
			alone(one, asked, wire),
		]),
	];
	const wrong = each.flatMap(({ asked, wire }) =>
		undocumented(asked, wire).map((objection) => `${asked.field.parameter}: ${objection}`),
	);
	for (const [what, filled] of ways) {
		const { sent, error } = await sentBy(recorder, one, filled);
		const expected = [expectedOf(one, filled)];
		if (isDeepStrictEqual(sent, expected)) continue;
		wrong.push(`${what}: ${error || JSON.stringify(sent)} instead of ${JSON.stringify(expected)}`);
	}
	return wrong;
}

/** One field with a value, and of the others only those that have to be there. */
function alone(one: Offered, asked: Asked, wire: unknown): Filled {
	const others = [...fewest(one)].filter(([{ at }]) => asked.at === 'view' || at === 'view');
	return new Map(others).set(asked, wire);
}

/** What a run of the node sends, and why it failed if it did. */
export async function sentBy(
	recorder: Recorder,
	one: Offered,
	filled: Filled,
): Promise<{ sent: Sent[]; error: string }> {
	const { requests, error } = await recorder.run(one, parametersOf(one, filled));
	// One record of a list is found by reading all its pages; they differ in their start alone.
	const first = one.operation.download?.by ? requests.slice(0, 1) : requests;
	return { sent: first.map((request) => madeUpLeftOut(one, filled, sentOf(request))), error };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Identifiers that the node makes up when nobody gives one are new each time. */
export function madeUpLeftOut({ operation }: Offered, filled: Filled, sent: Sent): Sent {
	const given = [...filled.keys()].map(({ field }) => field.name);
	const made = (operation.generated ?? []).filter((name) => !given.includes(name));
	const entries = Object.entries((sent.body ?? {}) as IDataObject);
	const kept = entries.filter(([name, value]) => !made.includes(name) || !UUID.test(`${value}`));
	return made.length > 0 ? { ...sent, body: Object.fromEntries(kept) } : sent;
}

/** What the documents have against a value; of groups, field by field, since each is tried alone. */
function undocumented(one: Fillable, wire: unknown): string[] {
	const { kind } = one.field;
	if (kind === 'file') return [];
	if (kind !== 'record' && kind !== 'records') {
		const objection = objectionTo(wire, one.schema);
		return objection ? [`${JSON.stringify(wire)} ${objection}`] : [];
	}
	const groups = [wire].flat() as Record<string, unknown>[];
	return groups.flatMap((group) =>
		childrenOf(one)
			.filter(({ field }) => field.name in group)
			.flatMap((child) => undocumented(child, group[child.field.name])),
	);
}
