import type { IDataObject } from 'n8n-workflow';
import * as answers from './answers';

/** How a value is entered and what is sent for it. */
export type Kind =
	/** As it is, without blanks at the ends. */
	| 'text'
	/** MM/DD/YYYY. */
	| 'date'
	/** 1 or 0. */
	| 'toggle'
	/** Digits alone. */
	| 'phoneNumber'
	/** Three digits. */
	| 'areaCode'
	| 'email';

/** One value that an operation takes. */
export interface Field {
	/** Name of the parameter, which is the API's. */
	name: string;
	kind: Kind;
	/** It may be empty, and is not sent then. */
	optional?: true;
	/** It is asked for and sent only where another parameter has this value. */
	when?: { name: string; is: string | boolean };
}

/** What an operation is to the API. The paths and fields are those of the API's reference. */
export interface Operation {
	path: string;
	/** Something is made or changed, so it is never sent twice. */
	changes: boolean;
	/** `POST`, or unclear: the API's reference says POST, its examples GET. */
	method: 'POST' | 'unclear';
	/** Values in the path. */
	inPath: Field[];
	/** Values that are sent as a form or in the query. */
	fields: Field[];
	/** At least one of these fields has to be filled in. */
	oneOf?: string[];
	/** What the answer has to have, for people. */
	gives: string;
	/** The output items, or undefined where the answer lacks what it has to have. */
	items: (data: unknown, given: Record<string, string>) => IDataObject[] | undefined;
	/** An answer may have many items. */
	list?: true;
}

const text = (name: string, more: Partial<Field> = {}): Field => ({ name, kind: 'text', ...more });
const toggle = (name: string): Field => ({ name, kind: 'toggle' });
const startBillingDate: Field = { name: 'start_billing_date', kind: 'date' };

/** An operation on a client that there is. */
function onClient(path: string, fields: Field[] = []): Operation {
	return {
		path: `/api/residential/client/{client_id}${path}`,
		changes: true,
		method: 'POST',
		inPath: [text('client_id')],
		fields,
		gives: 'timestamp',
		items: answers.clientDone,
	};
}

/** Every operation, by resource and operation. */
export const operations: Record<string, Record<string, Operation>> = {
	client: {
		activate: onClient('/activate'),
		cancel: onClient('/cancel'),
		create: {
			path: '/api/residential/client',
			changes: true,
			method: 'POST',
			inPath: [],
			fields: [
				startBillingDate,
				text('customer_id'),
				toggle('has_subreseller_id'),
				text('subreseller_id', { when: { name: 'has_subreseller_id', is: true } }),
				{ name: 'email', kind: 'email' },
				text('first_name'),
				text('last_name'),
				text('address'),
				text('zipcode'),
				toggle('sameBillingAddress'),
				text('billing_address', { when: { name: 'sameBillingAddress', is: false } }),
				text('billing_zipcode', { when: { name: 'sameBillingAddress', is: false } }),
				toggle('did_porting'),
				{ name: 'did_number', kind: 'phoneNumber' },
			],
			gives: 'client ID and domain',
			items: answers.createdClient,
		},
		suspend: onClient('/suspend'),
		update: onClient('', [startBillingDate]),
	},
	device: {
		getOrCreate: {
			path: '/api/residential/device',
			changes: true,
			method: 'POST',
			inPath: [],
			fields: [
				text('domain', { when: { name: 'findBy', is: 'domain' } }),
				text('client_id', { when: { name: 'findBy', is: 'clientId' } }),
				text('ext', { optional: true }),
			],
			gives: 'device',
			items: answers.device,
		},
	},
	did: {
		search: {
			path: '/api/dids/search',
			changes: false,
			method: 'unclear',
			inPath: [],
			fields: [
				{ name: 'npa', kind: 'areaCode', optional: true },
				text('state', { optional: true }),
			],
			oneOf: ['npa', 'state'],
			gives: 'list of numbers',
			items: answers.numbers,
			list: true,
		},
	},
	domain: {
		getStatus: {
			path: '/api/residential/domain/{domain}',
			changes: false,
			method: 'unclear',
			inPath: [text('domain')],
			fields: [],
			gives: 'status',
			items: answers.domainStatus,
		},
	},
};
