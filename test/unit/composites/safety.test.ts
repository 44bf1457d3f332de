/** What Safety allows of a plan, which is looked at as a whole before any of it is done. */
import type { Act, Task } from '../../../nodes/NetSapiens/composites/plan/plan';
import { carryOut } from '../../../nodes/NetSapiens/composites/plan/runner';
import { change, creation, unchanged } from '../../../nodes/NetSapiens/composites/plan/tasks';
import { MemoryServer } from '../../support/memoryServer';

const CONTACTS = '/domains/acme/contacts';
const act = (operation: string, id?: string): Act => ({
	resource: 'sharedContact',
	operation,
	path: { domain: 'acme', ...(id && { contact_id: id }) },
});
const key = (email: string) => ({ domain: 'acme', email });

const making = creation({ ...act('create'), body: { email: 'new@x.test' } }, key('new@x.test'));
const same = unchanged(key('same@x.test'), { email: 'same@x.test' });
const changing = change(act('update', 'id1'), key('a@x.test'), {
	present: { email: 'a@x.test', company: 'Old' },
	wanted: { company: 'New' },
});
const removing = (id: string, email: string): Task => ({
	key: key(email),
	result: 'deleted',
	items: [],
	steps: [{ title: `Delete ${email}`, act: act('delete', id) }],
});
const removingOne = removing('id1', 'a@x.test ');
const removingTwo = removing('id2', 'b@x.test');
/** Which record goes is known only when an earlier step has answered. */
const removingLater: Task = {
	...removingOne,
	steps: [{ title: 'Delete', act: () => act('delete', 'id1') }],
};

async function outcome(tasks: Task[], mode: string, confirmed: string[] = [], dryRun = false) {
	const server = new MemoryServer({
		[CONTACTS]: [{ 'unique-id': 'id1' }, { 'unique-id': 'id2' }],
	});
	const [call] = server.calls([{ resource: 'sharedContact', operation: 'sync' }]);
	const options = { ...call!.options, safety: { mode, confirmed } } as never;
	const terms = { ...call!, options, dryRun };
	const error = await carryOut({ stages: [tasks] }, terms).then(
		() => '',
		({ message }: Error) => message,
	);
	return { error, writes: server.writes.length };
}

const READ_ONLY =
	'Nothing was changed: Safety is set to Read Only. Options → Dry Run shows what would be done.';
const unconfirmed = (...names: string[]) =>
	`and ${names.map((name) => `"${name}"`).join(', ')} is not confirmed`;

interface Row {
	title: string;
	tasks: Task[];
	mode: 'none' | 'readOnly' | 'askBeforeDeleting';
	confirmed?: string[];
	/** Why it is refused. */
	error?: string;
	/** How many requests change something. */
	writes?: number;
}

const asking = 'askBeforeDeleting';
const all = [making, removingOne, removingTwo];
const amongOthers = { ...removingOne, steps: [...making.steps, ...removingOne.steps] };
const rows: Row[] = [
	{ title: 'no limits', tasks: all, mode: 'none', writes: 3 },
	{ title: 'read only, nothing to do', tasks: [same], mode: 'readOnly' },
	{ title: 'read only, one to make', tasks: [same, making], mode: 'readOnly', error: READ_ONLY },
	{ title: 'read only, one to change', tasks: [changing], mode: 'readOnly', error: READ_ONLY },
	{
		title: 'read only, confirmed',
		...{ tasks: [removingOne], mode: 'readOnly', confirmed: ['a@x.test'], error: READ_ONLY },
	},
	{ title: 'asking, nothing goes', tasks: [same, making, changing], mode: asking, writes: 2 },
	{ title: 'asking, one goes', tasks: [removingOne], mode: asking, error: unconfirmed('a@x.test') },
	{
		title: 'asking, one of two confirmed',
		...{ tasks: all, mode: asking, confirmed: ['a@x.test'], error: unconfirmed('b@x.test') },
	},
	{
		title: 'asking, both confirmed',
		...{ tasks: all, mode: asking, confirmed: ['a@x.test', 'b@x.test'], writes: 3 },
	},
	{
		title: 'asking, something goes in one of several steps',
		...{ tasks: [amongOthers], mode: asking, error: unconfirmed('a@x.test') },
	},
	{
		title: 'asking, what goes depends on an answer, and is looked at when it is sent',
		...{ tasks: [removingLater], mode: asking, writes: 1 },
	},
];

test.each(rows)('$title', async ({ tasks, mode, confirmed, error = '', writes = 0 }) => {
	const { error: words, writes: done } = await outcome(tasks, mode, confirmed);
	expect([words.includes(error), words === '']).toEqual([true, error === '']);
	expect(done).toBe(writes);
});

test.each(['readOnly', 'askBeforeDeleting'])('a dry run may show all of it (%s)', async (mode) => {
	expect(await outcome([...all, changing], mode, [], true)).toEqual({ error: '', writes: 0 });
});

test('each deletion says by which name it may have been confirmed', async () => {
	const goes: unknown[] = [];
	const server = new MemoryServer({ [CONTACTS]: [{ 'unique-id': 'id2' }] });
	const [call] = server.calls([{ resource: 'sharedContact', operation: 'sync' }]);
	const request = async (asked: { goes?: string[] }) => {
		goes.push(asked.goes);
		return await call!.api.request(asked as never);
	};
	await carryOut(
		{ stages: [[removingTwo]] },
		{ ...call!, api: { ...call!.api, request } as never, dryRun: false },
	);
	expect(goes).toEqual([['b@x.test']]);
});
