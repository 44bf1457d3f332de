import type { Simulator } from '../simulator';
import type { Owner } from './owner';

/**
 * Ends what a reseller, domain or user has besides its records, so that one of the same name begins
 * with nothing: bearers stop working at once, calls end, files and subscriptions go.
 */
export function depart(sim: Simulator, owner: Owner): void {
	if ('domain' in owner) {
		// Calls leave records and recordings behind when they end.
		sim.calls.forget(owner);
		sim.cdrs.forget(owner);
		sim.accounts.forget(owner);
	}
	sim.media.forget(owner);
	sim.keys.forget(owner);
	sim.sessions.forget(owner);
	sim.bus.forget(owner);
}
