import { createHash } from 'node:crypto';

/** A short stand-in for a long identifier; 72 bits, enough to tell the calls of a PBX apart. */
export function shortHash(value: string): string {
	return createHash('sha256').update(value).digest('base64url').slice(0, 12);
}

/** The ID of an event: the same for the same parts, whichever server and process it came through. */
export function eventId(...parts: string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
