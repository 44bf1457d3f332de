import type { IDataObject } from 'n8n-workflow';
import type { Plan, Step, Task } from '../../../nodes/NetSapiens/composites/plan/plan';
import { carryOut, type Terms } from '../../../nodes/NetSapiens/composites/plan/runner';
import { remembered } from '../../../nodes/NetSapiens/transport/known';

/** A step that makes, and one that takes back; `name` stands for a user. */
const act = (operation: string, name: string) => ({
	resource: 'user',
	operation,
	path: { domain: 'acme.example', user: name },
	body: operation === 'delete' ? undefined : { user: name },
});
const step = (name: string, more: Partial<Step> = {}): Step => ({
	title: `Create ${name}`,
	act: act('create', name),
	undo: act('delete', name),
	...more,
});
const task = (name: string, more: Partial<Task> = {}): Task => ({
	key: { user: name },
	result: 'created',
	items: [Number(name)],
	steps: [step(name)],
	...more,
});

const safety = { mode: 'none', confirmed: [] };

/** What the server did, in order, and an error for the users that are to fail. */
function server(failing: Record<string, Error> = {}) {
	const done: string[] = [];
	const hints: object[] = [];
	const stopped = new AbortController();
	const request = async ({ method, body, values }: IDataObject) => {
		const name = String((body as IDataObject)?.user ?? (values as IDataObject).user);
		const word = `${String(method)} ${name}`;
		await Promise.resolve();
		if (failing[word]) throw failing[word];
		done.push(word);
		return { user: name, made: true };
	};
	const context = {
		logger: { debug() {} },
		addExecutionHints: (hint: object) => hints.push(hint),
	};
	const terms = (more: Partial<Terms> = {}): Terms =>
		({
			api: { request, stopped: stopped.signal, context },
			context,
			options: { concurrency: 3, safety },
			itemIndex: 0,
			dryRun: false,
			...more,
		}) as never;
	return { done, hints, terms, stop: () => stopped.abort() };
}

const failure = (status: number) => ({ status, words: '', page: false, code: '', report: '' });
/** The server said no. */
const refused = () => remembered(new Error('refused'), 'POST', failure(400));
/** Nobody knows whether the server did it. */
const inDoubt = () => remembered(new Error('no answer'), 'POST', failure(500));
const gone = () => remembered(new Error('gone'), 'DELETE', failure(404));

const plan = (...stages: Task[][]): Plan => ({ stages });

/** The error that a run ends with. */
const errorOf = async (run: Promise<unknown>) =>
	await run.then(
		() => undefined,
		(error: Error & { description: string }) => error,
	);

test('a stage begins when all of the one before is done', async () => {
	const { done, terms } = server();
	await carryOut(plan([task('1'), task('2')], [task('3')]), terms());
	expect(done.slice(0, 2).sort()).toEqual(['POST 1', 'POST 2']);
	expect(done[2]).toBe('POST 3');
});

test('each task is an item that says what became of its record', async () => {
	const { terms } = server();
	const changes = [{ field: 'user', before: null, after: '1' }];
	const one = task('1', {
		steps: [step('1', { changes, name: 'made' })],
		output: ({ made }) => ({ record: made }),
	});
	const two = task('2', { result: 'unchanged', steps: [], items: [2, 5] });
	expect(await carryOut({ ...plan([one, two]), showsSteps: true }, terms())).toEqual([
		{
			json: {
				user: '1',
				result: 'created',
				changes,
				steps: [{ step: 'Create 1', status: 'done' }],
				record: { user: '1', made: true },
			},
			pairedItem: { item: 1 },
		},
		{
			json: { user: '2', result: 'unchanged', changes: [], steps: [] },
			pairedItem: [{ item: 2 }, { item: 5 }],
		},
	]);
});

