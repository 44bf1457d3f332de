import { authenticate } from '../auth/authenticate';
import { isPerson, modelAllowed } from '../auth/authorize';
import type { Principal } from '../auth/principal';
import { rankOf } from '../auth/scopes';
import type { Tokens } from '../auth/tokens';
import { forbidden, notFound } from '../errors';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

/** JWTs: made from a password, a refresh JWT, a passcode or, for another user, with an API key. */
export function registerJwt(sim: Simulator, routes: Routes, tokens: Tokens): void {
	routes.on('POST', '/jwt', (call) => create(sim, tokens, call), { open: true, unchecked: true });
	routes.on('GET', '/jwt', (call) => {
		const claims = sim.sessions.claims(bearerOf(call));
		if (!claims) throw tokens.failure(401, 'invalid_token', 'The JWT provided is invalid');
		return ok(claims);
	});
	routes.on('DELETE', '/jwt', (call) => {
		const claims = sim.sessions.claims(bearerOf(call));
		if (claims) sim.sessions.revokeId(claims.jti);
		return ACCEPTED;
	});
	routes.on('DELETE', '/jwt/{}', (call) => {
		const name = call.path[0] ?? '';
		if (name.includes('@')) revokeUser(sim, call.principal, name.toLowerCase());
		else revokeId(sim, call.principal, name);
		return ACCEPTED;
	});
}

function revokeUser(sim: Simulator, principal: Principal, uid: string): void {
	const [user = '', domain = ''] = uid.split('@');
	if (!isPerson(sim, principal, domain, user)) throw forbidden();
	sim.sessions.revokeJwts({ domain, user });
}

function revokeId(sim: Simulator, principal: Principal, jti: string): void {
	const holder = sim.sessions.holderOf(jti);
	if (holder && !isPerson(sim, principal, holder.domain, holder.user)) throw forbidden();
	sim.sessions.revokeId(jti);
}

function create(sim: Simulator, tokens: Tokens, call: Call): Answer {
	const fields = { ...call.query, ...call.body };
	if (fields.refresh !== undefined) return refresh(sim, tokens, String(fields.refresh));
	if (fields.user !== undefined && fields.domain !== undefined && !fields.password) {
		return delegate(sim, call, String(fields.domain).toLowerCase(), String(fields.user));
	}
	tokens.checkGrant(fields, ['password', 'mfa']);
	const { account, pending } = tokens.signIn(fields, 'jwt');
	const pair = sim.sessions.issueJwt(account, String(fields.client_id), pending);
	if (sim.switches.is('jwt-cookie', 'no')) return ok(pair);
	const cookie = `ns-1-${account.domain}=${pair.token}; Path=/; HttpOnly`;
	return { ...ok(pair), headers: { 'set-cookie': cookie } };
}

function refresh(sim: Simulator, tokens: Tokens, token: string): Answer {
	const found = sim.sessions.useRefresh(token);
	if (!found || found.expires <= sim.now()) {
		throw tokens.failure(401, 'invalid_grant', 'Invalid refresh token');
	}
	return ok(sim.sessions.issueJwt(found.account, found.clientId));
}

function delegate(sim: Simulator, { request }: Call, domain: string, user: string): Answer {
	const operator = authenticate(sim, request.headers.authorization, request.ip);
	// A JWT can do what its user can, so a key that can do less gets none.
	const isWhole = !operator.readonly && modelAllowed(sim.keys, operator.keyId, 'jwt');
	if (operator.kind !== 'key' || !isWhole) throw forbidden();
	const account = sim.accounts.find(`${user}@${domain}`);
	if (!account) throw notFound(`User ${user} does not exist in domain ${domain}`);
	const isWithin = operator.domain === '*' || operator.domain === domain;
	const isAllowed = isWithin && isPerson(sim, operator, domain, account.user);
	if (!isAllowed || rankOf(account.scope) > operator.rank) throw forbidden();
	const mask = operator.user ? `${operator.user}@${operator.domain}` : undefined;
	return ok(sim.sessions.issueJwt(account, operator.clientId, false, mask));
}

const bearerOf = (call: Call): string =>
	(call.request.headers.authorization ?? '').replace(/^Bearer\s+/i, '').trim();
