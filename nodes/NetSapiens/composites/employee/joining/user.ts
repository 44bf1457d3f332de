import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../../../execute/scalars';
import { bodyFields } from '../../plan/compare';
import type { Step } from '../../plan/plan';
import { operationOf } from '../../plan/request';
import { changeSteps, createStep } from '../../plan/steps';
import type { Person } from '../person';

/** The user, made or brought into shape. */
export function userSteps(person: Person, wanted: IDataObject): Step[] {
	const { domain, user, record } = person;
	const resource = 'user';
	const path = { domain, user };
	const body = settingsIn(wanted);
	const update = { resource, operation: 'update', path };
	if (record) return changeSteps(`Update user ${user}`, update, body, record);
	const whole = { 'user-scope': 'Basic User', ...body, user };
	const act = { resource, operation: 'create', path: { domain }, body: whole };
	return [createStep(`Create user ${user}`, act, { resource, operation: 'delete', path })];
}

/** What the form says about the user itself. */
function settingsIn({ callHandling, ...wanted }: IDataObject): IDataObject {
	const said: IDataObject = { ...wanted, ...(callHandling as IDataObject | undefined) };
	const fields = bodyFields(operationOf({ resource: 'user', operation: 'update' }));
	const set = fields.filter(({ name }) => !isEmpty(said[name]));
	return Object.fromEntries(set.map(({ name }) => [name, said[name]]));
}
