import { ApiError, forbidden } from '../errors';
import type { Simulator } from '../simulator';
import { allowsAddress, looksLikeKey } from './keys';
import type { Principal } from './principal';
import { MANAGER, RESELLER, SUPER } from './scopes';

/**
 * The errors of the OAuth library whose wording real servers show ("The access token provided has
 * expired"); the body's shape is a switch.
 */
function oauthError(sim: Simulator, status: number, error: string, description: string): ApiError {
	const body = sim.switches.is('bearer-error-body', 'code')
		? { code: status, message: description }
		: { error, error_description: description };
	return new ApiError(status, description, body);
}

/** Who sends the request. @throws ApiError when the bearer is missing, unknown, expired or barred */
export function authenticate(
	sim: Simulator,
	header: string | undefined,
	address: string,
): Principal {
	if (!header) {
		const status = sim.switches.number('missing-bearer-status');
		throw oauthError(sim, status, 'invalid_request', 'Authentication Required');
	}
	const bearer = readBearer(sim, header);
	return looksLikeKey(bearer) ? byKey(sim, bearer, address) : bySession(sim, bearer);
}

function readBearer(sim: Simulator, header: string): string {
	const match = /^Bearer\s+(\S+)\s*$/i.exec(header);
	if (match?.[1]) return match[1];
	const raw = header.trim();
	if (looksLikeKey(raw) && sim.switches.is('raw-key', 'accept')) return raw;
	const status = sim.switches.number('malformed-bearer-status');
	throw oauthError(sim, status, 'invalid_request', 'Malformed auth header');
}

function byKey(sim: Simulator, key: string, address: string): Principal {
	const found = sim.keys.find(key);
	if (!found) {
		const status = sim.switches.number('revoked-key-status');
		throw new ApiError(status, 'Invalid API key');
	}
	if (!allowsAddress(String(found.data['ip-address'] ?? ''), address)) {
		throw new ApiError(sim.switches.number('blocked-ip-status'), 'IP address not allowed');
	}
	return found.principal;
}

function bySession(sim: Simulator, bearer: string): Principal {
	const principal = sim.sessions.find(bearer);
	if (!principal) {
		throw oauthError(sim, 401, 'invalid_token', 'The access token provided is invalid');
	}
	if (principal.expires <= sim.now()) {
		throw oauthError(sim, 401, 'expired_token', 'The access token provided has expired');
	}
	return principal;
}

const scopeError = (sim: Simulator) =>
	sim.switches.is('scope-error', '401') ? new ApiError(401, 'Invalid Scope [APP001]') : forbidden();

/** What a request is about, for the decision whether its sender may do it. */
export interface Subject {
	method: string;
	/** Lowest rank for the endpoint. */
	rank: number;
	/** First model name of the path, for keys that are limited to some. */
	model: string;
	domain?: string;
	user?: string;
}

/** @throws ApiError when scope, read-only, model or ownership forbids the request */
export function authorize(sim: Simulator, principal: Principal, subject: Subject): void {
	if (principal.rank < subject.rank) throw scopeError(sim);
	if (principal.readonly && subject.method !== 'GET') throw forbidden('Read only API key');
	if (principal.kind === 'key' && !modelAllowed(sim, principal.keyId, subject.model))
		throw forbidden();
	if (subject.domain !== undefined) checkDomain(sim, principal, subject.domain);
	if (subject.user !== undefined && principal.rank < MANAGER && subject.user !== principal.user) {
		throw forbidden();
	}
}

function checkDomain(sim: Simulator, principal: Principal, domain: string): void {
	if (principal.rank >= SUPER) return;
	if (principal.rank >= RESELLER) {
		const owner = sim.resellerOf(domain);
		if (owner === '' || owner === principal.reseller || principal.reseller === '*') return;
	} else if (domain === principal.domain) {
		return;
	}
	throw forbidden('Domain not found or access denied');
}

function modelAllowed(sim: Simulator, keyId: string, model: string): boolean {
	const allowed = sim.keys.models(keyId);
	return allowed === '*' || allowed.includes(model) || model === 'apikey';
}
