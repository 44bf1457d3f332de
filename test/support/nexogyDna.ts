/** The node for the Nexogy DNA API: how it is run, what each operation asks for and sends. */
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { NexogyDnaApi } from '../../companions/n8n-nodes-nexogy-dna/credentials/NexogyDnaApi.credentials';
import { fingerprint } from '../../companions/n8n-nodes-nexogy-dna/credentials/signIn/settings';
// With its ending, since a codex file of the same name lies beside it.
import { NexogyDna } from '../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/NexogyDna.node.ts';
import { runNode, type Outcome, type Run, type Subject } from './engine';

export const nexogyDna: Subject = {
	type: new NexogyDna(),
	credentialType: new NexogyDnaApi(),
};

/** Runs the node once in n8n's own engine. */
export async function runDna(run: Run): Promise<Outcome> {
	return await runNode(run, nexogyDna);
}

/** The data of a credential that has not signed in yet. */
export function dnaCredential(
	baseUrl: string,
	login: Record<string, string> = {},
): ICredentialDataDecryptedObject {
	return {
		baseUrl,
		clientId: '7',
		clientSecret: 'client-secret-of-the-test',
		username: 'api@reseller.example',
		password: 'pass word&of+test',
		scope: '',
		ignoreSslIssues: false,
		accessToken: '',
		refreshToken: '',
		expiresAt: '',
		tokenOwner: '',
		...login,
	};
}

/** The same that has signed in: its token is good for a while, as far as n8n knows. */
export function signedIn(baseUrl: string): ICredentialDataDecryptedObject {
	const credential = dnaCredential(baseUrl);
	return {
		...credential,
		accessToken: 'access-0',
		refreshToken: 'refresh-0',
		expiresAt: new Date(Date.now() + 1_200_000).toISOString(),
		tokenOwner: fingerprint(credential as never),
	};
}

/** One operation with a form that is filled in, what that sends, and what comes of the answer. */
export interface DnaCase {
	name: string;
	parameters: INodeParameters;
	path: string;
	/** What is sent, as a form or in the query. */
	sends: Record<string, string>;
	/** `data` of an answer as the API's document shows it. */
	data: IDataObject;
	items: IDataObject[];
	/** Something is made or changed. */
	changes: boolean;
}

const timestamp = 1_700_000_000;
const datetime = '2023-11-14T22:13:20.000Z';

const client: INodeParameters = {
	resource: 'client',
	operation: 'create',
	start_billing_date: '2026-05-31T00:00:00',
	customer_id: '20451',
	first_name: 'Nathan',
	last_name: 'Smith',
	email: 'nathan@smith.example',
	address: '12 Palm Ave, Miami',
	zipcode: '33101',
	did_number: '(305) 555-0123',
};

const clientSent = {
	start_billing_date: '05/31/2026',
	customer_id: '20451',
	has_subreseller_id: '0',
	email: 'nathan@smith.example',
	first_name: 'Nathan',
	last_name: 'Smith',
	address: '12 Palm Ave, Miami',
	zipcode: '33101',
	sameBillingAddress: '1',
	did_porting: '0',
	did_number: '3055550123',
};

const created = { client: { id: 1042, ns_domain: 'smith.1042.example' } };

const device = {
	subscriber_name: '1000',
	aor: 'sip:1000@smith.1042.example',
	domain: 'smith.1042.example',
	authentication_key: 'hQEMA+/ab3==',
	regservers: { server1: { address: 'core1.example', port: 5060 } },
	timestamp,
};

/** An operation on a client that there is. */
function onClient(operation: string, path = `/${operation}`): DnaCase {
	return {
		name: `client ${operation}`,
		parameters: { resource: 'client', operation, client_id: '1042' },
		path: `/api/residential/client/1042${path}`,
		sends: {},
		data: { timestamp },
		items: [{ client_id: '1042', success: true, timestamp, datetime }],
		changes: true,
	};
}

export const dnaCases: DnaCase[] = [
	{
		name: 'client create',
		parameters: client,
		path: '/api/residential/client',
		sends: clientSent,
		data: created,
		items: [created.client],
		changes: true,
	},
	{
		name: 'client create, with every field that may apply',
		parameters: {
			...client,
			has_subreseller_id: true,
			subreseller_id: '77',
			sameBillingAddress: false,
			billing_address: 'P.O. Box 12',
			billing_zipcode: '33102',
			did_porting: true,
		},
		path: '/api/residential/client',
		sends: {
			...clientSent,
			has_subreseller_id: '1',
			subreseller_id: '77',
			sameBillingAddress: '0',
			billing_address: 'P.O. Box 12',
			billing_zipcode: '33102',
			did_porting: '1',
		},
		data: { ...created, timestamp },
		items: [{ ...created.client, timestamp, datetime }],
		changes: true,
	},
	onClient('activate'),
	onClient('suspend'),
	onClient('cancel'),
	{
		...onClient('update', ''),
		parameters: {
			resource: 'client',
			operation: 'update',
			client_id: '1042',
			start_billing_date: '2026-06-01',
		},
		sends: { start_billing_date: '06/01/2026' },
	},
	{
		name: 'device by client',
		parameters: { resource: 'device', operation: 'getOrCreate', client_id: '1042' },
		path: '/api/residential/device',
		sends: { client_id: '1042', ext: '1000' },
		data: device,
		items: [{ ...device, datetime }],
		changes: true,
	},
	{
		name: 'device by domain, extension left to the API',
		parameters: {
			resource: 'device',
			operation: 'getOrCreate',
			findBy: 'domain',
			domain: 'smith.1042.example',
			ext: '',
		},
		path: '/api/residential/device',
		sends: { domain: 'smith.1042.example' },
		data: device,
		items: [{ ...device, datetime }],
		changes: true,
	},
	{
		name: 'domain status',
		parameters: { resource: 'domain', operation: 'getStatus', domain: 'smith.1042.example' },
		path: '/api/residential/domain/smith.1042.example',
		sends: {},
		data: { status: 'locked', timestamp },
		items: [{ domain: 'smith.1042.example', status: 'locked', timestamp, datetime }],
		changes: false,
	},
	{
		name: 'DID search',
		parameters: { resource: 'did', operation: 'search', npa: '305', state: 'FL' },
		path: '/api/dids/search',
		sends: { npa: '305', state: 'FL' },
		data: {
			return: {
				npas: { npa: '305' },
				quantity: 50,
				consecutive: 1,
				result: {
					tn: [
						{ number: '3055550123', category: 'Standard' },
						{ number: 3055550124, category: 'Gold' },
					],
				},
				tnCount: 2,
			},
		},
		items: [
			{ number: '3055550123', category: 'Standard' },
			{ number: '3055550124', category: 'Gold' },
		],
		changes: false,
	},
];
