import { agentEvent, presenceEvent, subscriberEvent } from '../events/payloads';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';

/** Tells subscribers that a user changed. */
export function userChanged(sim: Simulator, row: Row): void {
	const concern = { domain: row.parents[0] ?? '', users: [row.id] };
	const record = () => sim.resource('users').show(row);
	sim.bus.publish('subscriber', concern, () => subscriberEvent(sim, record()));
	sim.bus.publish('presence', concern, () => presenceEvent(row, record()));
}

/** Tells subscribers that an agent changed. */
export function agentChanged(sim: Simulator, row: Row): void {
	const concern = { domain: row.parents[0] ?? '', users: [row.id.split('@')[0] ?? ''] };
	sim.bus.publish('agent', concern, () => agentEvent(sim, row, sim.resource('agents').show(row)));
}
