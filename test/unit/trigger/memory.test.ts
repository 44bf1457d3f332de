import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { itemsOf, type Choice } from '../../../nodes/NetSapiensTrigger/items';
import { emptyMemory, learn, pack, type Memory } from '../../../nodes/NetSapiensTrigger/memory';
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
