import type { Data } from '../state/table';
import type { Switches } from '../switches';

/** Secrets are digits that stay text, as leading zeros count (seen on a 44.4 server). */
const SECRET = /pin|password|passcode/;

/** Fields in which servers write `[*]` for "as it is". */
const KEPT = /translation|caller-id-number-emergency/;

/** Names of toggles that were seen as booleans. */
const ASKING = /^is-|-is-|-capable$/;

type Change = (value: unknown, name: string) => unknown;

/** How servers write values that the document has otherwise; undefined when nothing is to change. */
export function valueChange(switches: Switches): ((record: Data) => Data) | undefined {
	const everywhere = [
		switches.is('digits', 'integers') ? digitsAsIntegers : undefined,
		switches.is('yes-no', 'booleans') ? wordsAsBooleans : undefined,
	].filter((change) => change !== undefined);
	const unset = UNSET[switches.get('unset')];
	if (everywhere.length === 0 && !unset) return undefined;
	const deep: Change = (value, name) => {
		if (Array.isArray(value)) return value.map((one: unknown) => deep(one, name));
		if (value !== null && typeof value === 'object') return changed(value as Data, deep);
		return everywhere.reduce((now, change) => change(now, name), value);
	};
	return (record) =>
		changed(record, (value, name) => deep(unset ? unset(value, name) : value, name));
}

function changed(record: Data, change: Change): Data {
	const out: Data = {};
	for (const [name, value] of Object.entries(record)) out[name] = change(value, name);
	return out;
}

const isUnset = (value: unknown) => value === '' || value === null;

/** What stands for a value that is not set, by position of the switch `unset`. */
const UNSET: Record<string, Change | undefined> = {
	empty: (value) => (isUnset(value) ? '' : value),
	null: (value) => (isUnset(value) ? null : value),
	star: (value, name) => (isUnset(value) ? (KEPT.test(name) ? '[*]' : '') : value),
};

const digitsAsIntegers: Change = (value, name) =>
	typeof value === 'string' && /^(0|[1-9]\d{0,14})$/.test(value) && !SECRET.test(name)
		? Number(value)
		: value;

const wordsAsBooleans: Change = (value, name) =>
	ASKING.test(name) && (value === 'yes' || value === 'no') ? value === 'yes' : value;

/** JSON in which texts of more digits than a number can hold are bare all the same. */
export const longDigitsBare = (json: string): string =>
	json.replace(/(?<!\\)"([1-9]\d{15,})"(?=[,\]}])/g, '$1');
