import { UserError, type IDataObject } from 'n8n-workflow';
import { toWire } from '../../execute/convert';
import { isEmpty } from '../../execute/scalars';
import { spelled } from '../../spellings';
import { bodyFields } from '../plan/compare';
import type { Act, Step, Task } from '../plan/plan';
import { operationOf } from '../plan/request';
import { createStep } from '../plan/steps';
import { findTimeframe } from '../timeframes/adding';
import { replacingSteps } from '../timeframes/replacing';
import { taskOf, type Customer } from './customer';

const TYPE = 'days-of-week';
const CREATE = { resource: 'sharedTimeframe', operation: 'create', choice: TYPE };
const ENTRIES = 'timeframe-days-of-week-array';

/** A timeframe of the week that answer rules and attendants of the customer can use. */
export async function hoursTasks(customer: Customer): Promise<Task[]> {
	const { call, domain } = customer;
	const hours = call.values.body.businessHours as IDataObject | undefined;
	if (!hours || isEmpty(hours.from) || isEmpty(hours.to)) return [];
	const name = String(hours['timeframe-name'] ?? 'Business Hours');
	const path = { domain };
	const wanted = {
		'timeframe-name': name,
		[ENTRIES]: entriesOf(hours, call.context.getTimezone()),
	};
	const present = customer.record && (await findTimeframe(call, domain, name));
	const steps = present ? changing(present, path, name, wanted) : [creating(path, name, wanted)];
	return [taskOf(customer, { kind: 'businessHours', name, isNew: !present, steps })];
}

/** @throws UserError when it is no timeframe of the week: converting it would drop what it has */
function changing(
	record: IDataObject,
	domain: IDataObject,
	name: string,
	wanted: IDataObject,
): Step[] {
	const { get } = spelled(record, 'timeframe');
	const type = String(get('timeframe-type'));
	if (type !== TYPE) throw new UserError(otherType(name, type));
	const path = { ...domain, id: String(get('timeframe-id')) };
	return replacingSteps({ name, path, record }, { ...wanted, 'timeframe-type': TYPE });
}

const otherType = (name: string, type: string) =>
	`Timeframe "${name}" is of type ${type}, not one of days of the week. Give the business hours another name.`;

function creating(path: IDataObject, name: string, body: IDataObject): Step {
	const undo = (answer: IDataObject | undefined): Act | undefined => {
		const id = spelled(answer ?? {}, 'timeframe').get('timeframe-id') as string | undefined;
		return id ? { ...CREATE, operation: 'delete', path: { ...path, id } } : undefined;
	};
	return createStep(`Create timeframe ${name}`, { ...CREATE, path, body }, undo);
}

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** The hours as the form of a timeframe has them, in the words of the wire. */
function entriesOf({ days = WORKDAYS, from, to }: IDataObject, zone: string): IDataObject[] {
	const field = bodyFields(operationOf(CREATE)).find(({ name }) => name === ENTRIES)!;
	const week = { values: [{ days, from, to }] };
	return toWire(field, { values: [{ 'timeframe-weekly-time': week }] }, zone) as IDataObject[];
}
