import { UserError, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { waited } from '../../transport/wait';
import { matchKey } from '../plan/matching';
import type { Result, Task } from '../plan/plan';
import { readAll } from '../plan/read';
import { numbersIn } from '../createOrUpdate/blockedNumber';
import { guard } from './guard';
import type { PlacePlanner } from './place';
import { wantedRecords } from './wanted';

/** Numbers in one request. */
const BATCH = 100;

/** Numbers are in one list of the domain: they are added and taken out many at once. */
export const planBlockedNumbers: PlacePlanner = async (calls, settings) => {
	const [call] = calls;
	const wanted = wantedRecords(calls, settings).map(({ body, keys, call: { itemIndex } }) => ({
		number: String(body.phonenumber),
		keys,
		itemIndex,
	}));
	const present = await readNumbers(call);
	const keyOf = (number: string) => matchKey('phonenumber', number, settings.country);
	const there = new Set(present.map(keyOf));
	const isThere = ({ keys }: { keys: string[] }) => keys.some((key) => there.has(key));
	const wantedKeys = new Set(wanted.flatMap(({ keys }) => keys));
	const gone =
		settings.mode === 'mirror' ? present.filter((one) => !wantedKeys.has(keyOf(one))) : [];
	const missing = wanted.filter((one) => !isThere(one));
	return {
		writes: [
			...batchesOf(call, 'created', missing),
			...batchesOf(call, 'unchanged', wanted.filter(isThere)),
		],
		deletions: batchesOf(
			call,
			'deleted',
			gone.map((number) => ({ number })),
		),
		guard: guard(gone.length, present.length, call.values.path, settings),
		check: async () => {
			const isDone = (now: Set<string>) =>
				missing.every(({ keys }) => keys.some((key) => now.has(key))) &&
				gone.every((number) => !now.has(keyOf(number)));
			for (const pause of PAUSES) {
				if (isDone(new Set((await readNumbers(call)).map(keyOf)))) return;
				if (!(await waited(pause, call.api.stopped))) return;
			}
			throw new UserError(NOT_DONE, { description: NOT_DONE_ADVICE });
		},
	};
};

/** Milliseconds between looks: servers may still be at work after they accepted. */
const PAUSES = [0, 600, 1200];

// Seen in the field: 202, and the list stays as it was (facts: number filters).
const NOT_DONE = 'The server accepted the numbers, but its list is not as it should be now';
const NOT_DONE_ADVICE =
	'Some servers take such requests and do nothing. Look at the list with Get Many, and block the numbers in the portal.';

async function readNumbers(call: Call): Promise<string[]> {
	const { resource, values } = call;
	const lists = await readAll(call, { resource, operation: 'getAll', path: values.path });
	return lists.flatMap(numbersIn);
}

interface Listed {
	number: string;
	/** The item that wants it. */
	itemIndex?: number;
}

/** What adds numbers, and what takes them out. */
const OPERATIONS: Partial<Record<Result, { operation: string; verb: string }>> = {
	created: { operation: 'create', verb: 'Block' },
	deleted: { operation: 'delete', verb: 'Unblock' },
};

/** One task for as many numbers as one request takes. */
function batchesOf({ resource, values }: Call, result: Result, listed: Listed[]): Task[] {
	const { operation, verb } = OPERATIONS[result] ?? {};
	const count = Math.ceil(listed.length / BATCH);
	return Array.from({ length: count }, (_, at): Task => {
		const batch = listed.slice(at * BATCH, (at + 1) * BATCH);
		const numbers = batch.map(({ number }) => number);
		const body = { 'phone-numbers-to-reject': { enabled: 'yes', parameters: numbers } };
		const title = `${verb} ${numbers.join(', ')}`;
		return {
			key: values.path,
			result,
			items: batch.flatMap(({ itemIndex }) => itemIndex ?? []),
			steps: operation ? [{ title, act: { resource, operation, path: values.path, body } }] : [],
			output: () => ({ numbers }),
		};
	});
}

/** One item for each number of a batch. */
export function itemsOfNumbers({ json, pairedItem }: INodeExecutionData): INodeExecutionData[] {
	const { numbers, ...more } = json;
	if (!Array.isArray(numbers)) return [{ json, pairedItem }];
	const pairs = [pairedItem ?? []].flat();
	return numbers.map((number, at) => ({
		json: { ...more, phonenumber: String(number) },
		pairedItem: pairs[at],
	}));
}
