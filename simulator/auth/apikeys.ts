import type { Data } from '../state/table';
import type { System } from '../system';
import { belongsTo, type Owner } from '../tenant/owner';
import { hashOf, keyIdOf, makeKey } from './keys';
import type { Principal } from './principal';
import { rankOf, SUPER } from './scopes';

/** A key without what it is in clear text. */
export interface StoredKey {
	hash: string;
	/** Id of the key that made this one, empty for seeded keys. */
	maker: string;
	data: Data;
}

/** API keys: made once, stored hashed, revoked at once. */
export class ApiKeys {
	private readonly byId = new Map<string, StoredKey>();
	private readonly principals = new Map<string, Principal>();

	constructor(private readonly system: System) {}

	/** Makes a key and returns it in clear text, which is the only time it can be seen. */
	make(data: Data, maker = ''): { key: string; data: Data } {
		const key = makeKey(String(data['user-scope'] ?? 'Basic User'), this.system.random);
		const stored: Data = {
			description: '',
			reseller: '*',
			user: '',
			domain: '*',
			'user-scope': 'Basic User',
			'ip-address': '',
			readonly: 'no',
			'can-create-keys': 'no',
			'allowed-models': '*',
			...data,
			'key-id': keyIdOf(key),
			'created-datetime': this.system.isoNow(),
			'lastused-datetime': null,
		};
		this.byId.set(keyIdOf(key), { hash: hashOf(key), maker, data: stored });
		return { key, data: stored };
	}

	/** The sender behind a key, or undefined when it is unknown or revoked. */
	find(key: string): { principal: Principal; data: Data } | undefined {
		const stored = this.byId.get(keyIdOf(key));
		if (!stored) return undefined;
		let principal = this.principals.get(key);
		if (!principal) {
			if (stored.hash !== hashOf(key)) return undefined;
			this.principals.set(key, (principal = this.principalOf(stored.data)));
		}
		stored.data['lastused-datetime'] ??= this.hour();
		return { principal, data: stored.data };
	}

	/** Models a key is limited to; `*` for all. */
	models(id: string): '*' | string[] {
		const allowed = this.byId.get(id)?.data['allowed-models'] ?? '*';
		const names = (Array.isArray(allowed) ? allowed : [allowed]).map(String);
		return names.includes('*') ? '*' : names;
	}

	revoke(id: string): void {
		this.byId.delete(id);
		for (const key of this.principals.keys()) if (keyIdOf(key) === id) this.principals.delete(key);
	}

	/** Revokes the keys of somebody who is gone. */
	forget(owner: Owner): void {
		for (const [id, { data }] of this.byId) if (belongsTo(data, owner)) this.revoke(id);
	}

	/** A key as it is stored, by its id. */
	stored(id: string): StoredKey | undefined {
		return this.byId.get(id);
	}

	/** Every key there is. */
	all(): StoredKey[] {
		return [...this.byId.values()];
	}

	private principalOf(data: Data): Principal {
		const scope = String(data['user-scope']);
		const domain = String(data.domain);
		const all = data.reseller === '*' && domain !== '*' && rankOf(scope) < SUPER;
		return {
			kind: 'key',
			scope,
			reseller: all ? this.system.resellerOf(domain) : String(data.reseller),
			domain,
			user: String(data.user ?? ''),
			keyId: String(data['key-id']),
			readonly: data.readonly === 'yes',
			expires: Infinity,
			clientId: 'apikey',
			rank: rankOf(scope),
		};
	}

	private hour(): string {
		return `${this.system.isoNow().slice(0, 13)}:00:00+00:00`;
	}
}
