/** Plans compare what is wanted with what is there, however the server spells it. */
import { dialects } from '../../../simulator/dialect/data';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { runCase, startAnew, writesOf, type CompositeCase } from '../../support/composites';
import { cases } from './cases';

describe.each(Object.keys(dialects))('a server that speaks as %s', (dialect) => {
	let simulator: RunningSimulator;

	beforeAll(async () => {
		const small = ['--cdrs', '10', '--users', '60', '--domains', '3'];
		simulator = await startSimulator([...small, '--dialect', dialect]);
	});
	afterAll(async () => await simulator.stop());

	const lacks = ({ lacking = [] }: CompositeCase) => lacking.includes(dialect);

	test.each(cases.filter((one) => !lacks(one)))(
		'$title: the second run finds everything as it is wanted',
		async (one) => {
			await startAnew(simulator, one);
			const first = await runCase(simulator, one);
			expect(first.error).toBeUndefined();
			expect(writesOf(first).length).toBeGreaterThan(0);
			const again = await runCase(simulator, one);
			expect(again.error).toBeUndefined();
			expect(again.items.map(({ json }) => json.changes)).toEqual(again.items.map(() => []));
			expect(writesOf(again)).toEqual([]);
		},
	);

	const lacking = cases.filter(lacks).map((one) => [one.title, one] as const);
	if (lacking.length > 0) {
		test.each(lacking)('%s: the server lacks it, which the message says', async (_, one) => {
			const { error } = await runCase(simulator, one);
			expect(error?.message).toContain('This server does not have the operation');
		});
	}
});
