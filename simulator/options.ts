import { Switches } from './switches';

/** How a simulator is set up; every field has a default. */
export interface Options {
	/** Address to listen on. */
	host: string;
	/** 0 lets the system choose. */
	port: number;
	/** Version of the core that is simulated, for example `44.4.10`. */
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
	/** Calls, voicemails and texts a minute that happen by themselves. */
	traffic: number;
	/** How much faster than life the calls of the traffic are. */
	speed: number;
	switches: Switches;
}

export const defaults: Omit<Options, 'switches'> = {
	host: '127.0.0.1',
	port: 0,
	version: '45.0',
	seed: '1',
	now: '',
	domains: 5,
	users: 60,
	cdrs: 5000,
	eventsInterval: 3000,
	tokenLife: 3600,
	refreshLife: 86400,
	jwtLife: 86400,
	traffic: 0,
	speed: 1,
};

/** Fills what is left out with defaults. */
export const withDefaults = (given: Partial<Options> = {}): Options => ({
	...defaults,
	...given,
	switches: given.switches ?? new Switches(),
});
