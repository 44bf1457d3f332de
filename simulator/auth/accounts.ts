import { TOTP } from 'otpauth';

import { hash32 } from '../random';
import type { Row, Table } from '../state/table';
import type { Owner } from '../tenant/owner';

/** A user as the sign-in sees it. */
export interface Account {
	row: Row;
	domain: string;
	user: string;
	scope: string;
}

/** Passwords, authenticator secrets and the way from a login name to its user. */
export class Accounts {
	private readonly logins = new Map<string, Row>();
	private readonly passwords = new Map<string, string>();
	private readonly secrets = new Map<string, string>();

	constructor(
		private readonly users: Table,
		private readonly seed: string,
	) {}

	/** Makes a user findable by its login name; call it again when the name changed. */
	index(row: Row): void {
		this.logins.set(String(row.data['login-username']).toLowerCase(), row);
	}

	/** The login belongs to somebody else already. */
	taken(login: string, except?: Row): boolean {
		const owner = this.current(login);
		return owner !== undefined && owner !== except;
	}

	find(login: string): Account | undefined {
		const row = this.current(login) ?? this.byAddress(login);
		if (!row) return undefined;
		return {
			row,
			domain: String(row.parents[0]),
			user: row.id,
			scope: String(row.data['user-scope']),
		};
	}

	/** A user's password: the one set, or one that follows from the seed. */
	password(row: Row): string {
		const uid = `${row.id}@${row.parents[0]}`;
		return this.passwords.get(uid) ?? `Pw-${hash32(`${this.seed}/${uid}`).toString(36)}!`;
	}

	setPassword(row: Row, password: string): void {
		this.passwords.set(`${row.id}@${row.parents[0]}`, password);
	}

	/** Turns the authenticator on (base32 secret) or off (empty). */
	setSecret(row: Row, secret: string): void {
		const uid = `${row.id}@${row.parents[0]}`;
		if (secret) this.secrets.set(uid, secret);
		else this.secrets.delete(uid);
	}

	secret(row: Row): string | undefined {
		return this.secrets.get(`${row.id}@${row.parents[0]}`);
	}

	/** Forgets the password and authenticator of somebody who is gone. */
	forget({ domain, user }: Extract<Owner, { domain: string }>): void {
		const isGone = (uid: string) =>
			user === undefined ? uid.endsWith(`@${domain}`) : uid === `${user}@${domain}`;
		for (const map of [this.passwords, this.secrets]) {
			for (const uid of map.keys()) if (isGone(uid)) map.delete(uid);
		}
		for (const [login, row] of this.logins) {
			if (isGone(`${row.id}@${row.parents[0]}`)) this.logins.delete(login);
		}
	}

	/** Whether the six digits are right now, or were one step ago (RFC 6238, 30 s steps). */
	passcodeIsRight(row: Row, passcode: string, now: number): boolean {
		const secret = this.secret(row);
		if (!secret) return false;
		return new TOTP({ secret }).validate({ token: passcode, window: 1, timestamp: now }) !== null;
	}

	private current(login: string): Row | undefined {
		const row = this.logins.get(login.toLowerCase());
		if (!row || this.users.find(row.parents, row.id) !== row) return undefined;
		return String(row.data['login-username']).toLowerCase() === login.toLowerCase()
			? row
			: undefined;
	}

	private byAddress(login: string): Row | undefined {
		const at = login.lastIndexOf('@');
		return at < 0
			? undefined
			: this.users.find([login.slice(at + 1).toLowerCase()], login.slice(0, at));
	}
}
