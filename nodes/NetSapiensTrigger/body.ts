import type { IDataObject } from 'n8n-workflow';

/** Far above what a server collects in one post. */
const MOST_EVENTS = 5000;
/** Events are flat, with an object or two inside; deeper ones only come from troublemakers. */
const DEEPEST = 20;

/** The events of a post, or why it is refused, with the HTTP status to say so. */
export type Post = { events: IDataObject[] } | { status: number; reason: string };

/**
 * Reads the body of a post: a JSON array of objects.
 *
 * @param parsed what n8n made of the body by its content type
 * @param raw the bytes, for servers that send JSON under another content type
 */
export function readPost(parsed: unknown, raw: Buffer | undefined): Post {
	const body = Array.isArray(parsed) ? parsed : fromBytes(raw);
	if (!Array.isArray(body)) return { status: 400, reason: 'the body is not a JSON array' };
	if (body.length > MOST_EVENTS) return { status: 413, reason: `more than ${MOST_EVENTS} events` };
	const events = body.filter(isObject);
	if (events.length < body.length) return { status: 400, reason: 'an event is not an object' };
	if (events.some(isTooDeep)) return { status: 400, reason: 'an event is nested too deeply' };
	return { events };
}

function fromBytes(raw: Buffer | undefined): unknown {
	try {
		return JSON.parse(raw?.toString('utf8') ?? '');
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Goes down level by level: recursion would run out of stack on what it is to find. */
function isTooDeep(event: IDataObject): boolean {
	let level: unknown[] = [event];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		level = level.flatMap((value) => Object.values(value as object)).filter(isNested);
	}
	return false;
}

function isNested(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}
