import { UserError, type IDataObject } from 'n8n-workflow';

/** Longer than any identifier of the API (file names and call IDs are the longest). */
const LONGEST_IDENTIFIER = 1024;

/** Stands for the server's address when a path is read as a URL parser reads it. */
const BASE = 'http://server/ns-api/v2';

/** What templating leaves behind when a value was missing; no record is called so. */
const LEFTOVERS = ['undefined', 'null', 'NaN', '[object Object]'];

/**
 * A path with its placeholders filled, percent-encoded; `~` and `*` have a meaning and stay.
 *
 * @param template below /ns-api/v2, for example `/domains/{domain}/users/{user}`
 * @throws UserError naming the placeholder whose value is missing or would lead to another path
 */
export function fillPath(template: string, values: IDataObject = {}): string {
	const path = template.replace(/\{([^}]+)\}/g, (_, name: string) =>
		encodeURIComponent(identifier(name, values[name])),
	);
	return asSent(path, template);
}

/**
 * The path that people typed, as it may be sent: what has to be percent-encoded is, what is
 * already stays.
 *
 * @throws UserError when it has empty parts, dots or characters that would lead elsewhere
 */
export function typedPath(typed: string): string {
	for (const part of typed.split('/').slice(1)) {
		if (part === '') {
			throw new UserError(
				`The path "${shown(typed)}" has an empty part, as when an expression in it gave nothing. Remove double slashes and the slash at its end.`,
			);
		}
		identifier('Path', part);
	}
	const encoded = typed
		.replace(/%(?![\da-f]{2})/gi, '%25')
		.replace(/[^\x21-\x7e]|["#<>?\\^`{|}]/gu, encodeURIComponent);
	return asSent(encoded, encoded);
}

/** One identifier as text, or the reason why it cannot be one. */
function identifier(name: string, value: unknown): string {
	const text = textOf(name, value);
	if (text === '') {
		throw new UserError(
			`"${name}" is empty. Fill it in, or check the expression or input field it comes from.`,
		);
	}
	if (text.length > LONGEST_IDENTIFIER) {
		throw refused(name, text, 'is longer than any identifier of the API');
	}
	if (/\p{Cc}|\p{Surrogate}/u.test(text)) {
		throw refused(name, text, 'contains characters that cannot be part of an identifier');
	}
	if (LEFTOVERS.includes(text)) {
		throw refused(name, text, 'is what an expression gives when its value is missing');
	}
	if (hasDotParts(text)) {
		throw refused(name, text, 'would lead to another path than that of the operation');
	}
	return text;
}

function textOf(name: string, value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw refused(name, String(value), 'has more digits than a number can hold; give it as text');
	}
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw refused(name, JSON.stringify(value) ?? typeof value, 'is not text or a number');
}

function refused(name: string, value: string, reason: string): UserError {
	return new UserError(
		`"${name}" cannot be used: "${shown(value)}" ${reason}. Check the expression or input field it comes from.`,
	);
}

function shown(value: string): string {
	const visible = value.replace(/\p{Cc}|\p{Surrogate}/gu, '\ufffd');
	return visible.length > 60 ? `${visible.slice(0, 60)}…` : visible;
}

/**
 * Whether a value is, or has between its slashes, a "." or ".." in any spelling: percent-encoded
 * once or often, with look-alike dots, or with parameters behind a semicolon. URL parsers, proxies
 * and servers fold these, each some of them.
 */
function hasDotParts(text: string): boolean {
	const parts = fullyDecoded(text).normalize('NFKC').split(/[/\\]/);
	return parts.some((part) => /^\s*\.{1,2}\s*(;.*)?$/s.test(part));
}

function fullyDecoded(text: string): string {
	const decoded = text.replace(/%(25|2e|2f|5c)/gi, decodeURIComponent);
	return decoded === text ? text : fullyDecoded(decoded);
}

/** The last look: a URL parser must read the path as it stands, part for part. */
function asSent(path: string, template: string): string {
	const url = URL.canParse(BASE + path) ? new URL(BASE + path) : undefined;
	const same = url?.href === BASE + path;
	const parts = (text: string) => text.split('/').length;
	if (same && path.startsWith('/') && parts(path) === parts(template)) return path;
	throw new UserError(`"${shown(path)}" is not a path of the API. Check the values it is made of.`);
}
