import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import type { Call } from '../../execute/call';
import { bodyOf } from '../plan/body';
import { matchKey } from '../plan/matching';
import type { Task } from '../plan/plan';
import { listed, type Place } from './find';

/** Numbers are in one list of the domain: those that are missing are added to it. */
export async function blockedNumber(call: Call, { act, key }: Place): Promise<Task> {
	const records = await listed(call, act);
	const there = new Set(records.flatMap(numbersIn).map(asKey));
	const missing = numbersIn(bodyOf(call)).filter((number) => !there.has(asKey(number)));
	const { resource, values, form } = call;
	const body = { 'phone-numbers-to-reject': { enabled: 'yes', parameters: missing } };
	const adding = { resource, operation: form.upsert!.create, path: values.path, body };
	const step = {
		title: `Block ${missing.join(', ')}`,
		act: adding,
		changes: missing.map((number) => ({ field: 'phone-number', before: null, after: number })),
		undo: { ...adding, operation: 'delete' },
	};
	return {
		key,
		result: missing.length > 0 ? 'created' : 'unchanged',
		items: [],
		steps: missing.length > 0 ? [step] : [],
		output: () => ({ record: { numbers: missing } }),
	};
}

/** The numbers of a list of blocked ones. */
export const numbersIn = (record: IDataObject): string[] => {
	const group = spelled(record, undefined).get('phone-numbers-to-reject') as
		IDataObject | undefined;
	return [group?.parameters ?? []].flat().map(String);
};

const asKey = (number: string): string => matchKey('phonenumber', number);
