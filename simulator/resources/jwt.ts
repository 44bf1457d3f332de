import { authenticate } from '../auth/authenticate';
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
		if (name.includes('@')) sim.sessions.revokeUser(name.toLowerCase());
		else sim.sessions.revokeId(name);
		return ACCEPTED;
	});
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

const bearerOf = (call: Call): string =>
	(call.request.headers.authorization ?? '').replace(/^Bearer\s+/i, '').trim();
