/** Who sends a request, whatever kind of bearer proved it. */
export interface Principal {
	kind: 'key' | 'token' | 'jwt';
	scope: string;
	/** `*` for everything below. */
	reseller: string;
	domain: string;
	/** Empty for a key without a user. */
	user: string;
	/** Id of the API key, empty for people. */
	keyId: string;
	readonly: boolean;
	/** Epoch milliseconds at which the bearer ends; Infinity for keys. */
	expires: number;
	clientId: string;
	/** Lowest rank is kept with the principal so that a request does not look it up. */
	rank: number;
}
