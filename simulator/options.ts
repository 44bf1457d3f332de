import { dialectOf } from './dialect/data';
import { Switches } from './switches';

/** How a simulator is set up; every field has a default. */
export interface Options {
	/** Address to listen on. */
	host: string;
	/** 0 lets the system choose. */
	port: number;
	/** Which servers to be like, by the names of spec/dialects.yaml. */
	dialect: string;
	/** Version of the core that is simulated, for example `44.4.10`; that of the dialect when left out. */
	version: string;
	/** Equal seeds give equal tenants, keys and passwords. */
	seed: string;
	/** The moment the tenant was made, ISO 8601; empty = when the simulator starts. */
	now: string;
	domains: number;
	/** Users over all domains. */
	users: number;
	cdrs: number;
	/** Milliseconds between two looks for new events. */
	eventsInterval: number;
	/** Seconds an access token lives. */
	tokenLife: number;
	/** Seconds a refresh token lives. */
	refreshLife: number;
	/** Seconds a JWT lives. */
	jwtLife: number;
	/** Milliseconds in which the whole of a request must have come. */
	requestTimeout: number;
	/** Calls, voicemails and texts a minute that happen by themselves. */
	traffic: number;
	/** How much faster than life the calls of the traffic are. */
	speed: number;
	switches: Switches;
}

export const defaults: Omit<Options, 'switches' | 'version'> = {
	host: '127.0.0.1',
	port: 0,
	dialect: 'documented',
	seed: '1',
	now: '',
	domains: 5,
	users: 60,
	cdrs: 5000,
	eventsInterval: 3000,
	tokenLife: 3600,
	refreshLife: 86400,
	jwtLife: 86400,
	requestTimeout: 60000,
	traffic: 0,
	speed: 1,
};

/** The switches that make a server speak a dialect. @throws Error when there is no such dialect */
export const switchesOf = (dialect: string): Switches =>
	new Switches({ 'record-names': dialect, ...dialectOf(dialect).switches });

/** Fills what is left out with defaults. @throws Error when there is no such dialect */
export function withDefaults(given: Partial<Options> = {}): Options {
	const dialect = given.dialect ?? defaults.dialect;
	return {
		...defaults,
		...given,
		dialect,
		version: given.version ?? dialectOf(dialect).version,
		switches: given.switches ?? switchesOf(dialect),
	};
}