test('a dry run sends nothing and shows the guard as a hint', async () => {
	const { done, hints, terms } = server();
	const guarded = { ...plan([task('1')]), guard: 'Too many.', showsSteps: true };
	const items = await carryOut(guarded, terms({ dryRun: true }));
	expect(items[0]?.json).toMatchObject({
		result: 'created',
		dryRun: true,
		steps: [{ step: 'Create 1', status: 'planned' }],
	});
	const hint = { message: 'Too many.', type: 'warning', location: 'outputPane' };
	expect([done, hints]).toEqual([[], [hint]]);
});

test('a guard keeps everything from being done', async () => {
	const { done, terms } = server();
	const guarded = { ...plan([task('1')]), guard: 'Too many.' };
	expect((await errorOf(carryOut(guarded, terms())))?.message).toBe('Too many.');
	expect(done).toEqual([]);
});

test('a step may need what an earlier one answered', async () => {
	const { done, terms } = server();
	const second = step('2', { act: ({ first }) => act('create', `${String(first?.user)}2`) });
	await carryOut(plan([task('1', { steps: [step('1', { name: 'first' }), second] })]), terms());
	expect(done).toEqual(['POST 1', 'POST 12']);
});

describe('when a step fails', () => {
	const steps = ['1', '2', '3'].map((name) => step(name));

	test('the steps behind it are not begun, and the message says what was done', async () => {
		const { done, terms } = server({ 'POST 2': refused() });
		const error = await errorOf(carryOut(plan([task('1', { steps })]), terms()));
		expect(done).toEqual(['POST 1']);
		expect(error?.message).toBe('refused');
		expect(error?.description).toBe(
			'Done before: Create 1. 1 more steps were not started. To continue, run it again: what is done is left alone.',
		);
	});

	test('later stages are not begun', async () => {
		const { done, terms } = server({ 'POST 1': refused() });
		await errorOf(carryOut(plan([task('1')], [task('2')]), terms()));
		expect(done).toEqual([]);
	});

	test('other tasks of the stage are not begun either', async () => {
		const { done, terms } = server({ 'POST 1': refused() });
		const options = { concurrency: 1, safety } as never;
		await errorOf(carryOut(plan([task('1'), task('2')]), terms({ options })));
		expect(done).toEqual([]);
	});

	test('of many steps that are done, the first are named and the others counted', async () => {
		const { terms } = server({ 'POST 24': refused() });
		const many = Array.from({ length: 24 }, (_, at) => step(String(at + 1)));
		const error = await errorOf(carryOut(plan([task('1', { steps: many })]), terms()));
		const named = Array.from({ length: 20 }, (_, at) => `Create ${at + 1}`).join(', ');
		expect(error?.description).toBe(
			`Done before: ${named}, 3 more. To continue, run it again: what is done is left alone.`,
		);
	});

	test('what may have been done is not called done', async () => {
		const { terms } = server({ 'POST 2': inDoubt() });
		const error = await errorOf(carryOut(plan([task('1', { steps })]), terms()));
		expect(error?.description).toContain('Done before: Create 1. ');
	});

	test('other tasks of the stage go on where that is wanted, but no later stage', async () => {
		const { done, terms } = server({ 'POST 1': refused() });
		const items = await carryOut(
			plan([task('1'), task('2')], [task('3')]),
			terms({ keepsGoing: true, options: { concurrency: 1, safety } as never }),
		);
		expect(done).toEqual(['POST 2']);
		expect(items.map(({ json }) => json.error ?? json.result)).toEqual([
			'refused',
			'created',
			'Not started, because another record failed',
		]);
		expect(Object.keys(items[0]!.json)).toEqual(['error', 'details']);
		expect(items[0]?.json.details).toMatchObject({ user: '1' });
	});

	test('the error output says of each step how far it came, and what to do', async () => {
		const words = { httpCode: '400', description: 'Ask for rights.' };
		const { terms } = server({ 'POST 2': Object.assign(refused(), words) });
		const items = await carryOut(
			{ ...plan([task('1', { steps })], [task('4')]), showsSteps: true },
			terms({ keepsGoing: true }),
		);
		const details = {
			user: '1',
			status: 400,
			advice:
				'Ask for rights. Done before: Create 1. 2 more steps were not started. To continue, run it again: what is done is left alone.',
			steps: [
				{ step: 'Create 1', status: 'done' },
				{ step: 'Create 2', status: 'failed' },
				{ step: 'Create 3', status: 'notStarted' },
			],
		};
		const later = { user: '4', steps: [{ step: 'Create 4', status: 'notStarted' }] };
		expect(items).toEqual([
			{ json: { error: 'refused', details }, pairedItem: { item: 1 } },
			{
				json: { error: 'Not started, because another record failed', details: later },
				pairedItem: { item: 4 },
			},
		]);
	});

	test('a refusal that says the work is done already is none', async () => {
		const { terms } = server({ 'POST 1': gone() });
		const one = task('1', { steps: [step('1', { isDone: ({ message }) => message === 'gone' })] });
		expect(await carryOut(plan([one]), terms())).toHaveLength(1);
	});
});

