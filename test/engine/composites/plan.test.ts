/** What holds for every operation that is carried out by a plan, whatever it does. */
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import {
	breakAt,
	differencesBetween,
	mend,
	runCase,
	shapeOfState,
	startAnew,
	stateOf,
	writesOf,
} from '../../support/composites';
import type { Outcome } from '../../support/engine';
import { cases } from './cases';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator([
		'--cdrs',
		'10',
		'--users',
		'24',
		'--domains',
		'2',
		'--now',
		'2026-11-20T12:00:00Z',
	]);
});
afterAll(async () => await simulator.stop());

const differencesFrom = async (state: string) =>
	differencesBetween(state, await stateOf(simulator));

/** Each request of a run may fail before or after the server has carried it out; reading is the same both ways. */
const faultsIn = ({ requests }: Outcome) =>
	requests.flatMap(({ method }, at) =>
		(method === 'GET' ? [false] : [false, true]).map((carriedOut) => ({ at, carriedOut })),
	);

describe.each(cases)('$title', (one) => {
	beforeEach(async () => await startAnew(simulator, one));

	test('a dry run shows what would change and changes nothing', async () => {
		const before = await stateOf(simulator);
		const dry = await runCase(simulator, one, { dryRun: true });
		expect(dry.error).toBeUndefined();
		expect(await stateOf(simulator)).toBe(before);
		expect(writesOf(dry)).toEqual([]);
		const real = await runCase(simulator, one);
		expect(real.error).toBeUndefined();
		expect(dry.items.map(({ json }) => json.dryRun)).toEqual(dry.items.map(() => true));
		expect(dry.items.map(({ json }) => json.result)).toEqual(
			real.items.map(({ json }) => json.result),
		);
		expect(dry.items.map(({ json }) => json.changes)).toEqual(
			real.items.map(({ json }) => json.changes),
		);
	});

	test('a second run finds everything as it is wanted, and only reads', async () => {
		await runCase(simulator, one);
		const first = await stateOf(simulator);
		const again = await runCase(simulator, one);
		expect(again.error).toBeUndefined();
		expect(again.items.map(({ json }) => json.result)).toEqual(again.items.map(() => 'unchanged'));
		expect(writesOf(again)).toEqual([]);
		expect(await stateOf(simulator)).toBe(first);
	});

	test('a run that broke off anywhere is completed by the next, with nothing doubled', async () => {
		const before = await stateOf(simulator);
		const whole = await runCase(simulator, one);
		const wanted = await shapeOfState(simulator);
		let isAsBefore = false;
		for (const { at, carriedOut } of faultsIn(whole)) {
			if (!isAsBefore) await startAnew(simulator, one);
			await breakAt(simulator, at, carriedOut);
			const broken = await runCase(simulator, one);
			await mend(simulator);
			// Where nothing has changed, the next run is the whole one again.
			isAsBefore = (await differencesFrom(before)).length === 0;
			if (isAsBefore) expect(broken.error?.message).toEqual(expect.any(String));
			if (isAsBefore) continue;
			// What only helps to read a list, such as its count, may fail.
			if (!broken.error) expect(await shapeOfState(simulator)).toEqual(wanted);
			const next = await runCase(simulator, one);
			expect(next.error).toBeUndefined();
			expect(await shapeOfState(simulator)).toEqual(wanted);
		}
	});

	if (!one.undoes) return;

	test('what a run that broke off anywhere has done is taken back when that is asked for', async () => {
		const before = await stateOf(simulator);
		const whole = await runCase(simulator, one);
		const wanted = await stateOf(simulator);
		for (const { at, carriedOut } of faultsIn(whole)) {
			await startAnew(simulator, one);
			await breakAt(simulator, at, carriedOut);
			const broken = await runCase(simulator, one, { undoOnFailure: true });
			expect(broken.error?.message).toEqual(expect.any(String));
			await mend(simulator);
			const { description } = broken.error as { description?: string };
			const isDone = description?.includes('may be done and cannot be undone') ?? false;
			const isKept = isDone && carriedOut;
			if (!isDone) expect(await differencesFrom(before)).toEqual([]);
			if (isKept) expect(await differencesFrom(wanted)).toEqual([]);
		}
	});
});
