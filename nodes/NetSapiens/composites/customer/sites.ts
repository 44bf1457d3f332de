import type { IDataObject } from 'n8n-workflow';
import type { Task } from '../plan/plan';
import { readRecord } from '../plan/read';
import { changeSteps, createStep } from '../plan/steps';
import { rowsOf, taskOf, type Customer } from './customer';

/** The sites (locations) that the form describes; servers make those that only users name. */
export async function siteTasks(customer: Customer): Promise<Task[]> {
	const rows = rowsOf(customer.call.values.body.sites, 'siteName');
	return await Promise.all(rows.map(async (row) => await taskFor(customer, row)));
}

async function taskFor(customer: Customer, row: IDataObject): Promise<Task> {
	const { call, domain } = customer;
	const site = String(row.siteName);
	const resource = 'site';
	const path = { domain, site };
	const record = customer.record && (await readRecord(call, { resource, operation: 'get', path }));
	const { siteCallerId, siteEmergencyCallerId } = row;
	const body: IDataObject = {
		...(siteCallerId ? { 'caller-id-number': siteCallerId } : {}),
		...(siteEmergencyCallerId ? { 'caller-id-number-emergency': siteEmergencyCallerId } : {}),
	};
	const create = { resource, operation: 'create', path: { domain }, body: { ...body, site } };
	const update = { resource, operation: 'update', path };
	const steps = record
		? changeSteps(`Update site ${site}`, update, body, record)
		: // The API has no operation that deletes a site.
			[createStep(`Create site ${site}`, create, undefined)];
	return taskOf(customer, { kind: 'site', name: site, isNew: !record, steps });
}
