import { ApiError, forbidden, notFound } from '../errors';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { hashOf, keyIdOf, makeKey } from './keys';
import type { Principal } from './principal';
import { rankOf } from './scopes';

interface StoredKey {
	hash: string;
	/** Id of the key that made this one, empty for seeded keys. */
	maker: string;
	data: Data;
}

const CREATE_DENIED =
	'API key creation only allowed using an API key with permission to create new API keys';

/** API keys: made once, stored hashed, revoked at once. */
export class ApiKeys {
	private readonly byId = new Map<string, StoredKey>();
	private readonly principals = new Map<string, Principal>();

	constructor(private readonly sim: Simulator) {}

	/** Makes a key and returns it in clear text, which is the only time it can be seen. */
	make(data: Data, maker = ''): { key: string; data: Data } {
		const key = makeKey(String(data['user-scope'] ?? 'Basic User'), this.sim.random);
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
			'created-datetime': this.sim.isoNow(),
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

	register(): void {
		this.sim.on('GET', '/apikeys', (call) => this.list(call));
		this.sim.on('POST', '/apikeys', (call) => this.create(call));
		this.sim.on('GET', '/apikeys/{}', (call) => this.read(call));
		this.sim.on('PUT', '/apikeys/{}', (call) => this.change(call));
		this.sim.on('DELETE', '/apikeys/{}', (call) => {
			this.own(call);
			this.revoke(call.path[0] ?? '');
			return ACCEPTED;
		});
	}

	private list({ principal }: Call): Answer {
		const own = [...this.byId.values()].filter(
			(stored) => principal.keyId === '' || stored.maker === principal.keyId,
		);
		return ok(own.map((stored) => stored.data));
	}

	private create(call: Call): Answer {
		const maker = this.byId.get(call.principal.keyId);
		if (maker?.data['can-create-keys'] !== 'yes') throw forbidden(CREATE_DENIED);
		const scope = String(call.body['user-scope'] ?? 'Basic User');
		if (rankOf(scope) >= call.principal.rank) throw forbidden();
		const { key, data } = this.make(call.body, call.principal.keyId);
		return ok({ ...data, key, notes: 'This key is shown once only' });
	}

	private read(call: Call): Answer {
		const stored = this.own(call);
		const mine = call.request.url.includes('/apikeys/~');
		const bare = mine || this.sim.switches.is('apikey-read', 'record');
		return ok(bare ? stored.data : [stored.data]);
	}

	private change(call: Call): Answer {
		const stored = this.own(call);
		for (const field of ['description', 'ip-address', 'allowed-models']) {
			if (field in call.body) stored.data[field] = call.body[field];
		}
		return ACCEPTED;
	}

	/** The key named in the path, if the sender may see it. */
	private own(call: Call): StoredKey {
		const id = call.path[0] ?? '';
		const stored = this.byId.get(id);
		const { principal } = call;
		if (!stored) throw notFound();
		const allowed = principal.keyId === '' ? principal.rank >= 6 : id === principal.keyId;
		if (!allowed && stored.maker !== principal.keyId) throw new ApiError(403, 'Permission Denied');
		return stored;
	}

	private principalOf(data: Data): Principal {
		const scope = String(data['user-scope']);
		return {
			kind: 'key',
			scope,
			reseller: String(data.reseller),
			domain: String(data.domain).toLowerCase(),
			user: String(data.user ?? ''),
			keyId: String(data['key-id']),
			readonly: data.readonly === 'yes',
			expires: Infinity,
			clientId: 'apikey',
			rank: rankOf(scope),
		};
	}

	private hour(): string {
		return `${this.sim.isoNow().slice(0, 13)}:00:00+00:00`;
	}
}
