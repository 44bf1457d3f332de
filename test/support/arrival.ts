import { isDeepStrictEqual } from 'node:util';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { objectionTo } from './facts';
import { expectedOf, fewest, parametersOf, usually, type Filled } from './filled';
import { formOf, type Asked } from './form';
import type { Offered } from './operations';
import { withFile, type Recorder } from './recorder';
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
	const wrong = [
		...(await wrongIn(recorder, one, 'fewest fields', [fewest(one)])),
		...(await wrongIn(recorder, one, 'every field', [usually(form)])),
	];
	for (const asked of form) {
		const { parameter } = asked.field;
		const wires = wiresOf(asked);
		const ways = wires.map((wire) => alone(one, asked, wire));
		// The value of a group cannot come from an expression as a whole.
		const runs = /collection/i.test(asked.property.type) ? ways.map((way) => [way]) : [ways];
		for (const run of runs) wrong.push(...(await wrongIn(recorder, one, parameter, run, asked)));
		const objections = wires.flatMap((wire) => undocumented(asked, wire));
		wrong.push(...objections.map((objection) => `${parameter}: ${objection}`));
	}
	return wrong;
}

async function wrongIn(
	recorder: Recorder,
	one: Offered,
	what: string,
	ways: Filled[],
	varied?: Asked,
): Promise<string[]> {
	const { sent, error } = await sentBy(recorder, one, ways, varied);
	const expected = ways.map((filled) => expectedOf(one, filled));
	if (isDeepStrictEqual(sent, expected)) return [];
	return [`${what}: ${error || JSON.stringify(sent)} instead of ${JSON.stringify(expected)}`];
}

/** One field with a value, and of the others only those that have to be there. */
function alone(one: Offered, asked: Asked, wire: unknown): Filled {
	const others = [...fewest(one)].filter(([{ at }]) => asked.at === 'view' || at === 'view');
	return new Map(others).set(asked, wire);
}

/**
 * What one run of the node sends, and why it failed if it did.
 *
 * @param ways one for each item; they differ in the value of `varied` alone
 */
async function sentBy(
	recorder: Recorder,
	one: Offered,
	ways: Filled[],
	varied?: Asked,
): Promise<{ sent: Sent[]; error: string }> {
	const parameters = ways.map((filled) => parametersOf(one, filled));
	const { requests, error } =
		varied && ways.length > 1
			? await recorder.run(one, ...fromItems(varied, parameters))
			: await recorder.run(one, parameters[0]!);
	// One record of a list is found by reading all its pages; they differ in their start alone.
	const each = one.operation.download?.by ? requests.filter(isFirstPage) : requests;
	return { sent: each.map((request, i) => madeUpLeftOut(one, ways[i]!, sentOf(request))), error };
}

const isFirstPage = ({ url }: { url: string }) => /[?&]start=0(&|$)/.test(url);

/** One run in place of several: the value of a field comes from the items. */
function fromItems(
	{ at, field, property }: Asked,
	ways: INodeParameters[],
): [INodeParameters, { input: INodeExecutionData[] }] {
	const isPicker = property.type === 'resourceLocator';
	const holderOf = (parameters: INodeParameters) =>
		(at === 'view' ? parameters : parameters[at]) as IDataObject;
	const values = ways.map((parameters) => holderOf(parameters)[field.parameter]);
	const plain = values.map((value) => (isPicker ? (value as IDataObject).value : value));
	const parameters = structuredClone(ways[0]!);
	const expression = '={{ $json.value }}';
	holderOf(parameters)[field.parameter] = isPicker
		? { ...(values[0] as IDataObject), value: expression }
		: expression;
	return [
		{ ...parameters, options: { concurrency: 1 } },
		{ input: plain.map((value) => ({ ...withFile, json: { value } })) },
	];
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
