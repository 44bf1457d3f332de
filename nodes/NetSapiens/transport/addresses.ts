/** An IP address as a number, with how many bits it has. */
interface Address {
	bits: 32 | 128;
	value: bigint;
}

/** The addresses of a network in CIDR notation; a single address is a network of one. */
interface Network extends Address {
	prefix: number;
}

/**
 * Whether an address is in a list of addresses and networks (IPv4, IPv6, CIDR), separated by commas
 * or spaces. An empty list allows every address; entries that cannot be read allow none.
 */
export function addressAllowed(address: string | undefined, list: string): boolean {
	const entries = entriesOf(list);
	if (entries.length === 0) return true;
	const given = parseAddress(address ?? '');
	if (!given) return false;
	return entries.some((entry) => {
		const network = parseNetwork(entry);
		return network !== null && contains(network, given);
	});
}

/** The entries that are neither an address nor a network, to tell people about. */
export function unreadableEntries(list: string): string[] {
	return entriesOf(list).filter((entry) => parseNetwork(entry) === null);
}

function entriesOf(list: string): string[] {
	return list.split(/[\s,;]+/).filter((entry) => entry !== '');
}

function contains(network: Network, address: Address): boolean {
	if (network.bits !== address.bits) return false;
	const hostBits = BigInt(network.bits - network.prefix);
	return network.value >> hostBits === address.value >> hostBits;
}

function parseNetwork(entry: string): Network | null {
	const [base = '', prefix, ...rest] = entry.split('/');
	const address = parseAddress(base);
	if (!address || rest.length > 0) return null;
	if (prefix === undefined) return { ...address, prefix: address.bits };
	if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > address.bits) return null;
	return { ...address, prefix: Number(prefix) };
}

function parseAddress(text: string): Address | null {
	const [plain = ''] = text
		.trim()
		.replace(/^\[|\]$/g, '')
		.split('%');
	if (!plain.includes(':')) return parseIPv4(plain);
	const address = parseIPv6(plain);
	// IPv4 comes as ::ffff:a.b.c.d where n8n listens on IPv6.
	const mapped = address !== null && address.value >> 32n === 0xffffn;
	return mapped ? { bits: 32, value: address.value & 0xffffffffn } : address;
}

function parseIPv4(text: string): Address | null {
	const parts = text.split('.');
	if (parts.length !== 4) return null;
	if (!parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
	return { bits: 32, value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
}

function parseIPv6(text: string): Address | null {
	const halves = text.split('::');
	if (halves.length > 2) return null;
	const [head, tail] = halves.map(groupsOf);
	if (!head || (halves.length === 2 && !tail)) return null;
	const missing = 8 - head.length - (tail?.length ?? 0);
	if (tail ? missing < 1 : missing !== 0) return null;
	const groups = [...head, ...Array<bigint>(Math.max(missing, 0)).fill(0n), ...(tail ?? [])];
	return { bits: 128, value: groups.reduce((sum, group) => (sum << 16n) | group, 0n) };
}

/** 16-bit groups of one side of `::`; an IPv4 address at the end stands for two. */
function groupsOf(text: string): bigint[] | null {
	if (text === '') return [];
	const groups: bigint[] = [];
	for (const part of text.split(':')) {
		const embedded = part.includes('.') ? parseIPv4(part) : null;
		if (embedded) groups.push(embedded.value >> 16n, embedded.value & 0xffffn);
		else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
		else return null;
	}
	return groups;
}
