import type { CallState, LegState } from './calls';
import { shortHash } from './hash';

/** Calls remembered in the process, for each trigger. */
const CALLS_IN_PROCESS = 5000;
/** Calls remembered in the workflow, so that other processes and the next start know them. */
const CALLS_IN_WORKFLOW = 100;
/** Event IDs remembered in the process, for each trigger. */
const IDS_IN_PROCESS = 10_000;
const TRIGGERS_IN_PROCESS = 500;

/** What a trigger remembers so that nothing is told twice. */
export interface Memory {
	/** Calls by hashed ID, the one heard of last at the end. */
	calls: Map<string, CallState>;
	/** Hashed session → hashed ID of the call it belongs to. */
	sessions: Map<string, string>;
	/** IDs of events that were passed on. */
	ids: Set<string>;
	/** The text last exchanged with the workflow's static data. */
	exchanged: string;
	/** A call changed since then. */
	changed: boolean;
}

const memories = new Map<string, Memory>();

/** The memory of one trigger in this process. */
export function memoryOf(trigger: string): Memory {
	const memory = memories.get(trigger) ?? emptyMemory();
	touch(memories, trigger, memory, TRIGGERS_IN_PROCESS);
	return memory;
}

export function emptyMemory(): Memory {
	return {
		calls: new Map(),
		sessions: new Map(),
		ids: new Set(),
		exchanged: '',
		changed: false,
	};
}

/** The key of a call: by its ID, or by its session where forks have call IDs of their own. */
export function keyOfCall(memory: Memory, callId: string, sessionId: string): string {
	const own = shortHash(callId);
	if (memory.calls.has(own) || sessionId === '') return own;
	const bySession = memory.sessions.get(shortHash(sessionId));
	return bySession !== undefined && memory.calls.has(bySession) ? bySession : own;
}

export function recall(memory: Memory, key: string): CallState | undefined {
	return memory.calls.get(key);
}

export function remember(memory: Memory, key: string, call: CallState): void {
	if (memory.calls.get(key) === call) return;
	keep(memory, key, call);
	memory.changed = true;
}

function keep(memory: Memory, key: string, call: CallState): void {
	touch(memory.calls, key, call, CALLS_IN_PROCESS);
	if (call.session !== '') touch(memory.sessions, call.session, key, CALLS_IN_PROCESS);
}

/** @returns whether the ID is new; it is remembered from now on */
export function isNew(memory: Memory, id: string): boolean {
	if (memory.ids.has(id)) return false;
	memory.ids.add(id);
	dropOldest(memory.ids, IDS_IN_PROCESS);
	return true;
}

/** Takes in what other processes, or this one before a restart, wrote into the workflow. */
export function learn(memory: Memory, packed: string): void {
	if (packed === '' || packed === memory.exchanged) return;
	for (const [key, call] of unpack(packed)) {
		const known = memory.calls.get(key);
		if (!known || known.step < call.step) keep(memory, key, call);
	}
	memory.exchanged = packed;
}

/** The newest calls as text for the workflow's static data; short, as n8n loads it at each post. */
export function pack(memory: Memory): string {
	const newest = [...memory.calls].slice(-CALLS_IN_WORKFLOW).map(packCall);
	memory.exchanged = JSON.stringify(newest);
	memory.changed = false;
	return memory.exchanged;
}

type PackedLeg = [string, string, number, number, number, 0 | 1, 0 | 1];
/** Session and queue are missing where earlier versions wrote them down. */
type PackedCall = [string, number, 0 | 1, 0 | 1, 0 | 1, 0 | 1, PackedLeg[], string?, string?];

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0);

function packCall([key, call]: [string, CallState]): PackedCall {
	const legs = Object.entries(call.legs).map(([legKey, leg]): PackedLeg => [
		legKey,
		leg.party,
		leg.first,
		leg.answered,
		leg.answeredAt,
		bit(leg.machine),
		bit(leg.live),
	]);
	const { step, over, answered, forUser, told, session, queue } = call;
	return [key, step, bit(over), bit(answered), bit(forUser), bit(told), legs, session, queue];
}

function unpack(packed: string): Array<[string, CallState]> {
	return (JSON.parse(packed) as PackedCall[]).map(
		([key, step, over, answered, forUser, told, legs, session = '', queue = '']) => [
			key,
			{
				step,
				over: over === 1,
				answered: answered === 1,
				forUser: forUser === 1,
				told: told === 1,
				session,
				queue,
				legs: Object.fromEntries(legs.map(unpackLeg)),
			},
		],
	);
}

function unpackLeg([key, party, first, answered, answeredAt, machine, live]: PackedLeg): [
	string,
	LegState,
] {
	return [key, { party, first, answered, answeredAt, machine: machine === 1, live: live === 1 }];
}

/** Puts an entry at the end of a map, the place of the newest, and drops the oldest above `most`. */
function touch<T>(map: Map<string, T>, key: string, value: T, most: number): void {
	map.delete(key);
	map.set(key, value);
	dropOldest(map, most);
}

function dropOldest(collection: Map<string, unknown> | Set<string>, most: number): void {
	if (collection.size <= most) return;
	const oldest = collection.keys().next();
	if (!oldest.done) collection.delete(oldest.value);
}
