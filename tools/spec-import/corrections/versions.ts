import type { Correction } from './correction';

/** The same version for a list of operations. */
const each =
	(version: string, ...ids: string[]): Correction['since'] =>
	(id) =>
		ids.includes(id) ? version : undefined;

const statistics = '/domains/{domain}/statistics';
const route = '/routes/{route-id}';
const video = '/domains/{domain}/video';
const host = '/domains/{domain}/users/{user}/host';

/** Operations that came with another version than the table of operations says. */
export const versionCorrections: Correction[] = [
	{
		id: 'newer-than-44.4.10',
		reason:
			'A 44.4.10 core does not serve these: the document that it serves of itself lacks them, although documents of the same age mark some as new in 44.3 or 44.4.',
		since: each(
			'45',
			`GET ${statistics}/agent`,
			`GET ${statistics}/agent/{agent}`,
			`GET ${statistics}/agent/callqueues/{callqueue}`,
			`GET ${statistics}/agentLog`,
			`GET ${statistics}/callqueues/{callqueue}`,
			`GET ${statistics}/callqueues/aggregate`,
			`GET ${statistics}/queue/per-queue`,
			`GET ${statistics}/DNIS`,
			`GET ${statistics}/DNIS/callqueues/{callqueue}`,
			'GET /domains/{domain}/callqueuereport/abandoned',
			'GET /domains/{domain}/callqueuereport/abandoned/{callqueue}',
			'GET /domains/{domain}/users/{user}/messagesessions/{messagesession}',
			'PATCH /domains/{domain}/users/{user}/calls/{call_id}/transferPeer',
			'POST /calls/report',
			`PUT ${route}`,
			`DELETE ${route}`,
			`POST ${route}/routecon`,
			`PUT ${route}/routecon/{index}`,
			`POST ${video}`,
			`PUT ${video}`,
			`DELETE ${video}`,
			`POST ${video}/subscription/{slug}`,
			`DELETE ${video}/subscription/{slug}`,
			`PUT ${video}/subscriptions`,
			`POST ${host}`,
			`PUT ${host}`,
			`DELETE ${host}`,
			`POST ${host}/contacts`,
		),
	},
	{
		id: 'new-in-44.3',
		reason: 'The documents mark these as new in 44.3, and a 44.4.10 core serves them.',
		since: each(
			'44.3',
			'GET /domains/{domain}/number-filters',
			'POST /domains/{domain}/number-filters',
			'DELETE /domains/{domain}/number-filters',
			'GET /domains/{domain}/users/{user}/number-filters',
			'POST /domains/{domain}/users/{user}/number-filters',
			'DELETE /domains/{domain}/users/{user}/number-filters',
			'GET /domains/{domain}/transcriptions',
		),
	},
];
