import type { Random } from '../random';
import type { Data } from '../state/table';
import { Refusal } from './refusal';

/** How long an access token lives, in seconds. */
const LIFE = 1200;

/** What an API user signs in with. */
export interface DnaLogin {
	clientId: string;
	clientSecret: string;
	username: string;
	password: string;
}

/** The API user of the DNA API and the tokens it was given. */
export class DnaSessions {
	readonly login: DnaLogin;
	private readonly ends = new Map<string, number>();
	private readonly refreshes = new Set<string>();

	constructor(
		private readonly random: Random,
		private readonly now: () => number,
	) {
		const secret = () => random.hex(32);
		this.login = {
			clientId: '7',
			clientSecret: secret(),
			username: 'api@reseller.example',
			password: random.hex(12),
		};
	}

	/** The answer to a request for a token: a list of one. @throws Refusal */
	grant(fields: Data): Data[] {
		const { clientId, clientSecret, username, password } = this.login;
		if (fields.client_id !== clientId || fields.client_secret !== clientSecret) {
			throw new Refusal('Client authentication failed', 401);
		}
		if (fields.grant_type === 'password') {
			if (fields.username === username && fields.password === password) return this.issue();
			throw new Refusal('The user credentials were incorrect', 401);
		}
		if (fields.grant_type !== 'refresh_token') throw new Refusal('Unsupported grant type', 400);
		// A refresh token works once.
		if (this.refreshes.delete(String(fields.refresh_token))) return this.issue();
		throw new Refusal('The refresh token is invalid', 401);
	}

	/** @throws Refusal unless the header holds a token that is still good */
	check(authorization: string | undefined): void {
		const [, token = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
		if ((this.ends.get(token) ?? 0) <= this.now()) throw new Refusal('Unauthenticated.', 401);
	}

	/** Ends every access token at once; refresh tokens stay good. */
	expireAll(): void {
		this.ends.clear();
	}

	private issue(): Data[] {
		const access = this.random.hex(64);
		const refresh = this.random.hex(64);
		this.ends.set(access, this.now() + LIFE * 1000);
		this.refreshes.add(refresh);
		return [
			{ token_type: 'Bearer', expires_in: LIFE, access_token: access, refresh_token: refresh },
		];
	}
}
