import type { Simulator } from '../simulator';
import type { Person } from '../state/cdr-store';
import { fictional, type DomainPlan, type Seed } from './plan';

const QUEUES: Array<[queue: string, name: string, dispatch: string]> = [
	['4000', 'Sales', 'Round-robin'],
	['4001', 'Support', 'Ring All'],
];

/** Two queues with agents and numbers, and two numbers that are free. */
export function seedQueues(
	sim: Simulator,
	seed: Seed,
	plan: DomainPlan,
	people: Person[],
	area: number,
): void {
	const { domain } = plan;
	const numbers = sim.resource('phonenumbers');
	QUEUES.forEach(([queue, name, dispatch], i) => {
		sim.resource('callqueues').create([domain], queue, {
			description: name,
			'callqueue-dispatch-type': dispatch,
			'callqueue-calculate-statistics': 'yes',
			'callqueue-agent-dispatch-timeout-seconds': 15,
		});
		people.slice(i, i + 4).forEach((person, order) => {
			sim.resource('agents').create([domain, queue], `${person.user}@${domain}`, {
				'callqueue-agent-availability-type':
					seed.random.fraction() < 0.7 ? 'automatic' : 'disabled',
				'callqueue-agent-dispatch-order-ordinal': order + 1,
				'callqueue-agent-wrap-up-allowance-seconds': 10,
				'limits-max-active-calls-total': 1,
			});
		});
		numbers.create([domain], fictional(area, 90 + i), {
			enabled: 'yes',
			'dial-rule-application': 'to-callqueue',
			'dial-rule-translation-destination-user': queue,
			'dial-rule-translation-destination-host': domain,
			'dial-rule-description': name,
		});
		numbers.create([domain], fictional(area, 95 + i), {
			enabled: 'yes',
			'dial-rule-application': 'available-number',
			'dial-rule-description': '',
		});
	});
}
