import type { IDataObject } from 'n8n-workflow';
import { byPath, hang, json, text, type Responder } from '../../../support/hostile';
import { times } from '../calls';
import type { Group } from '../row';

const API = '/ns-api/v2';
const ALL = 'GET /subscriptions';
const ONE = 'GET /subscriptions/1';
const noted = { subscriptions: { call: { id: '1', domain: 'acme.example' } } };

/** A subscription of ours on the server. */
const ours = (more: IDataObject = {}): IDataObject => ({
	id: '1',
	model: 'call',
	domain: 'acme.example',
	user: '*',
	'post-url': 'http://127.0.0.1/webhook/0b5e/netsapiens?model=call&secret=s3cret',
	'subscription-geo-support': 'yes',
	'subscription-expires-datetime': '2026-01-06 12:00:00',
	...more,
});

/** The list, in one page. */
const listed =
	(...subscriptions: IDataObject[]): Responder =>
	(request, response) =>
		json(200, /start=0(&|$)/.test(request.url) ? subscriptions : [])(request, response);

const elsewhere = ours({ 'post-url': 'https://crm.example/hook?key=k3y' });
const missing = json(404, { code: 404, message: 'Subscription not found' });
const created = json(201, ours());

export const trigger: Group = {
	title: 'Trigger',
	rows: [
		{
			fault: 'Somebody publishes the workflow while nothing listens at the address of the server',
			does: 'Does not publish',
			lost: 'Nothing',
			call: { trigger: 'publish' },
			server: { address: () => 'http://127.0.0.1:1' },
			ends: {
				message:
					"127.0.0.1:1 refuses the connection. Check host and port in the credential's Server field, and that the server is running. Node.js reports ECONNREFUSED.",
				requests: [],
			},
		},
		{
			fault: 'n8n starts while nothing listens at the address of the server',
			does: 'Goes on, and subscribes with the next renewal',
			lost: 'Events until then',
			call: { trigger: 'publish', activation: 'init' },
			server: { address: () => 'http://127.0.0.1:1' },
			ends: {
				sees: 'A line in the log of n8n:',
				logged: [
					"Subscriptions could not be renewed, next try follows (NetSapiens Trigger, workflow w): 127.0.0.1:1 refuses the connection. Check host and port in the credential's Server field, and that the server is running. Node.js reports ECONNREFUSED.",
				],
				requests: [],
			},
		},
		{
			fault: 'Somebody publishes the workflow while the server takes requests and never answers',
			does: 'Gives up after 6 s, before n8n does',
			lost: 'Nothing',
			call: { trigger: 'publish' },
			server: { answers: hang, stalls: true },
			ends: {
				message:
					'pbx.example.com did not answer within 6 s. The whole answer has to arrive within that time. Try again later.',
				requests: [ALL],
			},
		},
		{
			fault: 'The credential may not subscribe (403)',
			does: 'Does not publish',
			lost: 'Nothing',
			call: { trigger: 'publish' },
			server: {
				answers: () =>
					byPath({
						[`GET ${API}/subscriptions`]: listed(),
						'*': json(403, { code: 403, message: 'Insufficient scope' }),
					}),
			},
			ends: {
				message:
					'Could not subscribe to call events. The credential is not allowed to do this: Insufficient scope. Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller or Super User), or pick "My Own (~)" where the form offers it.',
				requests: [ALL, 'POST /subscriptions'],
			},
		},
		{
			fault: 'There is a subscription like it that posts to something else (409)',
			does: 'Leaves it alone and does not publish',
			lost: 'Nothing',
			call: { trigger: 'publish' },
			server: {
				answers: () =>
					byPath({
						[`GET ${API}/subscriptions`]: listed(elsewhere),
						'*': json(409, { code: 409, message: 'Subscription already exists' }),
					}),
			},
			ends: {
				message:
					'The server has a subscription for call events like this one that posts elsewhere (crm.example). It belongs to something else and is left alone. Choose another domain or user, or have it removed by whoever made it. If n8n itself had that address before, delete it with Event Subscription → Delete, or wait until it ends.',
				requests: [ALL, ALL, 'POST /subscriptions', ALL, ALL],
			},
		},
		{
			fault: 'The webhook address of n8n is one of its own machine, and the server is elsewhere',
			does: 'Does not publish: posts could not arrive',
			lost: 'Nothing',
			call: { trigger: 'publish' },
			server: { address: () => 'https://pbx.example.com' },
			ends: {
				message:
					"pbx.example.com cannot post to http://127.0.0.1: only n8n's own machine can. Set WEBHOOK_URL (newer name: N8N_WEBHOOK_URL) to an address of n8n that the PBX can reach, and restart n8n. If the PBX runs on that machine, put localhost into the credential's Server field.",
				requests: [],
			},
		},
		{
			fault: 'The server lost the subscription',
			does: 'Creates it again with the next renewal',
			lost: 'Events until then',
			call: { trigger: 'renew', remembered: noted },
			server: {
				answers: () =>
					byPath({
						[`GET ${API}/subscriptions/1`]: missing,
						[`GET ${API}/subscriptions`]: listed(),
						[`POST ${API}/subscriptions`]: created,
					}),
			},
			ends: { sees: 'Nothing', requests: [ONE, ALL, 'POST /subscriptions'] },
		},
		{
			fault: 'A subscription is about to end',
			does: 'Prolongs it in place',
			lost: 'Nothing',
			call: { trigger: 'renew', remembered: noted },
			server: {
				answers: () =>
					byPath({
						[`GET ${API}/subscriptions/1`]: json(200, [
							ours({ 'subscription-expires-datetime': '2026-01-05 20:00:00' }),
						]),
						[`PUT ${API}/subscriptions/1`]: json(202, { code: 202, message: 'Accepted' }),
					}),
			},
			ends: { sees: 'Nothing', requests: [ONE, 'PUT /subscriptions/1'] },
		},
		{
			fault: 'The server fails (500) during a renewal',
			does: 'Leaves it at that; the next renewal follows in time',
			lost: 'Nothing, as long as one of the next goes well',
			call: { trigger: 'renew', remembered: noted },
			server: { answers: () => json(500, { message: 'Database error' }) },
			ends: {
				sees: 'A line in the log of n8n:',
				logged: [
					'Subscriptions could not be renewed, next try follows (NetSapiens Trigger, workflow w): The server could not carry out the request (500): Database error. Try again in a while; if it keeps happening, tell the provider.',
				],
				requests: [ONE],
			},
		},
		{
			fault: 'The workflow is unpublished, and the subscription is gone already',
			does: 'Unpublishes',
			lost: 'Nothing',
			call: { trigger: 'unpublish', remembered: noted },
			server: {
				answers: () =>
					byPath({
						[`GET ${API}/subscriptions/1`]: missing,
						[`GET ${API}/subscriptions`]: listed(),
					}),
			},
			ends: { sees: 'Nothing', requests: [ONE, ALL] },
		},
		{
			fault: 'A copy of the workflow in another n8n is unpublished, which remembers the same ID',
			does: 'Leaves the subscription alone: it does not post to this n8n',
			lost: 'Nothing',
			call: { trigger: 'unpublish', remembered: noted },
			server: {
				answers: () =>
					byPath({
						[`GET ${API}/subscriptions/1`]: json(200, [elsewhere]),
						[`GET ${API}/subscriptions`]: listed(elsewhere),
					}),
			},
			ends: { sees: 'Nothing', requests: [ONE, ALL, ALL] },
		},
		{
			fault: 'The recording of a call is not there within the patience that is set',
			does: 'Looks again after 2, 3, 5 and 10 s; the event goes on, with a note',
			lost: 'The link to the recording',
			call: {
				event: { event: 'callRecord', domain: 'acme.example', callId: 'c1', raw: {} },
				options: { recording: true, patienceSeconds: 20 },
			},
			server: { answers: () => missing },
			ends: {
				sees: 'The event',
				items: [
					{
						event: 'callRecord',
						domain: 'acme.example',
						callId: 'c1',
						raw: {},
						note: 'There is no recording of this call (yet).',
					},
				],
				requests: times(5, 'GET /domains/acme.example/recordings/c1'),
			},
		},
		{
			fault: 'A firewall blocks this n8n while it looks for a recording',
			does: 'The event goes on, with a note',
			lost: 'The link to the recording',
			call: {
				event: { event: 'callRecord', domain: 'acme.example', callId: 'c1', raw: {} },
				options: { recording: true },
			},
			server: { answers: () => text(403, '<html><title>Blocked</title></html>') },
			ends: {
				sees: 'The event',
				items: [
					{
						event: 'callRecord',
						domain: 'acme.example',
						callId: 'c1',
						raw: {},
						note: 'pbx.example.com blocks this n8n: Blocked',
					},
				],
				requests: ['GET /domains/acme.example/recordings/c1'],
			},
		},
	],
};
