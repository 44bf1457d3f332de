import fc from '../../support/fastCheck';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { itemsOf, type Choice } from '../../../nodes/NetSapiensTrigger/items';
import type { CallState } from '../../../nodes/NetSapiensTrigger/calls';
import {
	emptyMemory,
	isNew,
	learn,
	memoryOf,
	pack,
	recall,
	remember,
	type Memory,
} from '../../../nodes/NetSapiensTrigger/memory';
import { call } from './samples';

const choice: Choice = {
	events: ['callRinging', 'callAnswered', 'callEnded', 'missedCall'],
	anyEventModels: [],
	filters: {
		directions: [],
		caller: null,
		dialled: null,
		queue: '',
		firstOnly: false,
		minTalkSeconds: 0,
	},
};

const at = DateTime.fromISO('2026-01-05T12:05:00Z', { zone: 'utc' });

const post = (memory: Memory, ...objects: IDataObject[]) =>
	itemsOf({ model: 'call', objects, at }, choice, memory);

const eventsOf = (items: IDataObject[]) => items.map(({ event }) => event);

/** Another process, which knows no more than what was written into the workflow. */
function another(memory: Memory): Memory {
	const other = emptyMemory();
	learn(other, pack(memory));
	return other;
}

const answered = { time_answer: '2026-01-05 12:00:08' };
const gone = { remove: 'yes' };

/** Without session and queue, as earlier versions wrote calls down. */
const withoutTheNew = (packed: string) =>
	JSON.stringify((JSON.parse(packed) as unknown[][]).map((one) => one.slice(0, 7)));

describe('what an earlier version wrote down', () => {
	it('is read, and the call goes on from there', () => {
		const before = emptyMemory();
		post(before, call());
		const after = emptyMemory();
		learn(after, withoutTheNew(pack(before)));
		expect([...after.calls.values()]).toMatchObject([{ session: '', queue: '' }]);
		expect(eventsOf(post(after, call(answered)))).toEqual(['callAnswered']);
		expect(eventsOf(post(after, call({ ...answered, ...gone })))).toEqual(['callEnded']);
	});

	it('gets session and queue with the next post', () => {
		const before = emptyMemory();
		post(before, call());
		const after = emptyMemory();
		learn(after, withoutTheNew(pack(before)));
		const queued = { sessionId: 'S1', by_action: 'QueueSDispatch', by_sub: '4000' };
		post(after, call(queued));
		const last = another(after);
		const missed = post(last, call({ ...queued, ...gone })).at(-1);
		expect(missed).toMatchObject({ event: 'missedCall', missedFor: ['4000'] });
		expect(last.sessions.size).toBe(1);
	});
});

describe('another process', () => {
	const fork = (id: string, more: IDataObject = {}) =>
		call({ orig_callid: `fork-${id}`, term_callid: `leg-${id}`, sessionId: 'S1', ...more });

	it('knows the forks of a call by their session', () => {
		const first = emptyMemory();
		expect(eventsOf(post(first, fork('a')))).toEqual(['callRinging']);
		const second = another(first);
		expect(eventsOf(post(second, fork('b')))).toEqual([]);
		const third = another(second);
		expect(eventsOf(post(third, fork('b', answered), fork('a', gone)))).toEqual(['callAnswered']);
		const fourth = another(third);
		expect(eventsOf(post(fourth, fork('b', { ...answered, ...gone })))).toEqual(['callEnded']);
	});

	it('tells calls of other sessions apart', () => {
		const first = emptyMemory();
		post(first, fork('a'));
		expect(eventsOf(post(another(first), fork('b', { sessionId: 'S2' })))).toEqual(['callRinging']);
	});

	it('knows in which queue the caller waits', () => {
		const first = emptyMemory();
		const offered = { by_action: 'QueueSDispatch', by_sub: '4000' };
		post(first, call(offered));
		// Nothing in this post says so.
		const missed = post(another(first), call(gone)).at(-1);
		expect(missed).toMatchObject({ event: 'missedCall', missedFor: ['4000'] });
	});
});

