/** Whoever may not do all of an operation does none of it, and hears so once. */
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { apiKeyCredential } from '../../support/credentials';
import { domainOf, runCase, startAnew, stateOf } from '../../support/composites';
import { cases } from './cases';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '10', '--users', '60', '--domains', '3']);
});
afterAll(async () => await simulator.stop());

describe.each(['reseller', 'officeManager', 'basicUser'] as const)('%s', (scope) => {
	test.each(cases)('$title: all of it or nothing', async (one) => {
		await startAnew(simulator, one);
		const before = await stateOf(simulator);
		const credential = apiKeyCredential(simulator, scope);
		const { error, items } = await runCase(simulator, one, {}, { credential });
		if (error) {
			expect(error.message).toMatch(/permission|scope|allow|not yours|access/i);
			expect(await stateOf(simulator)).toBe(before);
		} else {
			expect(items.filter(({ json }) => json.error)).toEqual([]);
			expect(await stateOf(simulator)).not.toBe(before);
		}
	});
});

test('an office manager may do all of it but make domains, and work in another one', async () => {
	const refused: string[] = [];
	const own = cases.filter((one) => domainOf(one, simulator) === simulator.credentials.domain);
	for (const one of own) {
		await startAnew(simulator, one);
		const credential = apiKeyCredential(simulator, 'officeManager');
		const { error } = await runCase(simulator, one, {}, { credential });
		if (error) refused.push(one.title);
	}
	expect(refused.filter((title) => !/customer/i.test(title))).toEqual([]);
}, 120_000);
