/** Contacts created and changed, one an item: our node beside n8n's HTTP Request node. */
import type { Bench, Row } from './bench';
import { batches, byId, httpRequest, ours } from './nodes';
import { row } from './rows';
import { withServer, type BenchServer } from './start-server';
import { inTurns } from './turns';
import { withN8n, type BenchN8n } from './with-n8n';
import { items, publishTimed, type Step } from './workflow';

/** So many at a time. */
const WIDTH = 20;

/** What is written of a contact. The last name is another one for each item. */
const LAST_NAME = 'Lovelace {{ $json.row }}';
const FIELDS = {
	'name-first-name': 'Ada',
	email: 'ada@example.com',
	company: 'Example',
	'phonenumber-work': '12025550101',
};

function contenders(contacts: string): Record<string, Step> {
	const own = (operation: string, contact = {}) =>
		ours({
			resource: 'userContact',
			operation,
			user: byId('101'),
			...contact,
			fields: { ...FIELDS, 'name-last-name': `=${LAST_NAME}` },
			options: { concurrency: WIDTH },
		});
	const http = (method: string, url: string) =>
		httpRequest({
			method,
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `=${JSON.stringify({ ...FIELDS, 'name-last-name': LAST_NAME })}`,
			options: batches(WIDTH),
		});
	return {
		'ours, create': own('create'),
		'HTTP Request, create': http('POST', contacts),
		'ours, update': own('update', { contact: byId('c1') }),
		'HTTP Request, update': http('PUT', `${contacts}/c1`),
	};
}

async function measure(
	{ client, credentialFor }: BenchN8n,
	{ url, domainUrl }: BenchServer,
	quick: boolean,
): Promise<Row[]> {
	const count = quick ? 150 : 500;
	const credential = await credentialFor(url);
	const contestants: Record<string, () => Promise<number>> = {};
	for (const [name, step] of Object.entries(contenders(`${domainUrl}/users/101/contacts`))) {
		const steps = [...items(count), step];
		contestants[name] = await publishTimed(client, name, steps, credential, count);
	}
	const seconds = await inTurns(contestants, quick ? 3 : 5);
	return ['create', 'update'].map((verb) =>
		row({
			what: `${count} contacts, ${verb}, ${WIDTH} at a time`,
			unit: 's',
			ours: seconds[`ours, ${verb}`] ?? NaN,
			other: [`HTTP Request, batches of ${WIDTH}`, seconds[`HTTP Request, ${verb}`] ?? NaN],
		}),
	);
}

/** 500 contacts (150 when quick), 20 ms an answer, in one warm n8n. */
export const bench: Bench = async ({ quick }) =>
	await withServer(
		{},
		async (server) => await withN8n(async (n8n) => await measure(n8n, server, quick)),
	);
