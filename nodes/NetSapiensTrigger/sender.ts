import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret for the subscription's URL: the server signs nothing and sends no header of ours. */
export function newSecret(): string {
	return randomBytes(24).toString('base64url');
}

/** Compares in the same time whatever is given, so that the secret cannot be guessed bit by bit. */
export function secretMatches(given: unknown, secret: string | undefined): boolean {
	if (typeof given !== 'string' || !secret) return false;
	return timingSafeEqual(digest(given), digest(secret));
}

function digest(value: string): Buffer {
	return createHash('sha256').update(value).digest();
}
