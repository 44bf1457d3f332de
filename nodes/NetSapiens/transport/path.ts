import { UserError, type IDataObject } from 'n8n-workflow';

/** Longer than any identifier of the API (file names and call IDs are the longest). */
const LONGEST_IDENTIFIER = 1024;

/** Stands for the server's address when a path is read as a URL parser reads it. */
const BASE = 'http://server/ns-api/v2';

/** What templating leaves behind when a value was missing; no record is called so. */
const LEFTOVER = /^(undefined|null|NaN|-?Infinity)$|\[object Object\]/;

/** Identifiers that never have a slash (facts: `~` and `*`). Others may: call IDs, names of time frames. */
const WITHOUT_SLASH = ['domain', 'user'];

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
		if (part.trim() === '') {
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
		throw refused(name, `"${shown(text)}" is longer than any identifier of the API`);
	}
	if (/\p{Cc}|\p{Surrogate}/u.test(text)) {
		throw refused(name, `"${shown(text)}" contains characters that no identifier has`);
	}
	if (LEFTOVER.test(text)) {
		throw refused(name, `"${shown(text)}" is what an expression gives when its value is missing`);
	}
	if (leadsElsewhere(name, text)) {
		throw refused(name, `"${shown(text)}" would lead to another path than the operation's`);
	}
	return text;
}

function textOf(name: string, value: unknown): string {
	if (typeof value === 'string') return trimmed(value);
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw refused(name, `${value} has more digits than a number can hold. Give it as text`);
	}
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	const kind = Array.isArray(value) ? 'array' : typeof value;
	throw refused(name, `it takes text or a number, but got a value of type ${kind}`);
}

/** Without blanks at the ends, also those that nobody sees, as they come along when people paste. */
function trimmed(text: string): string {
	return text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');
}

function refused(name: string, reason: string): UserError {
	return new UserError(
		`"${name}" cannot be used: ${reason}. Check the expression or input field it comes from.`,
	);
}

function shown(value: string): string {
	const visible = value.replace(/\p{Cc}|\p{Surrogate}/gu, '\ufffd');
	return visible.length > 60 ? `${visible.slice(0, 60)}…` : visible;
}

/**
 * Whether a value may be read as another path by some URL parser, proxy or server: those decode
 * percent signs once or often, fold dots and what looks like dots, cut off what follows a semicolon,
 * and drop empty parts.
 */
function leadsElsewhere(name: string, text: string): boolean {
	const plain = fullyDecoded(text).normalize('NFKC');
	const parts = plain.replace(/[\s\p{Cc}\p{Cf}]/gu, '').split(/[/\\]/);
	if (parts.length > 1 && WITHOUT_SLASH.includes(name)) return true;
	return parts.some((part) => /^\.{0,2}(;.*)?$/s.test(part));
}

function fullyDecoded(text: string): string {
	const decoded = text.replace(/(?:%[\da-f]{2})+/gi, (escapes) =>
		Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
	);
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
