import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import type { Result } from '../plan/plan';
import { carryOut } from '../plan/runner';
import { aboutItem } from './aboutItem';
import { itemsOfNumbers, planBlockedNumbers } from './blockedNumbers';
import { requireRights } from './rights';
import { planPlace, type PlacePlan } from './place';
import { readSettings, type Settings } from './settings';

type Calls = [Call, ...Call[]];

/**
 * Makes the records of each place that the items name what the items say. Without items there is no
 * place, and nothing is done.
 *
 * @returns an item for each record, or one with their number
 * @throws NodeOperationError of an item that is not clear, or UserError when too much would be deleted;
 * nothing was changed then
 * @throws as the API does
 */
export async function sync(calls: Call[]): Promise<INodeExecutionData[]> {
	if (!isSome(calls)) return [];
	const [call] = calls;
	const settings = readSettings(calls);
	const plans: PlacePlan[] = [];
	for (const place of placesOf(calls)) plans.push(await plannerOf(call)(place, settings));
	const guards = plans.flatMap(({ guard }) => guard ?? []);
	const plan = {
		// What is new and what differs comes first: nothing is deleted when that does not work out.
		stages: [plans.flatMap(({ writes }) => writes), plans.flatMap(({ deletions }) => deletions)],
		guard: guards.length > 0 ? guards.join(' ') : undefined,
	};
	const { dryRun } = settings;
	if (!dryRun && plan.stages.some((stage) => stage.some(({ steps }) => steps.length > 0))) {
		await requireRights(call);
	}
	const keepsGoing = call.context.continueOnFail();
	const items = await carryOut(plan, { ...call, dryRun, keepsGoing });
	const isWritten = items.some(({ json }) => json.result !== 'unchanged');
	const isWhole = items.every(({ json }) => !json.error);
	if (!dryRun && isWritten && isWhole) for (const { check } of plans) await check?.();
	return returned(items.flatMap(itemsOfNumbers), settings);
}

const plannerOf = ({ resource }: Call) =>
	resource === 'blockedNumber' ? planBlockedNumbers : planPlace;

const isSome = (calls: Call[]): calls is Calls => calls.length > 0;

/** The items of each domain, or of each user of a domain. */
function placesOf(calls: Calls): Calls[] {
	const places = new Map<string, Calls>();
	for (const call of calls) {
		const key = JSON.stringify(call.values.path).toLowerCase();
		const place = places.get(key);
		if (place) place.push(call);
		else places.set(key, [call]);
	}
	const all = [...places.values()];
	const isOwn = ([{ values }]: Calls) => Object.values(values.path).includes('~');
	// One place under two names would be mirrored twice, and lose each time what the other has.
	const named = all.find((place) => !isOwn(place));
	if (named && all.some(isOwn)) throw aboutItem(named[0], MIXED);
	return all;
}

const MIXED =
	'some items choose My Own (~) and others a name, which may be the same place. Choose it in one way for all items.';

function returned(
	items: INodeExecutionData[],
	{ returns, dryRun }: Settings,
): INodeExecutionData[] {
	if (returns === 'all') return items;
	const isUnchanged = ({ json }: INodeExecutionData) => json.result === 'unchanged';
	if (returns === 'changed') return items.filter((item) => !isUnchanged(item));
	const counted = (result: Result) => items.filter(({ json }) => json.result === result).length;
	const json: IDataObject = {
		created: counted('created'),
		updated: counted('updated'),
		deleted: counted('deleted'),
		unchanged: counted('unchanged'),
		dryRun,
	};
	return [{ json, pairedItem: { item: 0 } }, ...items.filter(({ json: { error } }) => error)];
}
