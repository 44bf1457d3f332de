import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import type { Call } from '../../execute/call';
import { bodyOf } from '../plan/body';
import type { Task } from '../plan/plan';
import { readRecord } from '../plan/read';
import { replacingSteps } from '../timeframes/replacing';
import { making } from './tasks';
import { findRecord, type Place } from './find';

/** A timeframe is found by its name; its entries are compared and replaced list by list. */
export async function sharedTimeframe(call: Call, place: Place): Promise<Task> {
	const { resource } = call;
	const listed = await findRecord(call, place);
	if (!listed) return making(call, place);
	const id = spelled(listed, call.form.record).get('timeframe-id');
	const path = { ...place.act.path, id } as IDataObject;
	const record = (await readRecord(call, { resource, operation: 'get', path })) ?? listed;
	const wanted = bodyOf(call);
	const name = String(wanted['timeframe-name']);
	const steps = replacingSteps({ name, path, record }, wanted);
	return {
		key: place.key,
		result: steps.length > 0 ? 'updated' : 'unchanged',
		items: [],
		steps,
		output: () => ({ record: { ...record, ...wanted } }),
	};
}
