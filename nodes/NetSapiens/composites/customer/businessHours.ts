import type { IDataObject } from 'n8n-workflow';
import { toWire } from '../../execute/convert';
import { isEmpty } from '../../execute/scalars';
import { spelled } from '../../spellings';
import { bodyFields } from '../plan/compare';
import type { Act, Task } from '../plan/plan';
import { readAll } from '../plan/read';
import { operationOf } from '../plan/request';
import { createStep } from '../plan/steps';
import { taskOf, type Customer } from './customer';

const CREATE = { resource: 'sharedTimeframe', operation: 'create', choice: 'days-of-week' };
const ENTRIES = 'timeframe-days-of-week-array';

/** A timeframe of the week that answer rules and attendants of the customer can use. */
export async function hoursTasks(customer: Customer): Promise<Task[]> {
	const { call, domain } = customer;
	const wanted = call.values.body.businessHours as IDataObject | undefined;
	if (isEmpty(wanted?.from) || isEmpty(wanted?.to)) return [];
	const name = String(wanted!['timeframe-name'] ?? 'Business Hours');
	const path = { domain };
	const list = { ...CREATE, operation: 'getAll', choice: undefined, path };
	const all = customer.record ? await readAll(call, list) : [];
	const nameOf = (one: IDataObject) => String(spelled(one, 'timeframe').get('timeframe-name'));
	const isThere = all.some((one) => nameOf(one).toLowerCase() === name.toLowerCase());
	const body = {
		'timeframe-name': name,
		[ENTRIES]: entriesOf(wanted!, call.context.getTimezone()),
	};
	const undo = (answer: IDataObject | undefined): Act | undefined => {
		const timeframe = spelled(answer ?? {}, 'timeframe').get('timeframe-id') as string | undefined;
		const id = { id: timeframe };
		return timeframe ? { ...CREATE, operation: 'delete', path: { ...path, ...id } } : undefined;
	};
	const act = { ...CREATE, path, body };
	const steps = isThere ? [] : [createStep(`Create timeframe ${name}`, act, undo)];
	return [taskOf(customer, { kind: 'businessHours', name, isNew: !isThere, steps })];
}

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** The hours as the form of a timeframe has them, in the words of the wire. */
function entriesOf({ days = WORKDAYS, from, to }: IDataObject, zone: string): IDataObject[] {
	const field = bodyFields(operationOf(CREATE)).find(({ name }) => name === ENTRIES)!;
	const week = { values: [{ days, from, to }] };
	return toWire(field, { values: [{ 'timeframe-weekly-time': week }] }, zone) as IDataObject[];
}
