import { ApiError } from '../errors';
import type { Answer } from '../handler';
import type { Simulator } from '../simulator';

/** Runs a handler; with the switch `error-in-success` its error comes as the body of a 202. */
export function inSuccess(sim: Simulator, act: () => Answer): Answer {
	try {
		return act();
	} catch (error) {
		if (!(error instanceof ApiError) || sim.switches.is('error-in-success', 'no')) throw error;
		return { status: 202, body: error.body };
	}
}
