import type { IDataObject } from 'n8n-workflow';
import { parseJson } from '../../nodes/NetSapiens/transport/json';

/** What a JWT says about itself; empty when the token is none. */
export function claimsOf(token: string): IDataObject {
	const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
	const claims = parseJson(payload);
	return typeof claims === 'object' && claims !== null ? (claims as IDataObject) : {};
}

/** Shorter lives are not worth renewing ahead; longer ones are no lives but units mixed up. */
const SHORTEST_SECONDS = 120;
const LONGEST_SECONDS = 366 * 24 * 60 * 60;

/**
 * When a token ends. Only how long it lives is taken from the server, as its clock may be wrong.
 *
 * @param about fields of the grant (`expires_in` in seconds) and claims (`exp` and `iat`, epoch
 *   seconds; facts: JWT)
 * @param now epoch milliseconds
 * @returns an ISO date, or nothing when it is not known
 */
export function endOfLife(about: IDataObject, now: number): string {
	const { expires_in: given, exp, iat } = about;
	const seconds = Number(given ?? Number(exp) - Number(iat));
	const sane = seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS;
	return sane ? new Date(now + seconds * 1000).toISOString() : '';
}
