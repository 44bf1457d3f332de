import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { e164Digits } from '../../numbers/e164';
import { spelled } from '../../spellings';
import { bodyOf } from '../plan/body';
import { isNumberField, matchedValue, matchKeys } from '../plan/matching';
import { aboutItem } from './aboutItem';
import type { Settings } from './settings';

/** What one input item wants to be there. */
export interface Wanted {
	call: Call;
	/** The fields as they are sent, phone numbers as digits with their country code. */
	body: IDataObject;
	/** What it is matched by. */
	keys: string[];
	/** What tells it from others, for the output. */
	key: IDataObject;
}

/**
 * The records that the items of one place want, each matched by what no other has.
 *
 * @throws NodeOperationError of an item without anything to match by, or with the same as another
 */
export function wantedRecords(calls: Call[], settings: Settings): Wanted[] {
	const wanted = calls.map((call) => wantedRecord(call, settings));
	const taken = new Map<string, Call>();
	for (const { call, keys } of wanted) {
		for (const key of keys) {
			const other = taken.get(key);
			if (other) throw aboutItem(call, sameAs(other, key), ONE_ITEM_A_RECORD);
			taken.set(key, call);
		}
	}
	return wanted;
}

function wantedRecord(call: Call, { matchBy, country }: Settings): Wanted {
	const body = withDigits(bodyOf(call), country);
	const record = spelled(body, call.form.record);
	const matched = matchedValue(matchBy, record);
	const keys = matchKeys(matchBy, record, country);
	if (!matched || keys.length === 0) throw aboutItem(call, nothingToMatch(matchBy, call));
	const key = { ...call.values.path, [matched.field]: matched.value } as IDataObject;
	return { call, body, keys, key };
}

/** Phone numbers as servers compare them with callers; what is no phone number stays as it is. */
function withDigits(body: IDataObject, country: Settings['country']): IDataObject {
	const written = Object.entries(body).map(([name, value]) => [
		name,
		isNumberField(name) ? (e164Digits(value, country) ?? value) : value,
	]);
	return Object.fromEntries(written) as IDataObject;
}

const nothingToMatch = (matchBy: string, { form }: Call): string =>
	`there is nothing in "${matchBy}", so nobody can tell which record this is. Fill it in, or leave the item out${
		(form.sync?.by.length ?? 0) > 1 ? ', or choose another field under Match By' : ''
	}.`;

const sameAs = (other: Call, key: string): string =>
	`it has the same "${key}" as item ${other.itemIndex}, so they would be one record.`;

const ONE_ITEM_A_RECORD =
	'Items are counted from 0. Keep one item for each record, for instance with the Remove Duplicates node, or match by another field.';
