import { ApiError, forbidden, notFound } from '../errors';
import type { Data } from '../state/table';
import type { System } from '../system';
import type { ApiKeys } from './apikeys';
import type { Principal } from './principal';
import { MANAGER, RESELLER, SUPER } from './scopes';

/** What a request is about, for the decision whether its sender may do it. */
export interface Subject {
	method: string;
	/** Lowest rank for the endpoint. */
	rank: number;
	/** First model name of the path, for keys that are limited to some. */
	model: string;
	/** Whose it is, as far as the path says so. */
	reseller?: string;
	domain?: string;
	user?: string;
	/** Lowest rank that acts for any user. */
	anyUser: number;
}

const scopeError = ({ switches }: System) =>
	switches.is('scope-error', '401') ? new ApiError(401, 'Invalid Scope [APP001]') : forbidden();

/** @throws ApiError when scope, read-only, model or ownership forbids the request */
export function authorize(
	sim: System & { keys: ApiKeys },
	principal: Principal,
	subject: Subject,
): void {
	if (principal.rank < subject.rank) throw scopeError(sim);
	if (principal.readonly && subject.method !== 'GET') throw forbidden('Read only API key');
	if (principal.kind === 'key' && !modelAllowed(sim.keys, principal.keyId, subject.model))
		throw forbidden();
	if (subject.reseller !== undefined && !isReseller(principal, subject.reseller)) throw forbidden();
	if (subject.domain !== undefined) requireDomain(sim, principal, subject.domain);
	const isOwn = subject.user === undefined || subject.user === principal.user;
	if (!isOwn && principal.rank < subject.anyUser) throw forbidden();
}

/** Whether a key may be used for a model; every key may be asked about itself. */
export function modelAllowed(keys: ApiKeys, keyId: string, model: string): boolean {
	const allowed = keys.models(keyId);
	return allowed === '*' || allowed.includes(model) || model === 'apikey';
}

/** Whether a sender may act for this reseller. */
const isReseller = (principal: Principal, reseller: string): boolean =>
	principal.rank >= SUPER ||
	(principal.rank >= RESELLER && (principal.reseller === reseller || principal.reseller === '*'));

/** Whether a sender may act in this domain; one that does not exist is nobody's. */
export function isDomain(system: System, principal: Principal, domain: string): boolean {
	if (principal.rank >= SUPER) return true;
	if (principal.rank < RESELLER) return domain === principal.domain;
	const owner = system.resellerOf(domain);
	return owner === '' || isReseller(principal, owner);
}

/** @throws ApiError 403 when the sender may not act in this domain */
export function requireDomain(system: System, principal: Principal, domain: string): void {
	if (!isDomain(system, principal, domain)) throw forbidden('Domain not found or access denied');
}

/** Whether a sender may act for this user: below a manager only for itself. */
export const isPerson = (
	system: System,
	principal: Principal,
	domain: string,
	user: string,
): boolean =>
	isDomain(system, principal, domain) && (principal.rank >= MANAGER || user === principal.user);

/** One owner, and not all or the sender's own. */
const isNamed = (value: unknown): value is string =>
	typeof value === 'string' && !['', '*', '~'].includes(value);

/**
 * Checks the owners that a body names for what is written: they exist, and the sender may act for
 * them. What is for all domains takes a reseller, what is for all resellers a super user.
 * @throws ApiError 403 or 404
 */
export function requireOwners(
	system: System,
	principal: Principal,
	{ domain, reseller }: Data,
): void {
	const isOneDomain = isNamed(domain);
	if (isOneDomain) {
		requireDomain(system, principal, domain.toLowerCase());
		requireThere(system, 'domains', domain.toLowerCase(), 'Domain');
	}
	if (isNamed(reseller)) {
		const own = reseller === principal.reseller;
		if (!own && !isReseller(principal, reseller)) throw forbidden();
		requireThere(system, 'resellers', reseller, 'Reseller');
	}
	if (principal.rank >= SUPER || isOneDomain) return;
	const isForAll = reseller === '*' || (domain === '*' && !isNamed(reseller));
	if (isForAll || (domain === '*' && principal.rank < RESELLER)) throw forbidden();
}

function requireThere(system: System, table: string, name: string, kind: string): void {
	if (!system.store.table(table).find([], name)) throw notFound(`${kind} ${name} does not exist`);
}

/** Whether a sender is shown a record with these owners in a list of all; what is for all, everybody is. */
export function sees(system: System, principal: Principal, { domain, reseller }: Data): boolean {
	if (principal.rank >= SUPER) return true;
	if (isNamed(domain)) return isDomain(system, principal, domain);
	return !isNamed(reseller) || reseller === principal.reseller || principal.reseller === '*';
}
