import type { IDataObject } from 'n8n-workflow';
import { bare } from '../spellings';
import { spellings } from '../generated/spellings';

/** Which fields do not belong into a snapshot, by their names. */
export type IsSecret = (name: string) => boolean;

/**
 * Fields that change by themselves: counters, registrations, states, links that are signed anew for
 * each reader, and when something was written last.
 */
const VOLATILE = [
	/^active-/,
	/-current$/,
	/^count-|-count-/,
	/^agent_loggedin_count$/,
	/sip-registration-(state|contact|datetime|expires-datetime|ip-address|user-agent|core-server)$/,
	/^core-server$/,
	/latency/,
	/^user-presence-status$/,
	/^status-message$|^agent-status-message$|^sub_portal_status$/,
	/^last-|-last-(retrieved|modified)-datetime$/,
	/^is-active$/,
	/availability-for-dispatch$|has-registered-devices$/,
	/^callqueue-agent-availability-type$/,
	/next-observance-datetime$/,
	/^file-access-url$|^remotepath$/,
	/^active-calls-|-since-startup$|-(last|this)-month$/,
	/^error-reading-/,
	/^read-path$/,
	/^time_range_data$/,
];

/** Names of values by what stands in the newest document, for each kind of record. */
const known = new Map<string, Map<string, string>>();

function canonicalNames(kind: string): Map<string, string> {
	const names = (spellings[kind] ?? []).flatMap(([first = '', ...others]) =>
		[first, ...others].map((name) => [bare(name), first] as const),
	);
	const found = known.get(kind) ?? new Map(names);
	known.set(kind, found);
	return found;
}

/**
 * A record in one spelling: names of the newest document in alphabetical order, values as text, and
 * nothing where nothing is set. What is secret or changes by itself is left out.
 *
 * @param kind kind of record in spec/dialects.yaml
 */
export function canonical(
	record: IDataObject,
	kind: string | undefined,
	isSecret: IsSecret,
): IDataObject {
	const names = kind === undefined ? undefined : canonicalNames(kind);
	const entries: Array<[string, IDataObject[string]]> = [];
	for (const [key, value] of Object.entries(record)) {
		const name = names?.get(bare(key)) ?? key.trim();
		if (isSecret(name) || VOLATILE.some((pattern) => pattern.test(name))) continue;
		const plain = plainOf(value, isSecret);
		if (plain !== undefined) entries.push([name, plain]);
	}
	// Of two spellings of one value the first counts.
	return Object.fromEntries(entries.reverse().sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

/** What servers write where nothing is set (facts: unset). */
const UNSET = ['', '[*]'];

function plainOf(value: unknown, isSecret: IsSecret): IDataObject[string] {
	if (value === null || value === undefined) return undefined;
	if (Array.isArray(value)) {
		const plain = value.map((one) => plainOf(one, isSecret)).filter((one) => one !== undefined);
		return plain.length > 0 ? (plain as IDataObject[string]) : undefined;
	}
	if (typeof value === 'object') {
		const inner = canonical(value as IDataObject, undefined, isSecret);
		return Object.keys(inner).length > 0 ? inner : undefined;
	}
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	const text = textOf(value);
	return UNSET.includes(text) ? undefined : withoutSecrets(text);
}

/** Some servers make floats of long numbers. */
function textOf(value: unknown): string {
	const text = String(value).trim();
	return /^\d(\.\d+)?e\+\d+$/i.test(text) ? String(Number(text)) : text;
}

/** `admin.password="x"`, `sip_pin = 1234`: settings of phones come as one text, passwords among them. */
const SECRET_SETTING =
	/((?:[\w.-]*(?:pass(?:word|wd)?|pwd|secret)[\w.-]*|(?:[\w.-]*[._-])?pin)"?\s*[=:]\s*)("[^"]*"|[^\s;&"]+)/gi;

const withoutSecrets = (text: string): string => text.replace(SECRET_SETTING, '$1***');
