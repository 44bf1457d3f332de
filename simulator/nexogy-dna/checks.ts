import type { Data } from '../state/table';
import { Refusal } from './refusal';

/** What the creation of a client takes; there are no defaults. */
const NEEDED = [
	'start_billing_date',
	'customer_id',
	'has_subreseller_id',
	'email',
	'first_name',
	'last_name',
	'zipcode',
	'address',
	'sameBillingAddress',
	'did_porting',
	'did_number',
];

/** @throws Refusal that names what is missing or not as it has to be */
export function checkNewClient(fields: Data): void {
	needs(fields, NEEDED);
	for (const name of ['has_subreseller_id', 'sameBillingAddress', 'did_porting']) {
		if (!/^[01]$/.test(String(fields[name]))) throw new Refusal(`${name} must be 0 or 1`);
	}
	if (String(fields.has_subreseller_id) === '1') needs(fields, ['subreseller_id']);
	else if (fields.subreseller_id) throw new Refusal('subreseller_id is for has_subreseller_id 1');
	if (String(fields.sameBillingAddress) === '0') {
		needs(fields, ['billing_address', 'billing_zipcode']);
	}
	checkDate(fields);
}

/** @throws Refusal unless the billing date is MM/DD/YYYY */
export function checkDate({ start_billing_date: date }: Data): void {
	if (/^(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])\/\d{4}$/.test(String(date))) return;
	throw new Refusal('start_billing_date must be MM/DD/YYYY');
}

function needs(fields: Data, names: string[]): void {
	const missing = names.filter((name) => fields[name] === undefined || fields[name] === '');
	if (missing.length > 0) throw new Refusal(`Required: ${missing.join(', ')}`);
}
