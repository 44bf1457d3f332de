import { agentEvent, presenceEvent, subscriberEvent } from '../events/payloads';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';

const concernOf = (row: Row) => ({ domain: row.parents[0] ?? '', users: [row.id] });

/** Tells subscribers that a user changed. */
export function userChanged(sim: Simulator, row: Row): void {
	userGone(sim, row);
	sim.bus.publish('presence', concernOf(row), () =>
		presenceEvent(row, sim.resource('users').show(row)),
	);
}

/** Tells subscribers that a user is gone: there is no presence any more. */
export function userGone(sim: Simulator, row: Row): void {
	sim.bus.publish('subscriber', concernOf(row), () =>
		subscriberEvent(sim, sim.resource('users').show(row)),
	);
}

/** Tells subscribers that an agent changed. */
export function agentChanged(sim: Simulator, row: Row): void {
	const concern = { domain: row.parents[0] ?? '', users: [row.id.split('@')[0] ?? ''] };
	sim.bus.publish('agent', concern, () => agentEvent(sim, row, sim.resource('agents').show(row)));
}
