import { switches } from '../../simulator/switches';
import { startSimulator } from '../support/simulator';
import { clientOf, smallTenant } from './client';
import { bench, receiver, send } from './switch-bench';
import { dialectProbes } from './switch-probes-dialects';
import { eventProbes } from './switch-probes-media-and-events';
import { dnaProbes } from './switch-probes-nexogy-dna';
import { recordProbes } from './switch-probes-records';
import { signInProbes } from './switch-probes-sign-in';

const probes = {
	...signInProbes,
	...recordProbes,
	...dialectProbes,
	...eventProbes,
	...dnaProbes,
};

beforeAll(async () => {
	bench.simulator = await startSimulator(smallTenant(120));
	bench.send = clientOf(bench.simulator);
	await receiver.start();
});

afterAll(async () => {
	await receiver.stop();
	await bench.simulator.stop();
});

beforeEach(async () => {
	await send('POST', '/_sim/reset');
	receiver.clear();
});

test('every switch is looked at in its default and in every other position', () => {
	for (const [name, { values }] of Object.entries(switches)) {
		const positions = Object.keys(probes[name]?.seen ?? {});
		for (const value of values)
			expect([name, positions]).toEqual([name, expect.arrayContaining([value])]);
	}
});

test.each(
	Object.entries(probes).flatMap(([name, { look, seen }]) =>
		Object.entries(seen).map(([value, what]) => ({ name, value, look, what })),
	),
)('$name = $value', async ({ name, value, look, what }) => {
	expect((await send('POST', '/_sim/switches', { body: { [name]: value } })).status).toBe(200);
	expect(await look()).toEqual(what);
});
