/** "My Own (~)" of the pickers stands for what the API has once more for the caller's own record. */
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import { offered } from '../support/operations';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.stop());

const own = offered.flatMap((one) =>
	(one.operation.also ?? [])
		.filter((id) => id.includes('~'))
		.map((id) => [one.title, id, one] as const),
);

test('there are such operations', () => expect(own.length).toBeGreaterThanOrEqual(5));

test.each(own)('%s is %s too', async (_, id, { choice, operation }) => {
	const chosen = operation.parameters.map(({ parameter }) => [
		parameter,
		{ __rl: true, mode: 'list', value: '~' },
	]);
	const { items, requests, error } = await runNode({
		parameters: { ...choice, ...Object.fromEntries(chosen), simplify: false },
		credential: apiKeyCredential(simulator, 'officeManager'),
	});
	expect(error).toBeUndefined();
	expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([id]);
	expect(items.length).toBeGreaterThan(0);
});
