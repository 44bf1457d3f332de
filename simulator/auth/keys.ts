import { createHash } from 'node:crypto';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { crc32 } from 'node:zlib';

import type { Random } from '../random';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** First four characters of a key by the scope it was made for. */
export function prefixOf(scope: string): string {
	if (scope === 'Super User') return 'nss_';
	if (scope === 'Reseller') return 'nsr_';
	return scope === 'Office Manager' || scope === 'NDP' ? 'nsd_' : 'nsu_';
}

/** CRC-32 of the 48 random characters as 8 hex digits, the way real keys end. */
export const checkDigits = (random: string): string => crc32(random).toString(16).padStart(8, '0');

/** A new key of 60 characters: prefix, 48 random characters, check digits. */
export function makeKey(scope: string, random: Random): string {
	const middle = random.text(48, ALPHABET);
	return prefixOf(scope) + middle + checkDigits(middle);
}

/** A key is told from a token by its look only. */
export const looksLikeKey = (bearer: string): boolean => /^ns[srdu]_/.test(bearer);

/** The public name of a key. */
export const keyIdOf = (key: string): string => key.slice(0, 12);

/** Keys are stored hashed, never in clear text. */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64');

/**
 * Whether an address is in a list of addresses and networks, for example `192.0.2.1,198.51.100.0/24`.
 * An empty list allows every address.
 */
export function allowsAddress(list: string, address: string): boolean {
	const entries = list.split(',').map((entry) => entry.trim());
	if (entries.every((entry) => entry === '' || entry === '*')) return true;
	const plain = address.replace(/^::ffff:/, '');
	return blockListOf(entries).check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** Addresses and networks; whatever is neither allows nobody. */
function blockListOf(entries: string[]): BlockList {
	const list = new BlockList();
	for (const entry of entries) {
		const [network = '', bits] = entry.split('/');
		const type = isIPv6(network) ? 'ipv6' : 'ipv4';
		const width = type === 'ipv6' ? 128 : 32;
		const prefix = Number(bits ?? width);
		if (isIP(network) === 0 || !Number.isInteger(prefix) || prefix > width) continue;
		list.addSubnet(network, prefix, type);
	}
	return list;
}
