import jwt from 'jsonwebtoken';

import type { System } from '../system';
import { belongsTo, type Owner } from '../tenant/owner';
import type { Account } from './accounts';
import type { Principal } from './principal';
import { rankOf } from './scopes';

interface Refresh {
	account: Account;
	clientId: string;
	expires: number;
}

export interface Claims {
	[name: string]: unknown;
	jti: string;
	sub: string;
	exp: number;
}

const isJwt = (token: string) => token.startsWith('ey');

function drop<T>(map: Map<string, T>, isGone: (value: T, key: string) => boolean): void {
	for (const [key, value] of map) if (isGone(value, key)) map.delete(key);
}

/** Access tokens, refresh tokens and JWTs that were given out. */
export class Sessions {
	private readonly tokens = new Map<string, Principal>();
	private readonly refreshes = new Map<string, Refresh>();
	private readonly jwts = new Map<string, Principal>();
	private readonly revokedIds = new Set<string>();
	private readonly secret: string;

	constructor(private readonly system: System) {
		this.secret = system.random.hex(64);
	}

	/** The sender behind an access token or JWT, or undefined when it is unknown or revoked. */
	find(bearer: string): Principal | undefined {
		return this.tokens.get(bearer) ?? (isJwt(bearer) ? this.findJwt(bearer) : undefined);
	}

	/** Whether this token or JWT was given to this user and still waits for the passcode. */
	waiting(bearer: string, { user, domain }: Account, kind: Principal['kind']): boolean {
		const found = this.find(bearer);
		return (
			found !== undefined &&
			found.kind === kind &&
			found.rank < 0 &&
			found.user === user &&
			found.domain === domain &&
			found.expires > this.system.now()
		);
	}

	/** Ends every access token and JWT at once; refresh tokens stay good. */
	expireAll(): void {
		for (const principal of [...this.tokens.values(), ...this.jwts.values()]) {
			principal.expires = Math.min(principal.expires, this.system.now() - 1);
		}
	}

	/** A pair of tokens for a user; `pending` when the passcode is still to come. */
	issue(account: Account, clientId: string, pending = false): { access: string; refresh: string } {
		const access = this.system.random.hex(32);
		const refresh = this.system.random.hex(32);
		const principal = this.principalOf(account, clientId, this.system.options.tokenLife, pending);
		this.tokens.set(access, { ...principal, kind: 'token' });
		if (!pending) this.allowRefresh(refresh, account, clientId);
		return { access, refresh };
	}

	allowRefresh(token: string, account: Account, clientId: string): void {
		const expires = this.system.now() + this.system.options.refreshLife * 1000;
		this.refreshes.set(token, { account, clientId, expires });
	}

	/** Takes a refresh token; it is used up unless `keep`. */
	useRefresh(token: string, keep = false): Refresh | undefined {
		const found = this.refreshes.get(token);
		if (!keep) this.refreshes.delete(token);
		return found;
	}

	/** A JWT and its refresh JWT. `mask` names the person who acts as this user. */
	issueJwt(account: Account, clientId: string, pending = false, mask?: string) {
		const claims = this.tokenClaims(account, pending, mask);
		const token = jwt.sign(claims, this.secret, { algorithm: 'HS256' });
		const principal = this.principalOf(account, clientId, this.system.options.jwtLife, pending);
		this.jwts.set(token, { ...principal, kind: 'jwt' });
		const refresh = jwt.sign(
			{ ...claims, jti: this.system.random.hex(40), use: 'refresh' },
			this.secret,
		);
		if (!pending) this.allowRefresh(refresh, account, clientId);
		return { token, refresh };
	}

	/** What a JWT says, or undefined when it is not one of ours. */
	claims(token: string): Claims | undefined {
		try {
			return jwt.verify(token, this.secret, { ignoreExpiration: true }) as Claims;
		} catch {
			return undefined;
		}
	}

	revokeId(jti: string): void {
		this.revokedIds.add(jti);
	}

	/** Whom the JWT with this id was given to. */
	holderOf(jti: string): Principal | undefined {
		for (const [token, principal] of this.jwts) {
			if (this.claims(token)?.jti === jti) return principal;
		}
		return undefined;
	}

	/** Ends all JWTs that somebody has now. */
	revokeJwts(owner: Owner): void {
		drop(this.jwts, (principal) => belongsTo(principal, owner));
		drop(this.refreshes, ({ account }, token) => isJwt(token) && belongsTo(account, owner));
	}

	/** Ends every token and JWT of somebody who is gone. */
	forget(owner: Owner): void {
		this.revokeJwts(owner);
		drop(this.tokens, (principal) => belongsTo(principal, owner));
		drop(this.refreshes, ({ account }) => belongsTo(account, owner));
	}

	private findJwt(token: string): Principal | undefined {
		const principal = this.jwts.get(token);
		if (!principal || this.revokedIds.size === 0) return principal;
		const claims = this.claims(token);
		return claims && !this.revokedIds.has(claims.jti) ? principal : undefined;
	}

	private principalOf(
		account: Account,
		clientId: string,
		life: number,
		pending: boolean,
	): Principal {
		const scope = pending ? this.system.switches.get('mfa-scope') : account.scope;
		return {
			kind: 'token',
			scope,
			reseller: this.system.resellerOf(account.domain),
			domain: account.domain,
			user: account.user,
			keyId: '',
			readonly: false,
			expires: this.system.now() + life * 1000,
			clientId,
			rank: pending ? -1 : rankOf(scope),
		};
	}

	private tokenClaims(account: Account, pending: boolean, mask?: string) {
		const { data } = account.row;
		const seconds = Math.floor(this.system.now() / 1000);
		return {
			aud: 'ns',
			exp: seconds + this.system.options.jwtLife,
			iat: seconds,
			iss: this.system.hostname,
			jti: this.system.random.hex(40),
			sub: `${account.user}@${account.domain}`,
			time_out: this.system.options.jwtLife * 1000,
			domain: account.domain,
			territory: this.system.resellerOf(account.domain),
			user: account.user,
			user_email: data['email-address'] ?? null,
			user_scope: pending
				? this.system.switches.get('mfa-scope')
				: this.system.spellScope(account.scope),
			displayName: `${data['name-first-name']} ${data['name-last-name']}`.trim(),
			department: data.department ?? '',
			login: data['login-username'],
			apiversion: this.system.apiVersion,
			...(pending ? { mfa_vendor: 'google', mfa_type: 'authenticator' } : {}),
			mask_chain: mask ?? null,
		};
	}
}
