import { UserError, type IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../transport/api';
import { fillPath } from '../../transport/path';

/**
 * The names of what a DELETE removes: what stands last in its path, or in its body where the path only
 * says where to look.
 */
export function namesIn({ path, values, query, body }: ApiRequest): string[] {
	if (!path.endsWith('}')) {
		const place = new Set(Object.values(values ?? {}).map(String));
		const named = [...leaves(body), ...leaves(query)].filter((name) => !place.has(name));
		if (named.length > 0) return named;
	}
	const placeholder = [...path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1];
	if (placeholder !== undefined) return [String(values?.[placeholder] ?? '').trim()];
	const last = fillPath(path, values).split('/').at(-1) ?? '';
	return [decodeURIComponent(last)];
}

/** Every plain value, however deep it stands in objects and lists. Bytes have none that could be named. */
function leaves(value: unknown): string[] {
	if (value === undefined || value === null || Buffer.isBuffer(value)) return [];
	if (typeof value === 'object') return Object.values(value as IDataObject).flatMap(leaves);
	return [String(value).trim()];
}

/** @throws UserError naming what is not confirmed */
export function requireConfirmed(names: string[], confirmed: string[]): void {
	const missing = [...new Set(names)].filter((name) => !confirmed.includes(name));
	if (missing.length === 0) return;
	const listed = missing.slice(0, LONGEST_LIST).map((name) => `"${name}"`);
	const more = missing.length - listed.length;
	const what = [...listed, ...(more > 0 ? [`${more} more`] : [])].join(', ');
	throw new UserError(
		`Nothing was deleted: Safety is set to Ask Before Deleting, and ${what} is not confirmed. Ask the person to type exactly ${missing.slice(0, LONGEST_LIST).join(', ')}, and have it in Options → Confirm Deletion Of.`,
	);
}

const LONGEST_LIST = 20;
