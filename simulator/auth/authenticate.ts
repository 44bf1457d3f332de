import { ApiError } from '../errors';
import type { Simulator } from '../simulator';
import { allowsAddress, looksLikeKey } from './keys';
import type { Principal } from './principal';

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
