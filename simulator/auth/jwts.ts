import { forbidden, notFound } from '../errors';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Simulator } from '../simulator';
import { authenticate } from './authenticate';
import { rankOf } from './scopes';
import type { Tokens } from './tokens';

/** JWTs: made from a password, a refresh JWT, a passcode or, for another user, with an API key. */
export class Jwts {
	constructor(
		private readonly sim: Simulator,
		private readonly tokens: Tokens,
	) {}

	register(): void {
		const { sim } = this;
		sim.on('POST', '/jwt', (call) => this.create(call), { open: true, unchecked: true });
		sim.on('GET', '/jwt', (call) => this.read(call));
		sim.on('DELETE', '/jwt', (call) => this.revoke(call));
		sim.on('DELETE', '/jwt/{}', (call) => this.revokeNamed(call));
	}

	private create(call: Call): Answer {
		const fields = { ...call.query, ...call.body };
		if (fields.refresh !== undefined) return this.refresh(String(fields.refresh));
		if (fields.user !== undefined && fields.domain !== undefined && !fields.password) {
			return this.delegate(call, String(fields.domain).toLowerCase(), String(fields.user));
		}
		this.tokens.checkGrant(fields, ['password', 'mfa']);
		const { account, pending } = this.tokens.signIn(fields, 'jwt');
		const pair = this.sim.sessions.issueJwt(account, String(fields.client_id), pending);
		if (this.sim.switches.is('jwt-cookie', 'no')) return ok(pair);
		const cookie = `ns-1-${account.domain}=${pair.token}; Path=/; HttpOnly`;
		return { ...ok(pair), headers: { 'set-cookie': cookie } };
	}

	private refresh(token: string): Answer {
		const found = this.sim.sessions.useRefresh(token);
		if (!found || found.expires <= this.sim.now()) {
			throw this.tokens.failure(401, 'invalid_grant', 'Invalid refresh token');
		}
		return ok(this.sim.sessions.issueJwt(found.account, found.clientId));
	}

	private delegate(call: Call, domain: string, user: string): Answer {
		const { sim } = this;
		const operator = authenticate(sim, call.request.headers.authorization, call.request.ip);
		if (operator.kind !== 'key') throw forbidden();
		const account = sim.accounts.find(`${user}@${domain}`);
		const within =
			account &&
			(operator.domain === '*' || operator.domain === domain) &&
			(operator.reseller === '*' || operator.reseller === sim.resellerOf(domain));
		if (!account) throw notFound(`User ${user} does not exist in domain ${domain}`);
		if (!within || rankOf(account.scope) > operator.rank) throw forbidden();
		const mask = operator.user ? `${operator.user}@${operator.domain}` : undefined;
		return ok(sim.sessions.issueJwt(account, operator.clientId, false, mask));
	}

	private read(call: Call): Answer {
		const bearer = bearerOf(call);
		const claims = this.sim.sessions.claims(bearer);
		if (!claims) throw this.tokens.failure(401, 'invalid_token', 'The JWT provided is invalid');
		return ok(claims);
	}

	private revoke(call: Call): Answer {
		const claims = this.sim.sessions.claims(bearerOf(call));
		if (claims) this.sim.sessions.revokeId(claims.jti);
		return ACCEPTED;
	}

	private revokeNamed(call: Call): Answer {
		const name = call.path[0] ?? '';
		if (name.includes('@')) this.sim.sessions.revokeUser(name.toLowerCase());
		else this.sim.sessions.revokeId(name);
		return ACCEPTED;
	}
}

const bearerOf = (call: Call): string =>
	(call.request.headers.authorization ?? '').replace(/^Bearer\s+/i, '').trim();