describe('what is written into the workflow', () => {
	const leg = fc.record({
		party: fc.string(),
		first: fc.nat(99),
		answered: fc.nat(99),
		answeredAt: fc.nat(),
		machine: fc.boolean(),
		live: fc.boolean(),
	});
	const state: fc.Arbitrary<CallState> = fc.record({
		step: fc.integer({ min: 1, max: 99 }),
		over: fc.boolean(),
		answered: fc.boolean(),
		forUser: fc.boolean(),
		told: fc.boolean(),
		session: fc.string(),
		queue: fc.string(),
		legs: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), leg, { noNullPrototype: true }),
	});
	const calls = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), state, { noNullPrototype: true });

	it('is read as it was', () => {
		fc.assert(
			fc.property(calls, (all) => {
				const memory = emptyMemory();
				for (const [key, one] of Object.entries(all)) remember(memory, key, one);
				expect(Object.fromEntries(another(memory).calls)).toEqual(all);
			}),
		);
	});

	const at = (step: number, more: Partial<CallState> = {}): CallState => ({
		...{ step, over: false, answered: false, forUser: false, told: false },
		...{ session: '', queue: '', legs: {} },
		...more,
	});
	const filled = (count: number) => {
		const memory = emptyMemory();
		for (let i = 0; i < count; i++) remember(memory, `call${i}`, at(1));
		return memory;
	};

	it('are the hundred calls heard of last', () => {
		const memory = filled(150);
		remember(memory, 'call7', at(2));
		const kept = [...another(memory).calls.keys()];
		expect(kept).toHaveLength(100);
		expect(kept.at(-1)).toBe('call7');
		expect(kept).not.toContain('call50');
		expect(kept).toContain('call51');
	});

	it('counts only where it knows more', () => {
		const [older, newer] = [emptyMemory(), emptyMemory()];
		remember(older, 'a', at(1));
		remember(newer, 'a', at(2, { over: true }));
		const [packedOlder, packedNewer] = [pack(older), pack(newer)];
		learn(newer, packedOlder);
		expect(recall(newer, 'a')).toEqual(at(2, { over: true }));
		learn(older, packedNewer);
		expect(recall(older, 'a')).toEqual(at(2, { over: true }));
	});

	it('is not read again', () => {
		const memory = filled(1);
		const packed = pack(memory);
		memory.calls.clear();
		learn(memory, packed);
		expect(memory.calls.size).toBe(0);
		learn(memory, '');
		expect(memory.exchanged).toBe(packed);
	});

	it('is due when a call has changed, and not for what was known', () => {
		const memory = filled(1);
		expect(memory.changed).toBe(true);
		pack(memory);
		expect(memory.changed).toBe(false);
		remember(memory, 'call0', recall(memory, 'call0')!);
		expect(memory.changed).toBe(false);
	});

	it('stays in the process for five thousand calls', () => {
		const memory = filled(5001);
		expect(memory.calls.size).toBe(5000);
		expect(recall(memory, 'call0')).toBeUndefined();
		expect(recall(memory, 'call1')).toEqual(at(1));
	});
});

describe('what a process remembers', () => {
	it('of events are the last ten thousand', () => {
		const memory = emptyMemory();
		expect([isNew(memory, 'first'), isNew(memory, 'first')]).toEqual([true, false]);
		for (let i = 0; i < 9_999; i++) isNew(memory, `event${i}`);
		expect(isNew(memory, 'first')).toBe(false);
		expect(isNew(memory, 'one more')).toBe(true);
		expect(isNew(memory, 'first')).toBe(true);
	});

	it('of triggers are the last five hundred, each its own', () => {
		const first = memoryOf('first');
		expect(memoryOf('first')).toBe(first);
		for (let i = 0; i < 499; i++) expect(memoryOf(`trigger${i}`)).not.toBe(first);
		expect(memoryOf('first')).toBe(first);
		for (let i = 0; i < 500; i++) memoryOf(`trigger${i}`);
		expect(memoryOf('first')).not.toBe(first);
	});
});
