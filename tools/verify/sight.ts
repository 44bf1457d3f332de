import type { SwitchName } from '../../simulator/switches';
import type { Lab } from './lab';

/** What was seen of one switch of the simulator on a server. */
export interface Sight {
	switch: SwitchName;
	/** Where it stands; undefined when that could not be seen. */
	position?: string;
	/** What told it, or why nothing did. Never a value that the server sent. */
	how: string;
}

/** Looks at a server. Probes only read, one after another. */
export type Probe = (lab: Lab) => Promise<Sight[]>;

/** Nothing could be seen. */
export function unseen(name: SwitchName, how: string): Sight {
	return { switch: name, how };
}

export function seen(name: SwitchName, position: string, how: string): Sight {
	return { switch: name, position, how };
}