describe('undo', () => {
	const run = async (failing: Record<string, Error>, last: Partial<Step> = {}) => {
		const { done, terms } = server(failing);
		const steps = [step('1'), step('2'), step('3', last)];
		const tasks = plan([task('1', { steps })]);
		const error = await errorOf(carryOut(tasks, terms({ undoOnFailure: true })));
		return { done, words: error?.description };
	};

	test('takes the steps back, the last one first', async () => {
		expect(await run({ 'POST 3': refused() })).toEqual({
			done: ['POST 1', 'POST 2', 'DELETE 2', 'DELETE 1'],
			words: 'Undone: Create 2, Create 1. Everything is as it was before.',
		});
	});

	test('takes back what may have been done, too', async () => {
		const { done } = await run({ 'POST 3': inDoubt() });
		expect(done).toEqual(['POST 1', 'POST 2', 'DELETE 3', 'DELETE 2', 'DELETE 1']);
	});

	test('what is gone already is taken back', async () => {
		const { words } = await run({ 'POST 3': inDoubt(), 'DELETE 3': gone() });
		expect(words).toBe('Undone: Create 3, Create 2, Create 1. Everything is as it was before.');
	});

	test('says what is still there, and goes on with the others', async () => {
		const { done, words } = await run({ 'POST 3': refused(), 'DELETE 2': refused() });
		expect(done).toEqual(['POST 1', 'POST 2', 'DELETE 1']);
		expect(words).toBe('Undone: Create 1. Still there: Create 2 (refused).');
	});

	test('says what cannot be undone', async () => {
		const all = { 'POST 3': inDoubt(), 'DELETE 2': refused(), 'DELETE 1': refused() };
		const { words } = await run(all, { undo: undefined });
		expect(words).toBe(
			'Still there: Create 3 (cannot be undone), Create 2 (refused), Create 1 (refused).',
		);
	});

	test('takes nothing back when a final step may have been done', async () => {
		const { done, words } = await run({ 'POST 3': inDoubt() }, { undo: undefined, final: true });
		expect(done).toEqual(['POST 1', 'POST 2']);
		expect(words).toContain('"Create 3" may be done and cannot be undone.');
	});

	test('takes the others back when a final step was refused', async () => {
		const { done } = await run({ 'POST 3': refused() }, { undo: undefined, final: true });
		expect(done).toEqual(['POST 1', 'POST 2', 'DELETE 2', 'DELETE 1']);
	});

	test('passes over a step that leaves nothing to take back', async () => {
		const { words } = await run({ 'POST 3': inDoubt() }, { undo: 'nothing' });
		expect(words).toBe('Undone: Create 2, Create 1. Everything is as it was before.');
	});

	test('nothing done, nothing to undo', async () => {
		const { words } = await run({ 'POST 1': refused() });
		expect(words).toBe('Nothing had been changed.');
	});
});

test('a stopped execution begins nothing more', async () => {
	const { done, terms, stop } = server();
	stop();
	const items = await carryOut(plan([task('1')]), terms()).catch((error: Error) => error);
	expect(done).toEqual([]);
	expect(items).toBeInstanceOf(Error);
});
